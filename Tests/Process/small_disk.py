"""Run by test_full_disk.py inside a mount namespace of its own: a store on a disk that fills up or turns read-only.

Usage: small_disk.py FOLDER sqlite|postgresql full|readonly
"""

import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from cluster import Cluster  # noqa: E402
from jiedao import Store, run  # noqa: E402


def main(folder, engine, fault):
    small = pathlib.Path(folder) / "small"
    small.mkdir()
    size = "6m" if engine == "sqlite" else "24m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", small], check=True)
    cluster = None
    if engine == "sqlite":
        store = Store(small, "sqlite", None)
    else:
        cluster = Cluster()
        subprocess.run(["chown", "postgres", small], check=True)
        sql = f"CREATE TABLESPACE small LOCATION '{small}'"
        subprocess.run(["psql", "-qX", "-c", sql, cluster.address], check=True)
        store = Store(folder, "postgresql", cluster.address)
        address = store.address.replace("options=-c", "options=-cdefault_tablespace%3Dsmall%20-c")
        store.options[1] = address
    try:
        store.run("init", "--catalog", "Catalog/pingshan")
        if fault == "full":
            with store.serve() as server:
                fill(small, server, store, engine)
        else:
            freeze(small, store)
        store.expect_whole()
    finally:
        if cluster:
            cluster.remove()


def fill(small, server, store, engine):
    """Until the disk is full: a clear refusal, pages still shown; with room again: service without a restart."""
    assert server.post("之前")[0] == 201
    filler = small / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while file.write(b"x" * 65536):
                pass
        except OSError:
            pass
        try:
            while file.write(b"x" * 512):
                pass
        except OSError:
            pass
    refused = post_until(server, 503)
    assert refused["error"]["message"], refused
    assert "room" in refused["error"]["message"], refused
    assert server.get("/announcements")[0] == 200, "reading needs no room"
    if engine == "sqlite":
        backup = small / "backup.export"
        done = run("backup", str(backup), *store.options, expect=3)
        assert done.stderr.strip() and not backup.exists(), "a backup must be whole or absent"
        elsewhere = Store(small / "other", "sqlite", None)
        assert elsewhere.run("init", "--catalog", "Catalog/pingshan", expect=3).stderr.strip()
    filler.unlink()
    post_until(server, 201)


def freeze(small, store):
    """On a read-only mount all that reads works and all that writes is refused; afterwards all works again."""
    with store.serve() as server:
        assert server.post("之前")[0] == 201
    before = store.verify()
    subprocess.run(["mount", "-o", "remount,ro", small], check=True)
    post = ["announcement", "post", "--title", "只读", "--text", "不应写入"]
    for words in (post, ["serve", "--port", "0"], ["rebuild"]):
        refused = store.run(*words, expect=3).stderr
        assert "read" in refused and str(small) in refused, refused
    assert store.verify() == before, "verification writes nothing"
    subprocess.run(["mount", "-o", "remount,rw", small], check=True)
    store.run(*post)
    with store.serve() as server:
        post_until(server, 201)


def post_until(server, status, limit=4000):
    """Posts until the server answers so; the log may have had a little room of its own."""
    for number in range(limit):
        found, answer = server.post(f"第 {number} 条", text="字" * 1000)
        assert found in (201, 503), (found, answer)
        if found == status:
            return answer
        if found == 503:
            time.sleep(0.05)
    raise AssertionError(f"the server never answered {status}")


if __name__ == "__main__":
    main(*sys.argv[1:])
