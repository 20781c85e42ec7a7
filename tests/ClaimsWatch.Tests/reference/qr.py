# QR codes made by segno (Debian: python3-segno), level M, with each of the eight masks (programs may choose another one): one line a text and mask,
# text, mask, modules row by row; recorded in qr.csv.
import segno

for text in ["https://example.jp/k?n=0000-0000-0000",
             "https://www.city.kakuu.example.jp/kokuho/kenko/oshirase/anketo.html?n=1234-5678-9012&v=1"]:
    for mask in range(8):
        code = segno.make(text, error="m", mode="byte", mask=mask, boost_error=False, micro=False)
        print(f"{text},{mask}," + " ".join("".join("1" if dark else "0" for dark in row) for row in code.matrix))
