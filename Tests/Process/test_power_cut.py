"""What was acknowledged is there after the plug was pulled, at any moment."""

import json
import os
import random
import threading
import time
import uuid

import pytest

from cluster import Cluster
from jiedao import Store, independent, run
from writers import Witness, Writers

ROUNDS = int(os.environ.get("JIEDAO_TEST_ROUNDS", "50"))
SEED = int(os.environ.get("JIEDAO_TEST_SEED", "20181231"))


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost(engine, tmp_path_factory):
    """Kills the server, or the database under it, or both, while it writes from many connections."""
    if engine == "postgresql" and not Cluster.is_installed():
        pytest.skip("PostgreSQL 15 is not installed")
    cut = Cut(engine, tmp_path_factory.mktemp(f"cut-{engine}"))
    try:
        for number in range(ROUNDS):
            cut.round(number)
        assert len(cut.acknowledged) > ROUNDS * 20, "the test hardly wrote anything"
        cut.finish()
    finally:
        cut.remove()


class Cut:
    """A store whose power fails again and again, and what was answered by it until then."""

    def __init__(self, engine, folder):
        self.folder, self.chance = folder, random.Random(SEED)
        self.cluster = Cluster() if engine == "postgresql" else None
        self.faults = ["server", "both", "database"] if self.cluster else ["server"]
        self.store = Store(folder, engine, self.cluster and self.cluster.address)
        self.store.run("init", "--catalog", "Catalog/pingshan")
        self.key = self.store.key
        # By command: entry and title.
        self.acknowledged, self.receipts, self.unknown, self.beside = {}, [], {}, {}
        print(f"seed {SEED}")

    def round(self, number):
        fault = self.faults[number % len(self.faults)]
        with self.store.serve() as server:
            writers, witness = Writers(server), Witness(server)
            beside = threading.Thread(target=self.write_beside, args=(number,))
            if number % 5 == 0:
                beside.start()
            time.sleep(self.chance.uniform(0.02, 0.5))
            if fault != "server":
                self.cluster.kill()
            if fault == "database":
                self.cluster.start()
                writers.expect_progress()
            server.kill()
            writers.join()
            witness.join()
        if fault == "both":
            self.cluster.start()
        if number % 5 == 0:
            beside.join()
        self.acknowledged |= writers.acknowledged
        self.unknown |= writers.open
        self.receipts += witness.receipts
        self.check(number, witness.checkpoint)
        self.repeat(writers)

    def write_beside(self, number):
        """The everyday case of a second process on the same store."""
        command, title = str(uuid.uuid4()), f"命令行 {number}"
        words = ["announcement", "post", "--title", title, "--text", "正文", "--command", command, "--format", "json"]
        done = self.store.run(*words, expect=(0, 3))
        self.beside[command] = (words, title, json.loads(done.stdout)["entry"] if done.returncode == 0 else None)

    def check(self, number, checkpoint):
        """The ledger holds and continues the tree that was signed before the cut."""
        earlier = self.folder / "earlier.checkpoint"
        earlier.write_bytes(checkpoint)
        answer = self.store.verify("--against", earlier, "--key", self.key)
        assert answer["ok"], (number, answer["problems"][:5])
        if number % 5 == 4:
            self.store.expect_whole()

    def repeat(self, writers):
        """What was under way is done once, whichever side of the commit the cut fell on."""
        with self.store.serve() as server:
            for command, title in self.unknown.items():
                first, again = server.post(title, command), server.post(title, command)
                assert first[0] in (200, 201) and again[0] == 200 and again[1]["repeat"], (first, again)
                assert again[1]["entry"] == first[1]["entry"]
                self.acknowledged[command] = (first[1]["entry"], title)
            for command, (words, title, entry) in self.beside.items():
                answer = json.loads(self.store.run(*words).stdout)
                assert entry is None or (answer["repeat"] and answer["entry"] == entry), (entry, answer)
                self.acknowledged[command] = (answer["entry"], title)
            self.unknown, self.beside = {}, {}
            known = sorted(writers.acknowledged.items())
            for command, (entry, title) in self.chance.sample(known, min(5, len(known))):
                status, answer = server.post(title, command)
                assert (status, answer["entry"]) == (200, entry), f"entry {entry} was acknowledged and is gone"

    def finish(self):
        summary = self.store.expect_whole()
        export = self.folder / "after.export"
        self.store.run("export", "ledger", export)
        status, judged = independent("export", export, "--key", self.key)
        assert status == 0 and judged["root"] == summary["root"], judged
        lines = export.read_text().split("\n")
        entries = [line.split(" ", 2)[1:] for line in lines if line.startswith("entry ")]
        commands = {line.split(" ")[1]: line.split(" ")[3:] for line in lines if line.startswith("command ")}
        # The first administrator and his role are one command.
        assert len(entries) == len(commands) + 1 == summary["entries"]
        for command, (entry, title) in self.acknowledged.items():
            assert commands[command] == [str(entry), "1"], f"the command of entry {entry} is gone"
            assert json.loads(entries[entry][1])["body"]["title"] == title
        # Everything that anybody sent has been answered by now, so nothing else may stand there.
        assert summary["entries"] == len(self.acknowledged) + 3
        for receipt in self.receipts:
            kept = json.loads(receipt)
            assert entries[kept["index"]] == [kept["salt"], kept["entry"]]
        for receipt in self.receipts[:: max(1, len(self.receipts) // 20)]:
            file = self.folder / "receipt.json"
            file.write_bytes(receipt)
            run("verify", "receipt", file, "--key", self.key)
        print(f"{len(self.acknowledged)} acknowledged, {len(self.receipts)} receipts, {summary['entries']} entries")

    def remove(self):
        if self.cluster:
            self.cluster.remove()


def test_a_torn_log_is_an_earlier_moment(sqlite, tmp_path):
    """A write-ahead log of which only the first bytes reached the disk gives the ledger as it once was."""
    with sqlite.serve() as server:
        writers = Writers(server)
        while len(writers.acknowledged) < 300:
            time.sleep(0.01)
        server.kill()
        writers.join()
    log = sqlite.data / "store.sqlite-wal"
    whole, chance, sizes = log.stat().st_size, random.Random(SEED), []
    for place in [*sorted(chance.sample(range(whole), 30)), whole]:
        torn = sqlite.copy(tmp_path / str(place))
        os.truncate(torn.data / log.name, place)
        if place % 2:
            # Room that the file was given before its content reached the disk.
            os.truncate(torn.data / log.name, whole)
        sizes.append(torn.expect_whole()["entries"])
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]
    assert sizes[-1] > max(entry for entry, _ in writers.acknowledged.values())
