"""The sealing of names and texts, written from Docs/sealing-format.md alone; it shares no code with the program."""

import base64
import hashlib
import struct
import unicodedata
import uuid

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt
from nacl.bindings import crypto_secretstream_xchacha20poly1305_init_pull as init_stream
from nacl.bindings import crypto_secretstream_xchacha20poly1305_pull as pull
from nacl.bindings import crypto_secretstream_xchacha20poly1305_push as push
from nacl.bindings import crypto_secretstream_xchacha20poly1305_state as StreamState


class Refused(Exception):
    """What is given is no box, or does not open."""


def framed(*parts):
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def bucket(count):
    for size in (64, 128, 256, 512, 1024):
        if count < size:
            return size
    return (count // 1024 + 1) * 1024


def padded(content):
    if len(content) > 16383:
        raise Refused("too long")
    return (content + b"\x80").ljust(bucket(len(content)), b"\0")


def unpadded(plain):
    content = plain.rstrip(b"\0")
    if not content.endswith(b"\x80") or bucket(len(content) - 1) != len(plain):
        raise Refused("padding")
    return content[:-1]


def place(subject, field, command, form=b"jiedao-box/1"):
    return framed(form, subject.encode(), field.encode(), uuid.UUID(command).bytes)


def seal(text, key, nonce, subject, field, command):
    content = unicodedata.normalize("NFC", text).encode()
    return b"\x01" + nonce + encrypt(padded(content), place(subject, field, command), nonce, key)


def open_box(box, key, subject, field, command):
    if box[:1] != b"\x01" or len(box) < 41:
        raise Refused("form")
    try:
        plain = decrypt(box[25:], place(subject, field, command), box[1:25], key)
    except Exception as error:  # the binding raises a type of its own for each of them
        raise Refused("shut") from error
    return unpadded(plain).decode()


STREAM, PART, MESSAGE, FINAL = b"jiedao-stream/1", 65536, 0, 3


def begun_stream(key, header):
    state = StreamState()
    init_stream(state, header, hashlib.blake2b(STREAM, key=key, digest_size=32).digest())
    return state


def seal_stream(content, key, header, subject, field, command):
    state, bound = begun_stream(key, header), place(subject, field, command, STREAM)
    padded = content + b"\x80" + bytes(-(len(content) + 1) % PART)
    parts = [padded[start:start + PART] for start in range(0, len(padded), PART)]
    tags = [MESSAGE] * (len(parts) - 1) + [FINAL]
    return b"\x01" + header + b"".join(push(state, part, bound, tag) for part, tag in zip(parts, tags))


def open_stream(stream, key, subject, field, command):
    if stream[:1] != b"\x01" or len(stream) < 25:
        raise Refused("form")
    state, bound = begun_stream(key, stream[1:25]), place(subject, field, command, STREAM)
    chunks = [stream[start:start + PART + 17] for start in range(25, len(stream), PART + 17)]
    if not chunks or len(chunks[-1]) != PART + 17:
        raise Refused("cut off")
    try:
        opened = [pull(state, chunk, bound) for chunk in chunks]
    except Exception as error:
        raise Refused("shut") from error
    if [tag for _, tag in opened] != [MESSAGE] * (len(chunks) - 1) + [FINAL]:
        raise Refused("its end is elsewhere")
    last = opened[-1][0].rstrip(b"\0")
    if not last.endswith(b"\x80"):
        raise Refused("padding")
    return b"".join(part for part, _ in opened[:-1]) + last[:-1]


def master_id(master):
    return hashlib.sha256(framed(b"jiedao-master/1", master)).digest()[:8]


def master_text(master):
    return f"MASTER+KEY+{master_id(master).hex()}+{base64.b64encode(bytes([1]) + master).decode()}"


def wrap(key, master, nonce, subject):
    bound = framed(b"jiedao-key/1", master_id(master), subject.encode())
    return b"\x01" + master_id(master) + nonce + encrypt(key, bound, nonce, master)


def unwrap(wrapped, master, subject):
    if wrapped[:1] != b"\x01" or len(wrapped) != 81 or wrapped[1:9] != master_id(master):
        raise Refused("form")
    bound = framed(b"jiedao-key/1", wrapped[1:9], subject.encode())
    try:
        return decrypt(wrapped[33:], bound, wrapped[9:33], master)
    except Exception as error:
        raise Refused("shut") from error
