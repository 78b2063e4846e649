"""Whoever changes a byte behind the program's back is found out, or has changed nothing."""

import concurrent.futures
import random
import shutil
import sqlite3
import subprocess

import pytest

from jiedao import PROGRAM

FLIPS = 500


def answers(*words):
    """Exit status and output; never a crash."""
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, timeout=60, text=True, errors="replace")
    assert done.returncode in (0, 1, 2, 3), f"{words} ended by signal {-done.returncode}"
    return done.returncode, done.stdout + done.stderr


def flip(data, chance):
    place = chance.randrange(len(data))
    changed = bytearray(data)
    changed[place] ^= 1 << chance.randrange(8)
    return place, bytes(changed)


def all_of(work, count):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return [result for result in pool.map(work, range(count))]


def test_bytes_of_an_export(demo, tmp_path):
    export = tmp_path / "ledger.export"
    demo.run("export", "ledger", str(export))
    data = export.read_bytes()
    chance = random.Random(500)
    changes = [flip(data, chance) for _ in range(FLIPS)]

    def check(number):
        place, changed = changes[number]
        file = tmp_path / f"{number}.export"
        file.write_bytes(changed)
        status, output = answers("verify", "ledger", file)
        file.unlink()
        if status == 0:
            # Nothing but the digest of a command's request lies outside what the checkpoint covers; it serves to
            # recognise the same request sent again and proves nothing.
            line = data[data.rfind(b"\n", 0, place) + 1:]
            assert line.startswith(b"command "), f"a change at byte {place} went unseen"
            digest = data.rfind(b"\n", 0, place) + 1 + len("command ") + 37
            assert digest <= place < digest + 64, f"a change at byte {place} went unseen"
        else:
            assert output.strip()
        return status

    assert all_of(check, FLIPS).count(1) > FLIPS * 0.8


def rows_of(file):
    """All rows of all tables, and whether every index agrees with its table."""
    with sqlite3.connect(f"file:{file}?immutable=1", uri=True) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        rows = {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        # A request's digest serves to recognise the same request sent again; changed, it refuses it, and harms nothing.
        rows["ledger_command"] = [(row[0], *row[2:]) for row in rows["ledger_command"]]
        return rows, database.execute("PRAGMA integrity_check").fetchall()


def test_bytes_of_the_file(demo, tmp_path):
    original = demo.file
    with sqlite3.connect(original) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data, rows = original.read_bytes(), rows_of(original)
    chance = random.Random(501)
    changes = [flip(data, chance) for _ in range(FLIPS)]

    def check(number):
        place, changed = changes[number]
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "store.sqlite").write_bytes(changed)
        first = answers("verify", "ledger", "--data", folder)
        second = answers("rebuild", "--check", "--data", folder) if first[0] == 0 else first
        if second[0] == 0:
            # What both passed must be the same rows: the byte lies in room that holds nothing.
            assert rows_of(folder / "store.sqlite") == rows, f"a change at byte {place} went unseen"
        else:
            assert second[1].strip()
        shutil.rmtree(folder)
        return second[0]

    found = all_of(check, FLIPS)
    # A young store is mostly empty pages; a fair part of the changes must have hit something all the same.
    assert FLIPS - found.count(0) > FLIPS / 5


LEDGER = [
    ("ledger_entry", "bytes", "UPDATE ledger_entry SET bytes = {x}7b7d WHERE sequence = 7{y}"),
    ("ledger_entry", "salt", "UPDATE ledger_entry SET salt = leaf WHERE sequence = 8"),
    ("ledger_entry", "leaf", "UPDATE ledger_entry SET leaf = salt WHERE sequence = 9"),
    ("ledger_entry", "sequence", "UPDATE ledger_entry SET sequence = 100000 WHERE sequence = 10"),
    ("ledger_entry", "a row less", "DELETE FROM ledger_entry WHERE sequence = 11"),
    ("ledger_entry", "bytes and salt gone", "UPDATE ledger_entry SET bytes = NULL, salt = NULL WHERE sequence = 12"),
    ("ledger_head", "size", "UPDATE ledger_head SET size = size - 1"),
    ("ledger_head", "time", "UPDATE ledger_head SET time = time + 1"),
    ("ledger_checkpoint", "note", "UPDATE ledger_checkpoint SET note = replace(note, 'A', 'B')"),
    ("ledger_checkpoint", "size", "UPDATE ledger_checkpoint SET size = size - 1 WHERE size > 1"),
    ("catalog_version", "content", "UPDATE catalog_version SET content = '{{}}'"),
    ("catalog_version", "a row less", "DELETE FROM catalog_version"),
]

DERIVED = [
    ("ledger_command", "entry_count", "UPDATE ledger_command SET entry_count = 2 WHERE first_entry = 5"),
    ("ledger_command", "a row less", "DELETE FROM ledger_command WHERE first_entry = 6"),
    ("ledger_origin", "origin", "UPDATE ledger_origin SET origin = 'other.example'"),
    ("reference_counter", "last", "UPDATE reference_counter SET last = last + 1"),
    ("fact", "quantity", "UPDATE fact SET quantity = 2 WHERE entry = 5"),
    ("fact", "day", "UPDATE fact SET day = 20180101 WHERE entry = 6"),
    ("fact", "community", "UPDATE fact SET community = NULL WHERE entry = 2"),
    ("fact_tag", "a row less", "DELETE FROM fact_tag"),
    ("fact_total", "quantity", "UPDATE fact_total SET quantity = quantity + 1 WHERE day = 20180303"),
    ("fact_total", "a row less", "DELETE FROM fact_total WHERE day = 20180303"),
    ("announcement", "title", "UPDATE announcement SET title = 'x' WHERE id = 3"),
    ("announcement", "withdrawn", "UPDATE announcement SET withdrawn_at = 1, withdrawn_reason = 'x' WHERE id = 3"),
    ("announcement_history", "reason", "UPDATE announcement_history SET reason = 'x' WHERE entry = 3"),
]


@pytest.fixture
def victim(store):
    """A demo year on the engine, to be changed."""
    store.remove() if store.engine == "postgresql" else shutil.rmtree(store.data)
    shutil.rmtree(store.keys, ignore_errors=True)
    store.run("demo", "--catalog", "Catalog/pingshan")
    return store


def undoing(victim, statement):
    """SQLite: a copy to change. PostgreSQL: the schema is made anew by each test's fixture."""
    form = ("x'", "'") if victim.engine == "sqlite" else ("'\\x", "'")
    statement = statement.replace("{x}7b7d", f"{form[0]}7b7d{form[1]}").replace("{y}", "").replace("{{}}", "{}")
    victim.sql(statement)


@pytest.mark.parametrize("table, what, statement", LEDGER, ids=lambda value: value if " " not in value else "")
def test_the_ledgers_own_rows(victim, table, what, statement):
    undoing(victim, statement)
    status, output = answers("verify", "ledger", *victim.options)
    assert status in (1, 3), f"{table}, {what}: not noticed"
    word = {"ledger_entry": "entry", "ledger_head": "head", "ledger_checkpoint": "checkpoint", "catalog_version": "catalog"}
    assert word[table] in output, output[:500]


@pytest.mark.parametrize("table, what, statement", DERIVED, ids=lambda value: value if " " not in value else "")
def test_what_follows_from_entries(victim, table, what, statement):
    undoing(victim, statement)
    status, output = answers("rebuild", "--check", *victim.options)
    assert status == 1, f"{table}, {what}: not noticed: {output[:300]}"
    assert table in output
    if table != "ledger_command":
        victim.run("rebuild")
        victim.expect_whole()
