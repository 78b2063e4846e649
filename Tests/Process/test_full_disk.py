"""A full disk and a read-only one: a clear refusal, nothing half-written, service again without a restart."""

import os
import pathlib
import subprocess

import pytest

from cluster import Cluster

SCRIPT = str(pathlib.Path(__file__).parent / "small_disk.py")


def namespace(engine):
    """The command that gives a mount namespace; a PostgreSQL inside it needs a real root to leave."""
    words = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    if subprocess.run([*words, "true"], capture_output=True).returncode != 0:
        pytest.skip("mount namespaces are not allowed here")
    if engine == "postgresql" and (os.geteuid() != 0 or not (Cluster.BIN / "initdb").exists()):
        pytest.skip("a PostgreSQL on a small disk needs PostgreSQL 15 and root")
    return words


@pytest.mark.parametrize("engine, fault", [("sqlite", "full"), ("sqlite", "readonly"), ("postgresql", "full")])
def test_a_disk_that_cannot_be_written(engine, fault, tmp_path):
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:3]:
        if parent.owner() == pathlib.Path.home().owner() and parent != pathlib.Path("/tmp"):
            parent.chmod(0o755)
    done = subprocess.run(
        [*namespace(engine), "/usr/bin/python3", SCRIPT, str(tmp_path), engine, fault],
        capture_output=True, text=True, timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
