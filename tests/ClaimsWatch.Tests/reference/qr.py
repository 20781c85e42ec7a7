# Reads the recorded modules of qr.csv (text, modules row by row) back with ZBar (Debian: zbar-tools), a decoder that shares no code with the
# program, and says whether each gives its text again. Run: python3 qr.py < qr.csv
import subprocess, sys, tempfile

SCALE, QUIET = 6, 4
for line in sys.stdin:
    text, modules = line.rstrip("\n").split(",")
    rows = modules.split(" ")
    side = (len(rows) + 2 * QUIET) * SCALE
    dark = lambda x, y: 0 <= x < len(rows) and 0 <= y < len(rows) and rows[y][x] == "1"
    pixels = bytes(0 if dark(x // SCALE - QUIET, y // SCALE - QUIET) else 255 for y in range(side) for x in range(side))
    with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
        file.write(b"P5 %d %d 255\n" % (side, side) + pixels)
        file.flush()
        read = subprocess.run(["zbarimg", "--quiet", "--raw", file.name], capture_output=True, text=True).stdout.rstrip("\n")
    print("same" if read == text else "DIFFERENT", text, read)
    assert read == text
