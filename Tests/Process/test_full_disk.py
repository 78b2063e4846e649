"""A full disk and a read-only one: a clear refusal, nothing half-written, service again without a restart."""

import os
import pathlib
import subprocess

import pytest

from cluster import Cluster
from small_disk import CASES

SCRIPT = pathlib.Path(__file__).parent / "small_disk.py"


def namespace(case):
    """The command that gives a mount namespace; a PostgreSQL inside it needs a real root to leave."""
    words = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    if subprocess.run([*words, "true"], capture_output=True).returncode != 0:
        pytest.skip("mount namespaces are not allowed here")
    if case.startswith("postgresql") and (os.geteuid() != 0 or not Cluster.is_installed()):
        pytest.skip("a PostgreSQL on a small disk needs PostgreSQL 15 and root")
    return words


@pytest.mark.parametrize("case", CASES)
def test_a_disk_that_cannot_be_written(case, tmp_path):
    # The server's own user must be able to reach the disk.
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if parent.stat().st_uid == os.geteuid() and parent.name.startswith("pytest-"):
            parent.chmod(0o755)
    done = subprocess.run(
        [*namespace(case), "/usr/bin/python3", str(SCRIPT), str(tmp_path), case], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-6000:]
