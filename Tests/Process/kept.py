"""Puts files into a stopped store behind the program's back, as if entries named them."""

import hashlib
import os


def place_of(store, name):
    return store.data / "blobs" / name[:2] / name[2:]


def literal(store, raw):
    return f"x'{raw.hex()}'" if store.engine == "sqlite" else f"decode('{raw.hex()}', 'hex')"


def keep(store, content, entry=None, age_hours=0):
    """Keeps content, named by an entry or by none, and gives its SHA-256 in hexadecimal."""
    name = hashlib.sha256(content).hexdigest()
    if store.engine == "sqlite":
        path = place_of(store, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        then = path.stat().st_mtime - age_hours * 3600
        os.utime(path, (then, then))
    else:
        hash_, bytes_ = literal(store, bytes.fromhex(name)), literal(store, content)
        then = f"CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) - {age_hours * 3_600_000}"
        store.sql(f"INSERT INTO blob (hash, size, stored_at) VALUES ({hash_}, {len(content)}, {then})")
        store.sql(f"INSERT INTO blob_chunk (hash, number, bytes) VALUES ({hash_}, 0, {bytes_})")
    if entry is not None:
        refer(store, name, len(content), entry)
    return name


def refer(store, name, size, entry):
    store.sql(f"INSERT INTO blob_reference (hash, entry, size) VALUES ({literal(store, bytes.fromhex(name))}, {entry}, {size})")


def has(store, name):
    if store.engine == "sqlite":
        return place_of(store, name).exists()
    return bool(store.sql(f"SELECT 1 FROM blob WHERE hash = {literal(store, bytes.fromhex(name))}"))


def damage(store, name):
    """Changes the content and leaves its size."""
    if store.engine == "sqlite":
        place_of(store, name).write_bytes(b"\0" * place_of(store, name).stat().st_size)
    else:
        zeros = "decode(repeat('00', length(bytes)), 'hex')"
        store.sql(f"UPDATE blob_chunk SET bytes = {zeros} WHERE hash = {literal(store, bytes.fromhex(name))}")


def lose(store, name):
    if store.engine == "sqlite":
        place_of(store, name).unlink()
    else:
        store.sql(f"DELETE FROM blob WHERE hash = {literal(store, bytes.fromhex(name))}")
