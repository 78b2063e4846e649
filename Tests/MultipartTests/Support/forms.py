"""Makes forms as programs of other makers do, and says what is in them: a second implementation, of the sending side.

Usage: forms.py SEED COUNT. One line of JSON a form: type, body (hexadecimal), parts of name, filename, content.
Names are written as the HTML standard says, with RFC 8187's `filename*`, or with backslashes.
"""
import json
import random
import sys
import urllib.parse

chance = random.Random(int(sys.argv[1]))
WORDS = ["照片", "a b", 'say "hi"', "100%", "x;y=z", "é", "梅园.jpg", "文件 (1).pdf", "😀"]


def word():
    return "".join(chance.choice(WORDS) for _ in range(chance.randint(1, 3)))


def html(text):
    return '"' + text.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22") + '"'


def escaped(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def filename(text):
    return chance.choice([
        lambda: "filename=" + html(text),
        lambda: "filename=" + escaped(text),
        lambda: "filename*=utf-8''" + urllib.parse.quote(text, safe=""),
    ])()


def content(boundary):
    near = [b"\r\n--" + boundary[:-1], b"\r\n", b"\r", b"--" + boundary, b"\n--" + boundary, b"\0", chance.randbytes(9)]
    return b"".join(chance.choice(near) for _ in range(chance.randint(0, 12)))


def form():
    boundary = "".join(chance.choice("0123456789abcdefXYZ") for _ in range(chance.randint(8, 70))).encode()
    parts, body = [], b""
    for _ in range(chance.randint(0, 6)):
        part = {"name": word(), "filename": word() if chance.random() < 0.5 else None}
        data = content(boundary)
        while b"\r\n--" + boundary in b"\r\n" + data:
            data = content(boundary)
        head = "Content-Disposition: form-data; name=" + html(part["name"])
        if part["filename"] is not None:
            head += "; " + filename(part["filename"]) + "\r\nContent-Type: application/octet-stream"
        body += b"--" + boundary + b"\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n"
        parts.append({**part, "content": data.hex()})
    body += b"--" + boundary + b"--\r\n"
    return {"type": "multipart/form-data; boundary=" + boundary.decode(), "body": body.hex(), "parts": parts}


for _ in range(int(sys.argv[2])):
    print(json.dumps(form()))
