"""A backup appears whole and sound, or not at all, and takes nobody's place."""


def test_what_others_have_lying_there_is_left_alone(sqlite, tmp_path):
    backup, foreign = tmp_path / "b.export", tmp_path / "b.export.partial"
    foreign.write_text("somebody's")
    sqlite.run("backup", str(backup))
    assert foreign.read_text() == "somebody's"
    before = backup.read_bytes()
    assert "exists already" in sqlite.run("backup", str(backup), expect=2).stderr
    assert backup.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("b.*")) == ["b.export", "b.export.partial"]


def test_a_damaged_ledger_is_not_backed_up(store, tmp_path):
    for title in ("甲", "乙", "丙"):
        store.run("announcement", "post", "--title", title, "--text", "正文")
    salt = "zeroblob(32)" if store.engine == "sqlite" else "decode(repeat('00', 32), 'hex')"
    store.sql(f"UPDATE ledger_entry SET salt = {salt} WHERE sequence = 4")
    refused = store.run("backup", str(tmp_path / "b.export"), expect=3).stderr
    assert "checkpoint 6: its root" in refused and "nothing was written" in refused, refused
    assert not list(tmp_path.glob("b.*"))


def test_a_damaged_ledger_still_goes_to_the_output(sqlite):
    """Whoever wants to see what is left can."""
    sqlite.run("announcement", "post", "--title", "甲", "--text", "正文")
    sqlite.sql("UPDATE ledger_entry SET salt = zeroblob(32) WHERE sequence = 2")
    assert "jiedao-export" in sqlite.run("export", "ledger").stdout
