"""Whoever changes a byte behind the program's back is found out, or has changed nothing."""

import concurrent.futures
import random
import shutil
import sqlite3

import pytest

from jiedao import run

FLIPS = 500


def answers(*words):
    """Exit status and output; never a crash."""
    done = run(*words, expect=(0, 1, 2, 3), timeout=60)
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


@pytest.mark.parametrize("number", [1, 100], ids=["a number that was already", "a number still to come"])
def test_a_row_out_of_order(tiled, tmp_path, number):
    """The number of a row is changed in its page, where no constraint sees it."""
    with sqlite3.connect(f"file:{tiled.file}?immutable=1", uri=True) as database:
        ((leaf,),) = database.execute("SELECT leaf FROM ledger_entry WHERE sequence = 3")
    data = bytearray(tiled.file.read_bytes())
    start = data.find(leaf)
    # Before the row's first content stand its number, the length of its header, and four types, the last in two bytes
    # (SQLite file format, section 1.6 and 2.1).
    header = start - 6
    assert data[header] == 6 and data[header - 1] == 3
    data[header - 1] = number
    (tmp_path / "store.sqlite").write_bytes(data)
    status, output = answers("verify", "ledger", "--data", tmp_path)
    assert status == 1, output
    missing = "entry 3: its row is missing" if number == 1 else "entries 3 to 99: their rows are missing"
    assert "out of order" in output and missing in output


def test_bytes_of_the_file(tiled, tmp_path):
    original = tiled.file
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

