"""Catalogs of other offices, made of the tables that they bring in: codes for each word of each code list."""

import csv
import json
import pathlib

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared/data/citizen-reports"
PINGSHAN = SHARED / "pingshan_2018_02_10_utf8.csv"
PINGSHAN_GBK = SHARED / "pingshan_2018_sample500_gbk.csv"
TAINAN = SHARED / "tainan1999_2018_w01_w26.csv"

# A catalog is YAML, of which JSON is a part.
RULES = {"rules": [{
    "code": "answer", "name": {"zh": "答复", "en": "Answer"}, "count": "2", "unit": "working-day",
    "source": {"zh": "测试", "en": "Test"},
}]}


def name(text):
    return {"zh": text, "en": text}


def codes(prefix, words):
    """A code for each word, in their order."""
    return {word: f"{prefix}-{number}" for number, word in enumerate(sorted(set(words)), 1)}


def write(folder, code, communities, units, sources, categories, profile):
    """Writes a catalog with one kind of matter, the report, and one profile."""
    files = {
        "subdistrict.yaml": {
            "code": code, "name": name("测试区"), "time_zone": "Asia/Shanghai", "origin": "test.jiedao.example",
            "communities": [{"code": c, "name": name(n)} for n, c in communities.items()],
        },
        "units.yaml": {"units": [{"code": c, "name": name(n), "kind": "office"} for n, c in units.items()]},
        "sources.yaml": {"sources": [
            {"code": c, "name": name(n), "level": "district", "closing": "source", "numbered": "yes"} for n, c in sources.items()
        ]},
        "categories/reports.yaml": {"categories": categories},
        "deadlines/own.yaml": RULES,
        "lines/opinion.yaml": {
            "code": "opinion", "name": name("诉求"), "does": name("办理诉求"), "lead": next(iter(units.values())),
            "assisting": [], "mechanisms": ["casework"], "documents": [], "figures": [],
            "kinds": [{
                "code": "report", "name": name("诉求"), "series": "诉", "sources": list(sources.values()),
                "categories": [c["code"] for c in categories], "clocks": {"answer": "answer"},
            }],
        },
        f"profiles/{profile['code']}.yaml": profile,
        "figures/matters.yaml": {"figures": [
            {
                "id": f"matters-{measure}", "version": "1", "kind": "flow", "measure": f"matter.{measure}", "unit": "item",
                "name": name(measure), "rule": name(measure),
            }
            for measure in ("reported", "closed-at-source")
        ]},
    }
    for path, content in files.items():
        place = pathlib.Path(folder) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(content, ensure_ascii=False, indent=1))
    return folder


class District:
    """The whole district: the categories are those of the platform, by its numbers."""

    profile = "district"

    def __init__(self, folder):
        with open(PINGSHAN, encoding="utf-8") as file:
            self.rows = list(csv.DictReader(file))

        def column(key):
            return [row[key] for row in self.rows if row[key] != "-"]

        self.communities = {n: f"4403100000{c[2:].zfill(2)}" for n, c in codes("c", column("COMMUNITY_NAME")).items()}
        self.units = codes("u", column("DISPOSE_UNIT_NAME"))
        self.sources = codes("s", column("EVENT_SRC_NAME"))
        # The platform gave some numbers of sub types twice, so they are told apart by number and name.
        self.categories = codes("ps", (self.sub_type(row) for row in self.rows))
        tree = {}
        for row in self.rows:
            tree.setdefault((row["EVENT_TYPE_ID"], row["EVENT_TYPE_NAME"]), {}).setdefault(
                (row["MAIN_TYPE_ID"], row["MAIN_TYPE_NAME"]), {})[self.sub_type(row)] = row["SUB_TYPE_NAME"]
        categories = [
            {
                "code": f"pt-{kind}", "name": name(kind_name),
                "below": [
                    {
                        "code": f"pm-{main}", "name": name(main_name),
                        "below": [{"code": self.categories[sub], "name": name(sub_name)} for sub, sub_name in subs.items()],
                    }
                    for (main, main_name), subs in mains.items()
                ],
            }
            for (kind, kind_name), mains in tree.items()
        ]
        columns = [
            "REC_ID", "CREATE_TIME", "EVENT_SRC_NAME", "MAIN_TYPE_NAME", "SUB_TYPE_NAME", "SUB_TYPE_ID", "COMMUNITY_NAME",
            "DISPOSE_UNIT_NAME", "INTIME_ARCHIVE_NUM", "OVERTIME_ARCHIVE_NUM",
        ]
        self.catalog = write(folder, "440310000", self.communities, self.units, self.sources, categories, {
            "code": self.profile, "name": name("全区"), "kind": "report", "columns": columns, "nothing": ["-"],
            "number": "{REC_ID}", "reported_at": "{CREATE_TIME}",
            "source": {"from": "{EVENT_SRC_NAME}", "by_name": "yes"},
            "community": {"from": "{COMMUNITY_NAME}", "by_name": "yes"},
            "category": {"from": "{SUB_TYPE_ID} {SUB_TYPE_NAME}", "codes": self.categories},
            "lead": {"from": "{DISPOSE_UNIT_NAME}", "codes": self.units},
            "text": ["{MAIN_TYPE_NAME}，{SUB_TYPE_NAME}"],
            "closed": [
                {"from": "{INTIME_ARCHIVE_NUM}", "is": ["1"], "in_time": "yes"},
                {"from": "{OVERTIME_ARCHIVE_NUM}", "is": ["1"], "in_time": "no"},
            ],
        })


    @staticmethod
    def sub_type(row):
        return f"{row['SUB_TYPE_ID']} {row['SUB_TYPE_NAME']}"


class Tainan:
    """A city's hotline: its table has no header, and some positions are where its geocoder puts what it does not find."""

    profile = "tainan"

    def __init__(self, folder):
        with open(TAINAN, encoding="utf-8") as file:
            self.rows = list(csv.reader(file))
        districts = sorted({row[2].replace(" ", "") for row in self.rows} - {""})
        self.communities = {n: f"671000000{number:03}" for number, n in enumerate(districts, 1)}
        self.categories, tree = {}, {}
        for row in self.rows:
            if row[3]:
                tree.setdefault(row[3], set()).add(row[4])
        categories = []
        for kind, (service, subs) in enumerate(sorted(tree.items()), 1):
            below = []
            for number, sub in enumerate(sorted(subs), 1):
                # Some rows name the service alone.
                code = f"k-{kind}-{number}" if sub else f"k-{kind}"
                self.categories[f"{service}/{sub}" if sub else service] = code
                if sub:
                    below.append({"code": code, "name": name(sub)})
            categories.append({"code": f"k-{kind}", "name": name(service), "below": below})
        self.catalog = write(folder, "671000000", self.communities, {"受理中心": "centre"}, {"1999": "hotline"}, categories, {
            "code": self.profile, "name": name("1999"), "kind": "report", "header": "no",
            "columns": ["案號", "時間", "行政區", "服務", "細項", "說明", "地址", "緯度", "經度"],
            "number": "{案號}", "reported_at": "{時間}", "source": "hotline",
            "community": {"from": "{行政區}", "by_name": "yes"},
            "category": {"from": "[{服務}][/{細項}]", "codes": self.categories},
            "address": "{地址}", "text": ["{說明}"],
            "position": {"latitude": "{緯度}", "longitude": "{經度}", "nowhere": ["22.9997281 120.2270277"]},
        })
