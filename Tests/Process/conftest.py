"""The program as a process: each test gets an empty folder, and stores on the engines that can be had."""

import contextlib
import os
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import reader as browsing  # noqa: E402  (the path above has to come first)
from jiedao import DEMO, Store  # noqa: E402

POSTGRESQL = os.environ.get("JIEDAO_TEST_POSTGRESQL")


def store_on(engine, folder):
    """Where a store of that engine may be made; the test is skipped where the engine cannot be had."""
    if engine == "postgresql" and not POSTGRESQL:
        pytest.skip("JIEDAO_TEST_POSTGRESQL names no server")
    return Store(folder, engine, POSTGRESQL)


@pytest.fixture(params=["sqlite", "postgresql"])
def unbegun(request, tmp_path):
    """Where no store is yet, on each engine."""
    store = store_on(request.param, tmp_path)
    yield store
    store.remove()


@pytest.fixture
def store(unbegun):
    """An initialised store without entries of its own, on each engine."""
    unbegun.run("init", "--catalog", "Catalog/pingshan")
    return unbegun


@pytest.fixture
def sqlite(tmp_path):
    store = Store(tmp_path, "sqlite", None)
    store.run("init", "--catalog", "Catalog/pingshan")
    return store


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A small demo year on SQLite, made once; tests copy it before they change it."""
    store = Store(tmp_path_factory.mktemp("demo"), "sqlite", None)
    store.run(*DEMO)
    store.settle()
    return store


@pytest.fixture(scope="session")
def tiled(demo, tmp_path_factory):
    """The demo year and more on SQLite, with a full tile of hashes; tests copy it before they change it."""
    store = demo.copy(tmp_path_factory.mktemp("tiled"))
    with store.serve() as server, contextlib.closing(server.connect()) as connection:
        for number in range(210):
            assert server.post(f"公告 {number}", connection=connection)[0] == 201
    store.settle()
    return store


@pytest.fixture(scope="session")
def playwright():
    if not browsing.CHROMIUM:
        pytest.skip("chromium is not installed (script/bootstrap test)")
    driver = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (script/bootstrap test)")
    with driver.sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    with contextlib.closing(browsing.chromium(playwright)) as browser:
        yield browser
