# QR codes made by segno (Debian: python3-segno), level M: one line a text, then its modules row by row; recorded in qr.csv.
import segno

for text in ["https://example.jp/k?n=0000-0000-0000",
             "https://www.city.kakuu.example.jp/kokuho/kenko/oshirase/anketo.html?n=1234-5678-9012&v=1"]:
    code = segno.make(text, error="m", mode="byte", boost_error=False, micro=False)
    print(text + "," + " ".join("".join("1" if dark else "0" for dark in row) for row in code.matrix))
