"""Receipts while others hold the store: who asks is answered soon, and one signing serves all."""

import concurrent.futures
import contextlib
import sqlite3
import subprocess
import time

LANGUAGES = {"zh": "账本正被写入", "en": "The ledger is being written"}


@contextlib.contextmanager
def held(store):
    """Another process has the one lock that admits a writer."""
    if store.engine == "sqlite":
        with contextlib.closing(sqlite3.connect(store.file, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            yield
            database.execute("ROLLBACK")
        return
    holder = subprocess.Popen(["psql", "-qAtX", store.base], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    holder.stdin.write(f"BEGIN; SELECT size FROM {store.schema}.ledger_head FOR UPDATE;\n")
    holder.stdin.flush()
    assert holder.stdout.readline().strip().isdigit()
    yield
    holder.stdin.write("ROLLBACK;\n")
    holder.stdin.close()
    assert holder.wait(10) == 0


def test_who_asks_is_answered_while_the_store_is_held(store):
    with store.serve() as server, concurrent.futures.ThreadPoolExecutor(48) as threads:
        entries = [server.post(f"公告 {number}")[1]["entry"] for number in range(12)]

        def receipt(number):
            language = "zh" if number % 2 else "en"
            start = time.monotonic()
            status, text, answer = server.get(f"/entries/{entries[number % 12]}/receipt?lang={language}")
            return language, status, text.decode(), answer.headers["Retry-After"], time.monotonic() - start

        with held(store):
            for _ in range(2):
                answers = list(threads.map(receipt, range(48)))
                assert {(status, retry) for _, status, _, retry, _ in answers} == {(503, "5")}
                assert all(LANGUAGES[language] in text for language, _, text, _, _ in answers)
                assert max(seconds for *_, seconds in answers) < 6
            # What was signed before is still served.
            assert server.get("/checkpoint")[0] == 200
        deadline = time.monotonic() + 40
        while receipt(0)[1] != 200:
            assert time.monotonic() < deadline
        assert {status for _, status, *_ in threads.map(receipt, range(48))} == {200}
    # Of the empty ledger at its beginning, and one for all receipts.
    assert store.sql("SELECT COUNT(*) FROM ledger_checkpoint")[0][0] in (2, "2")
    store.expect_whole()
