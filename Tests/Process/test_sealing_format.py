"""Boxes, sealed files and wrapped keys are what Docs/sealing-format.md says, made again by another implementation."""

import hashlib
import json

import pytest

from jiedao import ROOT
from sealing import Refused, master_id, master_text, open_box, open_stream, seal, seal_stream, unwrap, wrap

VECTORS = json.loads((ROOT / "Tests/Fixtures/sealing/vectors.json").read_text())


def place(vector):
    return vector["subject"], vector["field"], vector["command"]


def raw(vector, name):
    return bytes.fromhex(vector[name])


def test_there_are_vectors_of_every_sort():
    assert VECTORS["format"] == "jiedao-sealing-vectors/1"
    assert all(len(VECTORS[sort]) >= 2 for sort in ("masters", "wrapped", "boxes", "refused_boxes", "refused_keys", "streams"))


@pytest.mark.parametrize("vector", VECTORS["masters"], ids=lambda v: v["id"])
def test_a_master_key_has_this_id_and_text(vector):
    assert master_id(raw(vector, "key")).hex() == vector["id"]
    assert master_text(raw(vector, "key")) == vector["text"]


@pytest.mark.parametrize("vector", VECTORS["wrapped"], ids=lambda v: v["subject"])
def test_a_key_is_wrapped_to_these_bytes_and_back(vector):
    master, key, subject = raw(vector, "master"), raw(vector, "key"), vector["subject"]
    assert wrap(key, master, raw(vector, "nonce"), subject) == raw(vector, "wrapped")
    assert unwrap(raw(vector, "wrapped"), master, subject) == key


@pytest.mark.parametrize("vector", VECTORS["boxes"], ids=lambda v: v["why"])
def test_a_text_is_sealed_to_these_bytes_and_back(vector):
    text = vector["text"] * vector.get("times", 1)
    box = seal(text, raw(vector, "key"), raw(vector, "nonce"), *place(vector))
    assert len(box) == vector["length"]
    assert box.hex() == vector["box"]
    assert open_box(box, raw(vector, "key"), *place(vector)) == vector.get("opened", text)


@pytest.mark.parametrize("vector", VECTORS["refused_boxes"], ids=lambda v: v["why"])
def test_a_box_that_is_not_whole_or_not_in_its_place_is_refused(vector):
    with pytest.raises(Refused):
        open_box(raw(vector, "box"), raw(vector, "key"), *place(vector))


@pytest.mark.parametrize("vector", VECTORS["refused_keys"], ids=lambda v: v["why"])
def test_a_key_that_is_not_whole_or_of_somebody_else_is_refused(vector):
    with pytest.raises(Refused):
        unwrap(raw(vector, "wrapped"), raw(vector, "master"), vector["subject"])


def content(vector):
    return bytes((31 * place + place // 251) % 256 for place in range(vector["count"]))


@pytest.mark.parametrize("vector", VECTORS["streams"], ids=lambda v: v["why"])
def test_a_file_is_sealed_to_these_bytes_and_back(vector):
    stream = seal_stream(content(vector), raw(vector, "key"), raw(vector, "header"), *place(vector))
    assert len(stream) == vector["length"]
    assert stream.hex().startswith(vector["start"]) and stream.hex().endswith(vector["end"])
    assert hashlib.sha256(stream).hexdigest() == vector["sha256"]
    assert open_stream(stream, raw(vector, "key"), *place(vector)) == content(vector)


def test_a_file_that_is_not_whole_or_not_in_its_place_is_refused():
    vector = next(vector for vector in VECTORS["streams"] if vector["count"] > 2 * 65536)
    key, where = raw(vector, "key"), place(vector)
    stream = seal_stream(content(vector), key, raw(vector, "header"), *where)
    head, chunks = stream[:25], [stream[start:start + 65553] for start in range(25, len(stream), 65553)]
    bad = {
        "cut off": head + b"".join(chunks[:-1]), "cut in a chunk": stream[:-1], "more": stream + b"\0", "its head": head,
        "turned about": head + chunks[1] + chunks[0] + chunks[2], "one left out": head + chunks[0] + chunks[2],
        "one twice": head + chunks[0] + b"".join(chunks), "changed": stream[:70000] + bytes([stream[70000] ^ 1]) + stream[70001:],
        "the end again": stream + chunks[-1],
    }
    for why, bytes_ in bad.items():
        with pytest.raises(Refused):
            open_stream(bytes_, key, *where)
            raise AssertionError(why)
    for other in ((where[0], "other", where[2]), ("key:8", *where[1:]), (*where[:2], "0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f71")):
        with pytest.raises(Refused):
            open_stream(stream, key, *other)


def test_the_document_shows_the_first_vectors():
    document = "".join((ROOT / "Docs/sealing-format.md").read_text().split())
    box, wrapped, master, stream = (VECTORS[sort][0] for sort in ("boxes", "wrapped", "masters", "streams"))
    shown = (stream["header"], stream["start"], stream["end"], stream["sha256"])
    for text in (box["key"], box["nonce"], box["box"], wrapped["wrapped"], master["id"], master["text"], *shown):
        assert text in document, f"The document does not show {text}."
