"""Every column of every table, changed behind the program's back: the check names the table, or the schema refuses."""

import contextlib
import shutil
import sqlite3

import pytest

from conftest import store_on
from jiedao import Measured

# What may be changed without harm, and why.
HARMLESS = {
    ("ledger_command", "digest"): "it knows the same request sent again; changed, it refuses that one",
    ("schema_migration", "name"): "a label",
    ("ledger_checkpoint", "a row less"): "the tree is covered by the later ones; who holds it compares with --against",
    ("ledger_head", "a row more"): "the schema's own rule admits one row, and nobody reads another",
}

# How the checks call what a table holds, where it is not the table's name.
NAMES = {
    "ledger_entry": "entry", "ledger_head": "head", "ledger_checkpoint": "checkpoint", "ledger_tile": "tile", "catalog_version": "catalog",
    "ledger_command": "command",
}

# A program that finds fewer migrations applied than there are applies them, and is refused by the database.
TOLD = {"schema_migration": ("schema", "already exists")}


class Victim:
    """A store whose rows can be changed and put back."""

    def __init__(self, store, folder):
        self.store, self.folder, self.key = store, folder, store.key

    def tables(self):
        """Each table with its columns: name, type, whether it is part of the key."""
        with contextlib.closing(sqlite3.connect(self.original)) as database:
            names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
            # The index of a search table is the engine's own, and is compared with its table as a whole.
            names = [name for name in names if not name.startswith("matter_search_index")]
            return {name: [(row[1], row[2], row[5] > 0) for row in database.execute(f"PRAGMA table_info({name})")] for name in names}


class SQLiteVictim(Victim):
    def __init__(self, store, folder):
        super().__init__(store, folder)
        self.original = folder / "original.sqlite"
        shutil.copy(store.file, self.original)

    def change(self, statement):
        """False where the schema refuses."""
        self.put_back("")
        with contextlib.closing(sqlite3.connect(self.store.file)) as database, database:
            # Who changes rows in secret does not ask the schema, but cannot go past its keys.
            database.execute("PRAGMA ignore_check_constraints = ON")
            try:
                return bool(database.execute(statement + " RETURNING 1").fetchall())
            except sqlite3.IntegrityError:
                return False

    def put_back(self, table):
        for path in self.store.data.glob("store.sqlite*"):
            path.unlink()
        shutil.copy(self.original, self.store.file)

    flipped = "CAST(substr({0}, 1, length({0}) - 1) || char(1 + COALESCE(unicode(substr({0}, -1)), 0) % 126) AS BLOB)"


class PostgreSQLVictim(Victim):
    flipped = "set_byte({0}, length({0}) - 1, get_byte({0}, length({0}) - 1) # 1)"

    def __init__(self, store, folder, original):
        super().__init__(store, folder)
        self.original = original
        for table in self.tables():
            store.sql(f"CREATE TABLE kept.{table} AS TABLE {table}".replace("kept.", f"{store.schema}_kept."))

    def change(self, statement):
        try:
            return bool(self.store.sql(f"SET session_replication_role = replica; {statement} RETURNING 1"))
        except AssertionError as refusal:
            assert "constraint" in str(refusal), refusal
            return False

    def put_back(self, table):
        kept = f"{self.store.schema}_kept.{table}"
        self.store.sql(f"SET session_replication_role = replica; DELETE FROM {table}; INSERT INTO {table} SELECT * FROM {kept}")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def victim(request, tiled, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"rows-{request.param}")
    if request.param == "sqlite":
        yield SQLiteVictim(tiled.copy(folder), folder)
        return
    # The same rows on both engines, but for the entry of the restore.
    backup, store = folder / "b.export", store_on("postgresql", folder)
    tiled.run("backup", backup)
    store.run("restore", backup)
    store.sql(f"CREATE SCHEMA {store.schema}_kept")
    yield PostgreSQLVictim(store, folder, tiled.file)
    store.sql(f"DROP SCHEMA {store.schema}_kept CASCADE")
    store.remove()


def changed(victim, column, kind, step=1):
    if kind == "BLOB":
        return victim.flipped.format(column)
    return f"{column} + {step}" if kind == "INTEGER" else f"{column} || 'x'"


def middle(table, columns, condition="true"):
    """A condition that holds for one row in the middle of a table."""
    key = ", ".join(name for name, _, is_key in columns if is_key)
    one = f"SELECT {key} FROM {table} WHERE {condition} ORDER BY {key} LIMIT 1 OFFSET (SELECT COUNT(*) / 2 FROM {table} WHERE {condition})"
    return f"({key}) IN ({one})"


def changes(victim, table, columns):
    """Statements, each with what it does."""
    # Of a wide table every third column: all are compared in the same way.
    for column, kind, is_key in columns if len(columns) < 20 else columns[::3]:
        value = changed(victim, column, kind, 1_000_000 if is_key else 1)
        yield column, f"UPDATE {table} SET {column} = {value} WHERE {middle(table, columns, f'{column} IS NOT NULL')}"
        empty = {"BLOB": "NULL", "TEXT": "'x'", "INTEGER": "1"}[kind]
        yield f"{column} filled", f"UPDATE {table} SET {column} = {empty} WHERE {middle(table, columns, f'{column} IS NULL')}"
        yield f"{column} emptied", f"UPDATE {table} SET {column} = NULL WHERE {middle(table, columns, f'{column} IS NOT NULL')}"
    yield "a row less", f"DELETE FROM {table} WHERE {middle(table, columns)}"
    yield "all rows less", f"DELETE FROM {table}"
    names = ", ".join(name for name, _, _ in columns)
    values = ", ".join(changed(victim, name, kind, 1_000_000) if is_key else name for name, kind, is_key in columns)
    yield "a row more", f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {middle(table, columns)}"


TABLES = [
    "announcement", "announcement_history", "catalog_version", "fact", "fact_tag", "fact_total", "ledger_checkpoint", "ledger_command",
    "ledger_entry", "ledger_head", "ledger_origin", "ledger_tile", "matter", "matter_history", "matter_search", "matter_words",
    "reference_counter", "schema_migration", "staff", "staff_grant", "timer",
]

# Nothing is in these here. Content is compared with its name whenever it is read; working state may be lost.
EMPTY = [
    "announcement_plan", "attachment", "blob", "blob_chunk", "blob_reference", "catalog_adoption", "erased_key", "paper",
    "paper_history", "sealed_opening", "work_lease", "work_timer_failure",
]


def test_these_are_all_tables(victim):
    assert sorted(victim.tables()) == sorted(TABLES + EMPTY)


@pytest.mark.parametrize("table", TABLES)
def test_every_change_is_noticed(victim, table):
    if (table, victim.store.engine) == ("matter_search", "postgresql"):
        pytest.skip("this store was restored without keys, so there is nothing to search")
    columns, words = victim.tables()[table], TOLD.get(table, (NAMES.get(table, table),))
    unseen, noticed = [], 0
    for what, statement in changes(victim, table, columns):
        if (table, what) in HARMLESS or not victim.change(statement):
            continue
        checks = [Measured("verify", "ledger", "--key", victim.key, *victim.store.options), Measured("rebuild", "--check", *victim.store.options)]
        victim.put_back(table)
        assert all(check.status in (0, 1, 3) for check in checks), (what, [check.output for check in checks])
        told = [check.output for check in checks if check.status in (1, 3)]
        if told and any(word in text for text in told for word in words):
            noticed += 1
        else:
            unseen.append((what, told))
    assert not unseen, f"{table}: {unseen}"
    assert noticed >= 3
    whole = victim.store.expect_whole()
    assert whole["entries"] > 256, "there must be a full tile"


def test_a_timer_that_no_entry_set_is_noticed_and_taken_away(victim):
    assert victim.change("INSERT INTO timer (subject, name, ordinal, due, entry) VALUES ('announcement:1', 'test.bell', 0, 0, 1)")
    checked = Measured("rebuild", "--check", *victim.store.options)
    assert checked.status == 1 and "timer" in checked.output
    victim.store.run("rebuild")
    victim.store.expect_whole("--key", victim.key)


def test_content_that_no_entry_names_is_noticed_and_taken_away(victim):
    zero = "zeroblob(32)" if victim.store.engine == "sqlite" else "decode(repeat('00', 32), 'hex')"
    assert victim.change(f"INSERT INTO blob_reference (hash, entry, size) VALUES ({zero}, 1, 5)")
    checked = Measured("rebuild", "--check", *victim.store.options)
    assert checked.status == 1 and "blob_reference" in checked.output
    victim.store.run("rebuild")
    victim.store.expect_whole("--key", victim.key)


def test_a_rebuild_makes_every_projection_anew(victim):
    projections = ["announcement_history", "announcement", "fact_tag", "fact", "fact_total", "reference_counter", "ledger_origin"]
    if isinstance(victim, SQLiteVictim):
        victim.put_back("")
    for table in projections:
        victim.store.sql(f"DELETE FROM {table}")
    victim.store.run("rebuild")
    victim.store.expect_whole("--key", victim.key)
