"""The program as a process: each test gets an empty folder, and stores on the engines that can be had."""

import os
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from jiedao import Store  # noqa: E402  (the path above has to come first)

POSTGRESQL = os.environ.get("JIEDAO_TEST_POSTGRESQL")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    """An initialised store without entries of its own, on each engine."""
    if request.param == "postgresql" and not POSTGRESQL:
        pytest.skip("JIEDAO_TEST_POSTGRESQL names no server")
    store = Store(tmp_path, request.param, POSTGRESQL)
    store.run("init", "--catalog", "Catalog/pingshan")
    yield store
    store.remove()


@pytest.fixture
def sqlite(tmp_path):
    store = Store(tmp_path, "sqlite", None)
    store.run("init", "--catalog", "Catalog/pingshan")
    return store


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo year on SQLite, made once; tests copy it before they change it."""
    store = Store(tmp_path_factory.mktemp("demo"), "sqlite", None)
    store.run("demo", "--catalog", "Catalog/pingshan")
    return store
