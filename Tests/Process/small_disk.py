"""Run by test_full_disk.py inside a mount namespace of its own: a store on a disk that fills up or turns read-only.

Usage: small_disk.py FOLDER CASE, where CASE is a key of CASES at the end.
"""

import contextlib
import pathlib
import subprocess
import sys
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import kept  # noqa: E402
from cluster import Cluster  # noqa: E402
from jiedao import DEMO, Measured, Store  # noqa: E402

# What a beginning leaves in the folder of keys; a restore without the old secrets makes no vault yet.
SECRETS = ["draw.key", "log.key", "master.key", "operator.token"]
KEYS = {"init": [*SECRETS, "vault.sqlite"], "demo": [*SECRETS, "vault.sqlite"], "restore": SECRETS}
PAGES = ["/", "/announcements", "/announcements/3", "/entries/3", "/figures", "/checkpoint", "/tile/entries/000.p/1", "/readyz"]


class SmallDisk:
    def __init__(self, folder, size):
        self.place = pathlib.Path(folder) / "small"
        self.place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", self.place], check=True)
        self.filler = self.place / "filler"

    def fill(self, leaving=0):
        """Takes all room but some bytes."""
        with open(self.filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(b"x" * 65536):
                pass
        with open(self.filler, "ab", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(b"x" * 512):
                pass
        if leaving:
            with open(self.filler, "ab") as file:
                file.truncate(max(0, self.filler.stat().st_size - leaving))

    def make_room(self):
        self.filler.unlink()

    def turn(self, mode):
        subprocess.run(["mount", "-o", f"remount,{mode}", self.place], check=True)


class Clerk:
    """Posts again and again, and knows what was acknowledged and what was refused."""

    def __init__(self, server):
        self.server, self.done, self.refused = server, {}, []

    def until(self, status, limit=4000):
        """The log may have had a little room of its own."""
        for number in range(limit):
            command = str(uuid.uuid4())
            answer, content = self.server.send(f"第 {number} 条", command, text="字" * 1000)
            assert answer.status in (201, 503), (answer.status, content)
            if answer.status == 201:
                self.done[command] = (content["entry"], f"第 {number} 条")
            else:
                assert content["error"]["message"] and answer.headers["Retry-After"], content
                self.refused.append((command, f"第 {number} 条"))
                time.sleep(0.05)
            if answer.status == status:
                return content
        raise AssertionError(f"the server never answered {status}")

    def repeat(self):
        """What was refused was not done, and what was acknowledged was."""
        for command, title in self.refused:
            assert self.server.post(title, command, text="字" * 1000)[0] == 201
        for command, (entry, title) in self.done.items():
            status, content = self.server.post(title, command, text="字" * 1000)
            assert (status, content["entry"]) == (200, entry)


def serve_through(disk, store, rounds=3):
    """Fills the disk under a running server: a clear refusal, pages still shown; with room again, service again."""
    store.run("init", "--catalog", "Catalog/pingshan")
    with store.serve() as server:
        assert server.post("之前")[0] == 201
        clerk = Clerk(server)
        for leaving in [0, 40_000, 0][:rounds]:
            disk.fill(leaving)
            refused = clerk.until(503)
            assert "room" in refused["error"]["message"] and "/" not in refused["error"]["message"], refused
            for page in PAGES:
                assert server.get(page)[0] == 200, f"{page} needs no room"
            disk.make_room()
            clerk.until(201)
        clerk.repeat()
        log = "".join(server.log)
        assert "status=500" not in log, [line for line in server.log if "error" in line][:3]
    assert store.expect_whole()["entries"] == 4 + len(clerk.done) + len(clerk.refused)


def sqlite_full(folder):
    disk = SmallDisk(folder, "8m")
    serve_through(disk, Store(disk.place, "sqlite", None))


def sqlite_readonly(folder):
    """On a read-only mount all that reads works and all that writes is refused; afterwards all works again."""
    disk = SmallDisk(folder, "8m")
    store = Store(disk.place, "sqlite", None)
    store.run("init", "--catalog", "Catalog/pingshan")
    with store.serve() as server:
        assert server.post("之前")[0] == 201
    before = store.verify()
    disk.turn("ro")
    post = ["announcement", "post", "--title", "只读", "--text", "不应写入"]
    for words in (post, ["serve", "--port", "0"], ["rebuild"]):
        refused = store.run(*words, expect=3).stderr
        assert "read" in refused and str(disk.place) in refused, refused
    assert store.verify() == before, "verification writes nothing"
    disk.turn("rw")
    store.run(*post)
    with store.serve() as server:
        Clerk(server).until(201)
    store.expect_whole()


def files(folder):
    """What makes a file makes it whole or not at all, and says why; with room again the same words do it."""
    disk, full = SmallDisk(folder, "64m"), Store(folder, "sqlite", None)
    full.run(*DEMO)
    with full.serve() as server:
        for number in range(300):
            assert server.post(f"公告 {number}", text="字" * 1500)[0] == 201
    backup = pathlib.Path(folder) / "whole.export"
    full.run("backup", backup)
    assert backup.stat().st_size > 1_000_000
    new, file = disk.place / "new", disk.place / "file"
    makers = [
        (["backup", str(file), *full.options], ["verify", "ledger", file]),
        (["export", "ledger", str(file), *full.options], ["verify", "ledger", file]),
        (["export", "ledger", "--public", str(file), *full.options], ["verify", "ledger", file]),
        (["init", "--catalog", "Catalog/pingshan", "--data", new], ["verify", "ledger", "--data", new]),
        ([*DEMO, "--data", new], ["verify", "ledger", "--data", new]),
        (["restore", str(backup), "--data", new], ["verify", "ledger", "--data", new]),
    ]
    faults = []
    for words, check in makers:
        for leaving in range(0, 280_000, 8192) if words[0] in ("init", "restore") else (0, 40_000, 150_000, 1_100_000):
            disk.fill(leaving)
            done = Measured(*words, timeout=60)
            halves = [path for path in (file, pathlib.Path(f"{file}.partial")) if path.exists()]
            disk.make_room()
            again = done if done.status == 0 else Measured(*words, timeout=60)
            whole = Measured(*check).status == 0
            # What an attempt that failed has not tidied away of the vault is harmless.
            keys = sorted(path.name for path in (new / "keys").glob("*") if not path.name.endswith(("-shm", "-wal")))
            says_why = str(disk.place) in done.output and "Domain=" not in done.output and "room" in done.output
            told = f"{' '.join(words[:2])} with {leaving} bytes ended with {done.status}: {done.output}"
            if done.status != 0 and (done.status != 3 or not says_why):
                faults.append(f"says not why: {told}")
            if done.status != 0 and halves:
                faults.append(f"leaves {halves}: {told}")
            if again.status != 0 or not whole:
                faults.append(f"cannot be done again: {told}then {again.status}: {again.output}")
            elif check[2] == "--data" and keys != KEYS[words[0]]:
                faults.append(f"has keys {keys}: {told}")
            subprocess.run(["rm", "-rf", file, new], check=True)
    assert not faults, "\n".join(faults)


def copies_full(folder):
    """A full disk under copies of files ends the copying; what was copied stays, and with room the same words end it."""
    disk, store = SmallDisk(folder, "2m"), Store(folder, "sqlite", None)
    store.run("init", "--catalog", "Catalog/pingshan")
    for number in range(30):
        kept.keep(store, bytes([number]) * 20_000, entry=2)
    disk.fill(leaving=300_000)
    words = ["files", "copy", str(disk.place / "copies"), *store.options]
    full = Measured(*words)
    assert full.status == 3 and "There is no room left" in full.output and "files copy DIR" in full.output, full.output
    disk.make_room()
    rest = Measured(*words)
    assert rest.status == 0 and "Copied 0 files" not in rest.output and "Copied 30 files" not in rest.output, rest.output
    assert "all files that entries name are there and whole: 30," in store.run("files", "verify", disk.place / "copies").stdout.lower()


def tablespace_full(folder):
    """The rows of a PostgreSQL lie on the small disk, its own log elsewhere."""
    disk, cluster = SmallDisk(folder, "24m"), Cluster()
    try:
        subprocess.run(["chown", "postgres", disk.place], check=True)
        sql = f"CREATE TABLESPACE small LOCATION '{disk.place}'"
        subprocess.run(["psql", "-qX", "-c", sql, cluster.address], check=True)
        store = Store(folder, "postgresql", cluster.address)
        store.options[1] = store.address.replace("options=-c", "options=-cdefault_tablespace%3Dsmall%20-c")
        serve_through(disk, store, rounds=2)
    finally:
        cluster.remove()


def cluster_full(folder):
    """All of a PostgreSQL lies on the small disk: it stops for want of room, and comes back with room."""
    disk = SmallDisk(folder, "110m")
    cluster = Cluster(disk.place)
    try:
        store = Store(folder, "postgresql", cluster.address)
        store.run("init", "--catalog", "Catalog/pingshan")
        with store.serve() as server:
            clerk = Clerk(server)
            clerk.until(201)
            disk.fill()
            clerk.until(503, limit=40_000)
            disk.make_room()
            cluster.start_if_stopped()
            clerk.until(201)
            clerk.repeat()
        assert store.expect_whole()["entries"] == 3 + len(clerk.done) + len(clerk.refused)
    finally:
        cluster.remove()


CASES = {
    "sqlite, full": sqlite_full, "sqlite, read-only": sqlite_readonly, "files": files, "copies": copies_full, "postgresql, tablespace full": tablespace_full,
    "postgresql, all full": cluster_full,
}

if __name__ == "__main__":
    CASES[sys.argv[2]](sys.argv[1])
