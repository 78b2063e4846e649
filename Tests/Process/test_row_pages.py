"""Every column of every table, set to what the program never writes: the server says so, and neither stops nor hangs."""

import re

import pytest

from jiedao import PROGRAM, ROOT, Server
from test_row_tampering import TABLES, SQLiteVictim, victim  # noqa: F401  (a fixture)

PAGES = [
    "/", "/announcements", "/announcements?before=9", "/announcements/59", "/announcements/9007199254740991", "/figures", "/figures?year=2018",
    "/figures/announcements-posted?year=2018", "/figures/announcements-posted?year=2018&as_of=9&format=json",
    "/figures/announcements-standing?year=9999", "/deadlines?rule=urban-example-water&start=2018-03-05", "/calendar?year=2018",
    "/entries", "/entries?before=1", "/entries?before=9", "/entries/0", "/entries/1",
    "/entries/59/receipt", "/entries/0/receipt", "/checkpoint", "/tile/0/000", "/tile/0/001.p/1", "/tile/entries/000", "/tile/1/000.p/1", "/readyz",
]
VALUES = {
    "INTEGER": ["-9223372036854775808", "-1", "0", "9007199254740992", "9223372036854775807"],
    "TEXT": ["''", "'x'", "'\u202e' || '9223372036854775808'"],
    "BLOB": ["EMPTY", "SHORT"],
}
BYTES = {"sqlite": {"EMPTY": "x''", "SHORT": "x'00'"}, "postgresql": {"EMPTY": "''::bytea", "SHORT": "'\\x00'::bytea"}}


def statements(victim, table):
    """Each column in all rows where that is possible, and in the last row where it is a part of the key."""
    columns = victim.tables()[table]
    key = ", ".join(name for name, _, is_key in columns if is_key)
    for column, kind, is_key in columns:
        last = f" WHERE ({key}) IN (SELECT {key} FROM {table} ORDER BY {key.replace(', ', ' DESC, ')} DESC LIMIT 1)" if is_key else ""
        for value in [*VALUES[kind], "NULL"]:
            yield f"UPDATE {table} SET {column} = {BYTES[victim.store.engine].get(value, value)}{last}"


def look(victim, statement):
    """What every page answers on the altered store; None where the program refuses to serve it and says why."""
    try:
        server = Server(victim.store)
    except AssertionError as refusal:
        assert re.search(r"Error: .*(damaged|store|schema|catalog|ledger|refuses|newer)", str(refusal), re.S), (statement, str(refusal))
        assert "Fatal" not in str(refusal) and "Crash" not in str(refusal), (statement, str(refusal))
        return None
    with server:
        statuses = [server.get(page)[0] for page in PAGES]
        status, _ = server.post("标题")
        assert server.process.poll() is None, (statement, "".join(server.log[-30:]))
    assert all(code in (200, 400, 404, 410, 500, 503) for code in statuses), (statement, statuses)
    assert status in (201, 422, 500, 503), (statement, status)
    text = "".join(server.log)
    assert statuses.count(500) <= text.count("error="), (statement, text)
    return statuses


# Pages of matters are for the staff, and read by none of these addresses.
@pytest.mark.parametrize("table", [table for table in TABLES if not table.startswith("matter")])
def test_the_server_neither_stops_nor_hangs(victim, table):  # noqa: F811
    seen = 0
    for number, statement in enumerate(statements(victim, table)):
        # The same code reads the rows of both engines; on one of them a part is enough.
        if victim.store.engine == "postgresql" and number % 3 != 0:
            continue
        if not victim.change(statement):
            continue
        seen += 1
        look(victim, statement)
        if not isinstance(victim, SQLiteVictim):
            # What the server has written meanwhile goes too.
            for name in TABLES:
                victim.put_back(name)
    victim.put_back(table)
    assert seen, table
