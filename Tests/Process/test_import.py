"""Tables of other people come in as matters: every row once, and each that does not with its reason."""

import collections
import contextlib
import csv
import datetime
import random
import re
import subprocess
import time
import zipfile

import openpyxl
import pytest

from catalogs import PINGSHAN, PINGSHAN_GBK, SHARED, TAINAN, District, Tainan
from jiedao import PROGRAM, ROOT

real = pytest.mark.skipif(not SHARED.exists(), reason=f"{SHARED} with the real tables is not here")


def bring_in(store, file, profile, *words, **options):
    answer = store.json("import", "matters", file, "--profile", profile, *words, **options)
    return {key: answer[key] for key in ("read", "added", "known", "outside", "refused")}


def count(store, column):
    """How many matters stand under each value of a column of the projection."""
    found = store.sql(f"SELECT {column}, COUNT(*) FROM matter GROUP BY {column}")
    return collections.Counter({str(value): int(number) for value, number in found if value not in (None, "")})


def count_facts(store, measure, column):
    found = store.sql(f"SELECT {column}, SUM(quantity) FROM fact WHERE measure = '{measure}' GROUP BY {column}")
    return collections.Counter({str(value): int(number) for value, number in found if value not in (None, "")})


def late(store):
    found = store.sql(
        "SELECT t.tag, COUNT(*) FROM fact AS f JOIN fact_tag AS t ON t.entry = f.entry AND t.ordinal = f.ordinal "
        "WHERE f.measure = 'matter.closed-at-source' AND t.tag IN ('in-time', 'late') GROUP BY t.tag"
    )
    return {tag: int(number) for tag, number in found}


@real
def test_the_office_takes_its_own_rows(store):
    answer = bring_in(store, PINGSHAN, "pingshan-2018")
    with open(PINGSHAN, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    own = [row for row in rows if row["STREET_NAME"] == "坪山街道"]
    assert answer == {"read": len(rows), "added": len(own), "known": 0, "outside": len(rows) - len(own), "refused": 0}
    assert count(store, "category") == collections.Counter(f"ps-{row['SUB_TYPE_ID']}" for row in own)
    # It is not struck off: nobody here has verified it.
    assert store.json("figure", "matters-reported", "--year", 2018)["value"] == len(own)
    assert store.json("figure", "matters-closed-at-source", "--year", 2018)["value"] == len(own)
    assert store.json("figure", "matters-struck-off", "--year", 2018)["value"] == 0
    # The same table again, also in the other encoding, adds nothing.
    assert bring_in(store, PINGSHAN, "pingshan-2018") | {"outside": 0} == {
        "read": len(rows), "added": 0, "known": len(own), "outside": 0, "refused": 0,
    }
    assert bring_in(store, PINGSHAN_GBK, "pingshan-2018")["added"] == 0
    store.expect_whole()


@real
def test_the_whole_district_comes_in(unbegun, tmp_path):
    store, district = unbegun, District(tmp_path / "district")
    store.run("init", "--catalog", district.catalog)
    rows = district.rows
    answer = bring_in(store, PINGSHAN, district.profile)
    assert answer == {"read": len(rows), "added": len(rows), "known": 0, "outside": 0, "refused": 0}

    def expected(key, names):
        return collections.Counter(names[row[key]] for row in rows if row[key] != "-")

    assert count(store, "source") == expected("EVENT_SRC_NAME", district.sources)
    assert count(store, "community") == expected("COMMUNITY_NAME", district.communities)
    types = collections.Counter(district.categories[district.sub_type(row)] for row in rows)
    assert count(store, "category") == types
    in_time = [row for row in rows if row["INTIME_ARCHIVE_NUM"] == "1"]
    over_time = [row for row in rows if row["OVERTIME_ARCHIVE_NUM"] == "1"]
    assert late(store) == {"in-time": len(in_time), "late": len(over_time)}
    closed = in_time + over_time
    # Two rows say neither; they are open here until somebody says what became of them.
    assert count(store, "stage") == {"closed": len(closed), "reported": len(rows) - len(closed)}
    units = collections.Counter(district.units[row["DISPOSE_UNIT_NAME"]] for row in closed if row["DISPOSE_UNIT_NAME"] != "-")
    assert count(store, "lead") == units == count_facts(store, "matter.closed-at-source", "office")
    assert count_facts(store, "matter.reported", "community") == expected("COMMUNITY_NAME", district.communities)
    assert store.json("figure", "matters-closed-at-source", "--year", 2018)["value"] == len(closed)
    days = collections.Counter(row["CREATE_TIME"][:10].replace("-", "") for row in rows)
    assert count_facts(store, "matter.reported", "day") == days


@real
def test_another_citys_hotline_comes_in(unbegun, tmp_path):
    store, city = unbegun, Tainan(tmp_path / "city")
    store.run("init", "--catalog", city.catalog)
    rows = city.rows
    answer = bring_in(store, TAINAN, city.profile)
    assert answer == {"read": len(rows), "added": len(rows), "known": 0, "outside": 0, "refused": 0}
    assert count(store, "source") == {"hotline": len(rows)}
    assert count(store, "community") == collections.Counter(
        city.communities[row[2].replace(" ", "")] for row in rows if row[2].strip()
    )
    assert count(store, "category") == collections.Counter(city.categories["/".join(filter(None, row[3:5]))] for row in rows if row[3])
    assert count(store, "stage") == {"reported": len(rows)} and not count(store, "lead")
    # What the geocoder did not find is nowhere, and no hot spot in the middle of the city.
    placed = [row for row in rows if (row[7], row[8]) != ("22.9997281", "120.2270277")]
    [(number,)] = store.sql("SELECT COUNT(*) FROM matter WHERE latitude IS NOT NULL")
    assert int(number) == len(placed)
    exact = {row[0]: (round(float(row[7]) * 1e6), round(float(row[8]) * 1e6)) for row in placed[:500]}
    for outside, latitude, longitude in store.sql("SELECT outside_number, latitude, longitude FROM matter WHERE latitude IS NOT NULL"):
        if outside in exact:
            assert (int(latitude), int(longitude)) == exact[outside]
    assert bring_in(store, TAINAN, city.profile)["known"] == len(rows)


HEAD = (
    "REC_ID,CREATE_TIME,EVENT_SRC_NAME,EVENT_PROPERTY_NAME,MAIN_TYPE_NAME,SUB_TYPE_NAME,SUB_TYPE_ID,STREET_NAME,"
    "COMMUNITY_NAME,DISPOSE_UNIT_NAME,INTIME_ARCHIVE_NUM,OVERTIME_ARCHIVE_NUM"
)
GOOD = "{},2018-07-04 17:24:41,12345,投诉,市容城管,乱摆卖,1164,坪山街道,六联社区,坪山街道综合执法队,1,0"


def table(path, *rows, encoding="utf-8", end="\n"):
    path.write_bytes((end.join([HEAD, *rows]) + end).encode(encoding))
    return path


def test_refused_rows_can_be_mended_and_sent_again(store, tmp_path):
    rows = [GOOD.format(n) for n in range(1, 9)]
    rows[1] = rows[1].replace("2018-07-04", "2018-02-30")
    rows[2] = rows[2].replace("12345", "12346")
    rows[3] = rows[3].replace("1164", "999999")
    rows[4] = rows[4].replace("六联社区", "无名社区")
    rows[5] = rows[5].replace("6,", ",", 1)
    rows[6] = rows[6].replace("2018-07-04", "2118-07-04")
    file = table(tmp_path / "reports.csv", *rows)
    dry = bring_in(store, file, "pingshan-2018", "--dry-run", "--refused", tmp_path / "dry.csv")
    assert dry == {"read": 8, "added": 2, "known": 0, "outside": 0, "refused": 6} and not count(store, "id")
    assert bring_in(store, file, "pingshan-2018") == dry
    refused = tmp_path / "reports-refused.csv"
    lines = list(csv.reader(refused.open(encoding="utf-8-sig")))
    assert lines[0][:2] == ["行", "原因"] and [line[0] for line in lines[1:]] == ["3", "4", "5", "6", "7", "8"]
    # Each reason names the column and what stands in it.
    for line, words in zip(lines[1:], [
        ("CREATE_TIME", "2018-02-30"), ("EVENT_SRC_NAME", "12346"), ("SUB_TYPE_ID", "999999"),
        ("COMMUNITY_NAME", "无名社区"), ("REC_ID", "empty"), ("CREATE_TIME", "2118-07-04"),
    ]):
        assert all(word in line[1] for word in words), line
    mended = refused.read_text(encoding="utf-8-sig")
    for wrong, right in [
        ("2018-02-30", "2018-02-28"), ("12346", "12345"), ("999999", "1164"), ("无名社区", "六和社区"), ("2118", "2018"),
    ]:
        mended = mended.replace(f",{wrong}", f",{right}")
    mended = re.sub(r"(?m)^(7,[^\n]*?),,2018", r"\1,6,2018", mended)
    (tmp_path / "mended.csv").write_text(mended)
    assert bring_in(store, tmp_path / "mended.csv", "pingshan-2018") == {
        "read": 6, "added": 6, "known": 0, "outside": 0, "refused": 0,
    }
    # A row that came in and says something else now is told, not taken.
    other = table(tmp_path / "other.csv", GOOD.format(1).replace("1164", "1161"), GOOD.format(8))
    answer = bring_in(store, other, "pingshan-2018")
    assert answer == {"read": 2, "added": 0, "known": 1, "outside": 0, "refused": 1}
    assert "another content" in (tmp_path / "other-refused.csv").read_text(encoding="utf-8-sig")
    store.expect_whole()


def test_a_table_that_breaks_off_changes_nothing(sqlite, tmp_path):
    rows = [GOOD.format(n) for n in range(1, 500)]
    table(tmp_path / "cut.csv", *rows)
    whole = (tmp_path / "cut.csv").read_bytes()
    (tmp_path / "cut.csv").write_bytes(whole[:-30] + b"\xff\xfe\x00" + whole[-30:])
    (tmp_path / "quote.csv").write_bytes(whole + b'"open')
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "words.csv").write_text("这不是表格\n")
    for name in ("cut.csv", "quote.csv", "empty.csv", "words.csv", "none.csv"):
        done = sqlite.run("import", "matters", tmp_path / name, "--profile", "pingshan-2018", expect=3)
        assert done.stderr.strip(), name
    done = sqlite.run("import", "matters", tmp_path / "cut.csv", "--profile", "none", expect=3)
    assert "pingshan-2018" in done.stderr
    assert not count(sqlite, "id")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_line_ends(sqlite, tmp_path, encoding):
    file = table(tmp_path / "reports.csv", GOOD.format(1), GOOD.format(2), encoding=encoding, end="\r\n")
    assert bring_in(sqlite, file, "pingshan-2018")["added"] == 2


def ledger(path):
    """A sheet as offices keep it: a merged title, a header, a problem with several measures, a sum below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["坪山街道突出环境问题整改台账"])
    sheet.merge_cells("A1:N1")
    sheet.append(["填报单位：城建办", None, None, "日期：2018年8月"])
    sheet.append(["序号", "来源", "存在问题", "点位", "责任单位", "责任人", "挂点领导", "整改措施", "整改时限", "进展情况",
                  "整改前后照片", "核查人", "销号日期", "备注"])
    sheet.append([1, "区级交办", "河边垃圾堆积", "坪山河南岸", "市政服务中心", "甲", "乙", "清运", datetime.date(2018, 8, 20),
                  "已完成", None, "丙", datetime.date(2018, 8, 15), None])
    sheet.append([2, "街道巡查", "工地未覆盖", "东纵路工地", "综合执法队", "丁", "乙", "覆盖", datetime.date(2018, 9, 1),
                  "整改中", None, None, None, "复查"])
    sheet.append([3, "社区上报", None, "空行", None, None, None, None, None, None, None, None, None, None])
    book.save(path)
    return path


def test_the_offices_own_sheet_goes_in_and_out(store, tmp_path):
    file = ledger(tmp_path / "ledger.xlsx")
    answer = bring_in(store, file, "office-ledger")
    assert answer == {"read": 3, "added": 2, "known": 0, "outside": 0, "refused": 1}
    back = openpyxl.load_workbook(tmp_path / "ledger-refused.xlsx").active
    assert back["A2"].value == 6 and "问题" in back["B2"].value
    assert bring_in(store, file, "office-ledger")["known"] == 2
    assert count(store, "outcome") == {"closed-at-source": 1}
    store.run("export", "matters", tmp_path / "out.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True))
    assert "坪山街道事项台账" in rows[0][0]
    assert rows[1] == ("序号", "来源", "问题", "点位", "责任单位", "责任人", "挂点领导", "措施", "时限", "进展", "整改前后照片",
                       "核查人", "销号日期", "备注")
    problems = {row[2]: row for row in rows[2:]}
    assert set(problems) == {"河边垃圾堆积", "工地未覆盖"}
    assert "来源已办结" in problems["河边垃圾堆积"][9] and "坪山河南岸" in problems["河边垃圾堆积"][3]
    assert problems["河边垃圾堆积"][4] == "市政服务中心" and problems["河边垃圾堆积"][12] is None
    store.run("export", "matters", tmp_path / "open.csv", "--state", "open", "--stage", "reported")
    lines = list(csv.reader((tmp_path / "open.csv").open(encoding="utf-8-sig")))
    assert [line[2] for line in lines] == ["问题", "工地未覆盖"]
    # What is there is not written over.
    assert store.run("export", "matters", tmp_path / "open.csv", expect=3).stderr
    assert store.run("export", "matters", tmp_path / "open.txt", expect=2).stderr


def test_a_killed_import_goes_on_where_it_was(sqlite, tmp_path):
    rows = [GOOD.format(n) for n in range(1, 4001)]
    file = table(tmp_path / "reports.csv", *rows)
    chance = random.Random(20181231)
    for _ in range(6):
        process = subprocess.Popen(
            [PROGRAM, "import", "matters", str(file), "--profile", "pingshan-2018", *sqlite.options],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT,
        )
        time.sleep(chance.uniform(0.05, 0.4))
        process.kill()
        process.wait()
    answer = bring_in(sqlite, file, "pingshan-2018")
    assert answer["added"] + answer["known"] == len(rows) and not answer["refused"]
    [(number, numbers)] = sqlite.sql("SELECT COUNT(*), COUNT(DISTINCT outside_number) FROM matter")
    assert number == numbers == len(rows)
    sqlite.expect_whole()


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(sqlite, tmp_path):
    ledger(tmp_path / "ledger.xlsx")
    with contextlib.ExitStack() as stack:
        old = stack.enter_context(zipfile.ZipFile(tmp_path / "ledger.xlsx"))
        new = stack.enter_context(zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED))
        for part in old.namelist():
            text = old.read(part)
            if part.endswith("sheet1.xml"):
                text = text.replace(b"</worksheet>", b" " * (600 << 20) + b"</worksheet>")
            new.writestr(part, text)
    done = sqlite.run("import", "matters", tmp_path / "bomb.xlsx", "--profile", "office-ledger", expect=3)
    assert "too large" in done.stderr
