"""A log that is not what its head says, and tables that are not what the program made, are named and never passed over."""

import pytest

from jiedao import Store


@pytest.fixture
def filled(store):
    for number in range(3):
        store.run("announcement", "post", "--title", f"公告 {number}", "--text", "正文")
    return store


@pytest.mark.parametrize("size", [2**50, 2**60])
def test_a_head_that_claims_far_too_much_is_named_at_once(filled, size):
    blob = "zeroblob(32)" if filled.engine == "sqlite" else "decode(repeat('00', 32), 'hex')"
    filled.sql(f"UPDATE ledger_head SET size = {size}, peaks = {blob}")
    for words in (["verify", "ledger"], ["rebuild"], ["rebuild", "--check"]):
        told = filled.run(*words, expect=(1, 3), timeout=20)
        assert str(size) in told.stdout + told.stderr, words


@pytest.mark.parametrize("lost", [2, 3])
def test_a_rebuild_does_not_pass_over_a_lost_entry(filled, lost):
    filled.sql(f"DELETE FROM ledger_entry WHERE sequence = {lost}")
    filled.sql("UPDATE announcement SET revision = 9")
    refused = filled.run("rebuild", expect=3)
    assert f"entry {lost} is missing" in refused.stderr
    kept = filled.sql("SELECT COUNT(*), MIN(revision) FROM announcement")
    assert [int(number) for number in kept[0]] == [3, 9], "nothing was changed"


def test_a_lost_rule_of_a_table_is_named(filled):
    filled.sql("DROP INDEX fact_reversed")
    problems = filled.verify(expect=1)["problems"]
    assert problems == ["schema: the unique index of fact (reverses_entry, reverses_ordinal, of some rows) is missing or altered"]


@pytest.mark.parametrize("number", [2**53 - 1, 2**63 - 1, 10**30])
def test_an_origin_that_ends_in_the_largest_number_can_be_restored(unbegun, tmp_path, number):
    origin = f"ledger.example/{number}"
    unbegun.run("init", "--catalog", "Catalog/pingshan", "--origin", origin)
    backup, folder = tmp_path / "b.export", tmp_path / "restored"
    unbegun.run("backup", backup)
    folder.mkdir()
    restored = Store(folder, "sqlite", None)
    restored.run("restore", backup)
    assert restored.expect_whole()["origin"] == origin + "/2"


def test_a_ledger_does_not_go_on_upon_the_larger_checkpoint_of_a_stranger(filled, tmp_path):
    backup, kept = tmp_path / "b.export", tmp_path / "stranger.checkpoint"
    filled.run("backup", backup)
    stranger = Store(tmp_path / "stranger", "sqlite", None)
    stranger.folder.mkdir()
    stranger.run("init", "--catalog", "Catalog/pingshan", "--origin", "stranger.example")
    for number in range(5):
        stranger.run("announcement", "post", "--title", f"公告 {number}", "--text", "正文")
    with stranger.serve() as server:
        kept.write_bytes(server.get("/checkpoint")[1])
    place = Store(tmp_path / "restored", "sqlite", None)
    place.folder.mkdir()
    refused = place.run("restore", backup, "--last-checkpoint", kept, expect=3)
    assert "The checkpoint of 8 entries is not signed with the log key of" in refused.stderr
    assert not place.keys.exists()
