"""What was acknowledged is there after the plug was pulled, at any moment."""

import os
import random
import subprocess
import threading
import time
import uuid

import pytest

from cluster import Cluster
from jiedao import VERIFIER, Store

ROUNDS = 50
WRITERS = 16
SEED = int(os.environ.get("JIEDAO_TEST_SEED", "20181231"))


class Writers:
    """Clients that post as fast as they are answered, and remember what was acknowledged and what was under way."""

    def __init__(self, server):
        self.server, self.acknowledged, self.open = server, {}, {}
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(n,)) for n in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def work(self, number):
        connection = self.server.connect(timeout=10)
        for count in range(100_000):
            if self.stopping.is_set():
                return
            command, title = str(uuid.uuid4()), f"公告 {number}/{count}"
            self.open[number] = (command, title)
            try:
                status, answer = self.server.post(title, command, connection)
            except OSError:
                return
            except Exception:
                return
            if status == 201:
                self.acknowledged[command] = (answer["entry"], title)
                del self.open[number]
            else:
                time.sleep(0.01)

    def join(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost(engine, tmp_path_factory):
    """Kills the server, and every second time the database under it, while it writes from many connections."""
    folder = tmp_path_factory.mktemp(f"cut-{engine}")
    cluster = None
    if engine == "postgresql":
        if not (Cluster.BIN / "initdb").exists():
            pytest.skip("PostgreSQL 15 is not installed")
        cluster = Cluster()
    store = Store(folder, engine, cluster and cluster.address)
    store.run("init", "--catalog", "Catalog/pingshan")
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    acknowledged = {}
    try:
        for number in range(ROUNDS):
            one_round(store, cluster, chance, number, acknowledged, folder)
        assert len(acknowledged) > ROUNDS * 20, "the test hardly wrote anything"
        finish(store, acknowledged, folder)
    finally:
        if cluster:
            cluster.remove()


def one_round(store, cluster, chance, number, acknowledged, folder):
    server = store.serve()
    checkpoint = server.get("/checkpoint")[1]
    writers = Writers(server)
    beside = None
    if number % 5 == 0:
        # The everyday case of two processes on one store.
        words = ["announcement", "post", "--title", f"命令行 {number}", "--text", "同时写入"]
        beside = threading.Thread(target=lambda: store.run(*words, expect=(0, 3)))
        beside.start()
    time.sleep(chance.uniform(0.02, 0.5))
    if cluster and number % 2:
        cluster.kill()
    server.kill()
    writers.join()
    if cluster and number % 2:
        cluster.start()
    if beside:
        beside.join()
    acknowledged.update(writers.acknowledged)
    if number % 10 == 9 or number < 3:
        earlier = folder / "earlier.checkpoint"
        earlier.write_bytes(checkpoint)
        store.expect_whole("--against", str(earlier))
    with store.serve() as server:
        # What was under way is done once, whichever side of the commit the cut fell on.
        for command, title in writers.open.values():
            first = server.post(title, command)
            again = server.post(title, command)
            assert first[0] in (200, 201) and again[0] == 200 and again[1]["repeat"]
            assert again[1]["entry"] == first[1]["entry"]
            acknowledged[command] = (first[1]["entry"], title)
        for command, (entry, title) in chance.sample(sorted(writers.acknowledged.items()), min(5, len(writers.acknowledged))):
            status, answer = server.post(title, command)
            assert (status, answer["entry"]) == (200, entry), f"entry {entry} was acknowledged and is gone"


def finish(store, acknowledged, folder):
    summary = store.expect_whole()
    export = folder / "after.export"
    store.run("export", "ledger", str(export))
    done = subprocess.run(["/usr/bin/python3", VERIFIER, "export", str(export)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    lines = export.read_bytes().split(b"\n")
    entries = [line for line in lines if line.startswith(b"entry ")]
    assert len(entries) == summary["entries"]
    commands = {}
    for line in lines:
        if line.startswith(b"command "):
            _, command, _, first, _ = line.decode().split(" ")
            commands[command] = int(first)
    for command, (entry, title) in acknowledged.items():
        assert commands.get(command) == entry, f"the command of entry {entry} is gone"
        assert title.encode() in entries[entry]
    print(f"{len(acknowledged)} acknowledged of {summary['entries']} entries")
