"""The sealing of names and texts, written from Docs/sealing-format.md alone; it shares no code with the program."""

import base64
import hashlib
import struct
import unicodedata
import uuid

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt


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


def place(subject, field, command):
    return framed(b"jiedao-box/1", subject.encode(), field.encode(), uuid.UUID(command).bytes)


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
