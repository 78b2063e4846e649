"""Boxes and wrapped keys are what Docs/sealing-format.md says, made again by another implementation."""

import json

import pytest

from jiedao import ROOT
from sealing import Refused, master_id, master_text, open_box, seal, unwrap, wrap

VECTORS = json.loads((ROOT / "Tests/Fixtures/sealing/vectors.json").read_text())


def place(vector):
    return vector["subject"], vector["field"], vector["command"]


def raw(vector, name):
    return bytes.fromhex(vector[name])


def test_there_are_vectors_of_every_sort():
    assert VECTORS["format"] == "jiedao-sealing-vectors/1"
    assert all(len(VECTORS[sort]) >= 2 for sort in ("masters", "wrapped", "boxes", "refused_boxes", "refused_keys"))


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


def test_the_document_shows_the_first_vectors():
    document = "".join((ROOT / "Docs/sealing-format.md").read_text().split())
    box, wrapped, master = VECTORS["boxes"][0], VECTORS["wrapped"][0], VECTORS["masters"][0]
    for text in (box["key"], box["nonce"], box["box"], wrapped["wrapped"], master["id"], master["text"]):
        assert text in document, f"The document does not show {text}."
