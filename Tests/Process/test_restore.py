"""A backup brought back goes on under a new origin, and nobody takes it for the old ledger."""

import json

import pytest

from jiedao import Store, run


@pytest.fixture
def filled(store):
    for number in range(3):
        store.run("announcement", "post", "--title", f"公告 {number}", "--text", "正文")
    return store


def target(tmp_path, name="restored"):
    folder = tmp_path / name
    folder.mkdir()
    return Store(folder, "sqlite", None)


def key_of(store):
    return json.loads(next_entry(store))["body"]["log_key"]


def next_entry(store, number=0):
    lines = [line for line in store.run("export", "ledger").stdout.split("\n") if line.startswith("entry ")]
    return lines[number].split(" ", 2)[2]


def test_an_older_backup_names_what_is_known_to_be_lost(filled, tmp_path):
    backup, last = tmp_path / "b.export", tmp_path / "last.checkpoint"
    filled.run("backup", str(backup))
    old_key = key_of(filled)
    filled.run("announcement", "post", "--title", "备份之后", "--text", "将会丢失")
    with filled.serve() as server:
        last.write_bytes(server.get("/checkpoint")[1])
    restored = target(tmp_path)
    restored.run("restore", str(backup), "--last-checkpoint", str(last))
    summary = restored.expect_whole()
    assert summary["entries"] == 7 and summary["origin"].endswith("/2")
    named = json.loads(next_entry(restored, 6))
    assert named["kind"] == "ledger.restored" and named["body"]["previous"] == last.read_text()
    # The old origin's key proves nothing about what came after.
    assert not restored.verify("--key", old_key, expect=1)["ok"]
    assert restored.verify("--key", key_of(restored), expect=1)["ok"] is False
    again = restored.verify("--key", named["body"]["log_key"])
    assert again["ok"] and again["covered"] == 7
    # Written on, it is another history than the one that was lost.
    restored.run("announcement", "post", "--title", "另一段历史", "--text", "正文")
    answer = restored.verify("--against", str(last), "--key", old_key, expect=1)
    assert any("history was rewritten" in problem for problem in answer["problems"])


def test_rewriting_history_is_found_against_an_earlier_checkpoint(filled, tmp_path):
    backup, kept = tmp_path / "b.export", tmp_path / "kept.checkpoint"
    filled.run("backup", str(backup))
    for title in ("甲", "乙"):
        filled.run("announcement", "post", "--title", title, "--text", "正文")
    with filled.serve() as server:
        kept.write_bytes(server.get("/checkpoint")[1])
    assert filled.verify("--against", str(kept))["ok"]
    other = target(tmp_path)
    other.run("restore", str(backup))
    other.run("announcement", "post", "--title", "改过的历史", "--text", "正文")
    assert not other.verify("--against", str(kept), expect=1)["ok"]


@pytest.mark.parametrize("fault", ["altered", "truncated", "public", "other history"])
def test_what_cannot_be_trusted_is_not_restored(filled, tmp_path, fault):
    backup, bad = tmp_path / "b.export", tmp_path / "bad.export"
    filled.run("backup", str(backup))
    data, words = backup.read_bytes(), []
    if fault == "altered":
        bad.write_bytes(data.replace("公告 1".encode(), "公告 9".encode()))
    elif fault == "truncated":
        bad.write_bytes(data[: len(data) * 2 // 3])
    elif fault == "public":
        filled.run("export", "ledger", str(bad), "--public")
    else:
        bad.write_bytes(data)
        stranger = target(tmp_path, "stranger")
        stranger.run("init", "--catalog", "Catalog/pingshan")
        with stranger.serve() as server:
            checkpoint = tmp_path / "strange.checkpoint"
            checkpoint.write_bytes(server.get("/checkpoint")[1])
        words = ["--last-checkpoint", str(checkpoint)]
    place = target(tmp_path)
    refused = place.run("restore", str(bad), *words, expect=3)
    assert refused.stderr.strip()
    assert not place.keys.exists()
    # The place is as free as before.
    place.run("restore", str(backup))
    place.expect_whole()


def test_a_restore_into_a_store_is_refused(filled, tmp_path):
    backup = tmp_path / "b.export"
    filled.run("backup", str(backup))
    before = filled.verify()
    assert filled.run("restore", str(backup), expect=3).stderr.strip()
    assert filled.verify() == before
    run("backup", str(backup), *filled.options, expect=2)
