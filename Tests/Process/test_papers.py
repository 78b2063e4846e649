"""A paper of a matter, from the draft to the print: drafted, signed by everybody in turn, and read back from its PDF with another program."""

import http.client
import re
import subprocess

import pytest
from visitor import Visitor

OWN = "correct horse battery 77"
PEOPLE = {
    "clerk": ("general-office", "dispatcher"),
    "head": ("general-office", "section-head"),
    "leader": ("subdistrict-office", "leader"),
    "principal": ("subdistrict-office", "principal"),
}


@pytest.fixture
def office(store):
    """An office with those who draft and sign, each with his one-time password."""
    words = {}
    for login, (unit, role) in PEOPLE.items():
        made = store.run("user", "add", login, "--name", f"{login} 某", "--unit", unit, "--role", role)
        words[login] = made.stdout.split()[-1]
    return store, words


def fetch(visitor, path):
    """An answer's status, kind and bytes, of whatever kind it is."""
    connection = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=120)
    connection.request("GET", path, headers={"Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers["Content-Type"], body


def text(pdf, folder):
    """What a PDF says, by a program that is not the one that made it."""
    file = folder / "print.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def test_a_paper_is_drafted_signed_issued_and_read_from_its_print(office, tmp_path):
    store, words = office
    with store.serve() as server:
        people = {login: Visitor(server) for login in PEOPLE}
        for login, visitor in people.items():
            visitor.choose(login, words[login], OWN)
        clerk = people["clerk"]
        typed = {"text": "龙坪路口有人乱摆卖", "source": "telephone", "community": "440310001001"}
        assert clerk.submit("/matters/new?kind=report", **typed)[0] == 303
        matter = re.search(r'href="(/matters/\d+)"', clerk.get("/matters")[1]).group(1)
        assert clerk.submit(f"{matter}/file-and-dispatch", lead="enforcement-team")[0] == 303
        draft = f"{matter}/papers/new"
        assert clerk.submit(draft, f"{draft}?document=supervision-letter", title="督办函", addressee="综合执法队：",
                            text="诉-2018-0001 已逾期限，请立即办理。\n\n并于三个工作日内书面说明原因。")[0] == 303
        paper = re.search(rf'href="({matter}/papers/\d+)"', clerk.get(matter)[1]).group(1)
        unsigned = text(fetch(clerk, f"{paper}.pdf")[2], tmp_path)
        assert "未签发，不具效力" in unsigned and "盖章处" not in unsigned and "〔" not in unsigned.split("督办函")[0]
        for login in ["head", "leader", "principal"]:
            desk = people[login].get("/desk")[1]
            assert "待我签批" in desk and f'href="{paper}/sign"' in desk, login
            # Nobody signs before his turn comes, nor twice.
            for other in people.values():
                if other is not people[login]:
                    assert other.submit(f"{paper}/sign", note="")[0] == 422
            assert people[login].submit(f"{paper}/sign", note="同意")[0] == 303
        status, kind, pdf = fetch(clerk, f"{paper}.pdf")
        assert (status, kind) == (200, "application/pdf")
        # The same paper, the same bytes.
        assert fetch(clerk, f"{paper}.pdf")[2] == pdf
        said = text(pdf, tmp_path)
        number = re.search(r"坪街督办〔\d{4}〕1号", said)
        assert number and "坪山街道办事处文件" in said and "综合执法队：" in said and "盖章处" in said
        for step, name in [("经办人拟稿", "clerk 某"), ("科室负责人审核", "head 某"), ("分管领导审批", "leader 某"), ("主要领导签发", "principal 某")]:
            assert re.search(rf"{step}\s+{name}", said), step
        status, kind, pdf = fetch(clerk, f"{matter}/file.pdf")
        assert (status, kind) == (200, "application/pdf")
        whole = text(pdf, tmp_path)
        for part in ["事项档案", "目录", "事项基本情况", "办理经过", "龙坪路口有人乱摆卖", "督办函", number.group(0)]:
            assert part in whole, part
    store.expect_whole()
    assert store.run("rebuild", "--check").returncode == 0
