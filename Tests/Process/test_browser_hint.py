"""Somebody reports what was reported before: a phone's browser shows it while he types, and one without scripts before it sends."""

import contextlib

import pytest
from reader import Reader

COMMUNITY = "440310001003"
WORDS = "路灯不亮，张三家门口很黑"


@pytest.fixture
def server(sqlite):
    with sqlite.serve() as server:
        yield server


@pytest.fixture
def meet(browser, server):
    with contextlib.ExitStack() as stack:
        readers = []

        def meet(**options):
            readers.append(Reader(browser, server, width=360, **options))
            stack.callback(readers[-1].context.close)
            return readers[-1]

        yield meet
        assert [trouble for reader in readers for trouble in reader.troubles] == []


def write(reader, text):
    reader.open("/report")
    reader.page.fill("[name=text]", text)
    reader.page.select_option("[name=community]", COMMUNITY)


def send(reader):
    with reader.page.expect_navigation():
        reader.page.click("main form button[type=submit]")


def test_a_hint_stands_under_the_form_while_it_is_written(meet):
    first = meet()
    write(first, WORDS)
    send(first)
    assert first.path.startswith("/report/done")

    second = meet()
    write(second, "路灯坏了")
    hint = second.page.locator("section.similar")
    hint.wait_for(state="visible")
    assert "1" in second.text("section.similar h2") and len(second.texts("section.similar li")) == 1
    assert "张三" not in hint.inner_text() and "很黑" not in hint.inner_text()
    assert second.see()["wrong"] == []

    # What is alike no more is hidden again.
    second.page.fill("[name=text]", "楼上漏水")
    hint.wait_for(state="hidden")
    second.page.fill("[name=text]", "路灯坏了")
    hint.wait_for(state="visible")

    # Seen once, it is not asked again.
    send(second)
    assert second.path.startswith("/report/done")


def test_without_scripts_it_stands_there_before_it_sends(meet):
    first = meet(java_script_enabled=False)
    write(first, WORDS)
    send(first)

    second = meet(java_script_enabled=False, language="en")
    write(second, "路灯坏了")
    send(second)
    assert second.path == "/report"
    assert second.text("section.similar h2").startswith("1 of the same kind")
    assert second.page.input_value("[name=text]") == "路灯坏了"
    assert second.page.input_value("[name=community]") == COMMUNITY
    send(second)
    assert second.path.startswith("/report/done")
