"""A PostgreSQL of a test's own."""

import os
import pathlib
import shutil
import subprocess
import time
import uuid


class Cluster:
    """A PostgreSQL of the test's own, which it may kill."""

    BIN = pathlib.Path("/usr/lib/postgresql/15/bin")

    def __init__(self):
        # A short path that the server's own user may enter.
        self.folder = pathlib.Path("/tmp") / f"jiedao-cluster-{uuid.uuid4().hex[:8]}"
        self.folder.mkdir(mode=0o755)
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.call("initdb", "-D", self.folder / "data", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C")
        self.start()

    def call(self, program, *words):
        return subprocess.run(
            [*self.prefix, str(self.BIN / program), *map(str, words)], check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def start(self):
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=on"
        self.call("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", options, "start")

    def kill(self):
        """Takes the postmaster and all its children at once, as a power cut does."""
        postmaster = (self.folder / "data/postmaster.pid").read_text().split()[0]
        children = subprocess.run(["pgrep", "-P", postmaster], capture_output=True, text=True).stdout.split()
        subprocess.run(["kill", "-9", postmaster, *children], check=False)
        while subprocess.run(["kill", "-0", postmaster, *children], capture_output=True).returncode == 0:
            time.sleep(0.01)

    def remove(self):
        self.call("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    @property
    def address(self):
        return f"postgresql:///postgres?host={self.folder}&user=postgres"
