import Catalog
import Hummingbird
import Identity
import Ledger
import Testing
import Web
import WorkingTime

@Suite("Deadlines")
struct DeadlineTests {
    /// Rules of so many working days, for any day: the shipped catalog has not each of them for each year.
    private static let days = CatalogContent.File(
        path: "deadlines/test.yaml",
        text: "rules:\n"
            + [1, 2, 3, 5, 7, 15, 60].map { count in
                """
                  - code: days-\(count)
                    name: {zh: 试算, en: Trial}
                    count: \(count)
                    unit: working-day
                    source: {zh: 试算, en: Trial}

                """
            }.joined()
    )

    @Test("end where the office's calendar says, for people and for programs")
    func workingDays() async throws {
        let vectors = [
            ("2018-01-02", 15, "2018-01-23"), ("2018-01-02", 60, "2018-03-30"),
            ("2018-02-09", 5, "2018-02-22"), ("2018-02-14", 1, "2018-02-22"),
            ("2018-04-03", 3, "2018-04-09"), ("2018-04-27", 2, "2018-05-02"),
            ("2018-09-28", 5, "2018-10-10"), ("2018-12-28", 1, "2018-12-29"),
            ("2018-12-28", 2, "2019-01-02"), ("2019-01-31", 5, "2019-02-12"),
            ("2019-04-26", 5, "2019-05-06"), ("2019-09-27", 7, "2019-10-12"),
            ("2025-01-24", 5, "2025-02-07"), ("2025-09-26", 5, "2025-10-10"),
            ("2025-09-30", 1, "2025-10-09"), ("2025-12-31", 1, "2026-01-04"),
            ("2026-02-14", 1, "2026-02-24"), ("2026-02-27", 2, "2026-03-02"),
            ("2026-09-18", 5, "2026-09-24"), ("2026-09-30", 3, "2026-10-10"),
        ]
        try await Fixture.run(adding: [Self.days]) { fixture in
            for (start, count, end) in vectors {
                let address = "/deadlines?rule=days-\(count)&start=\(start)T09:20"
                let json = try await fixture.ask(address + "&format=json").json
                #expect(try json.text("last_day") == end, "\(start) + \(count)")
                #expect(json["provisional"] == .bool(false), "\(start) + \(count)")
                for language in ["zh", "en"] {
                    let page = try await fixture.ask("\(address)&lang=\(language)").text
                    #expect(page.contains("<b>\(end) 23:59</b>"), "\(start) + \(count)")
                }
            }
        }
    }

    @Test(
        "show their sum line by line in the reader's language",
        arguments: [
            (
                "zh",
                [
                    "<b>2018-02-22 23:59</b> 星期四", "起点，自 2018-02-10（星期六）起算", "周末，不计", "2018-02-11（星期日）",
                    "调休上班，计入", "2018-02-15 – 2018-02-21", "放假，不计", "计满 5 个工作日", "期限届满，此后为逾期",
                    "2018 年放假通知（2017-11-30 公布）", "示例：外市城市管理案件的处置时限", "确定",
                ]
            ),
            (
                "en",
                [
                    "<b>2018-02-22 23:59</b> Thursday", "The start; counted from 2018-02-10 (Saturday)",
                    "Weekend, not counted", "2018-02-11 (Sunday)", "Make-up working day, counted",
                    "2018-02-15 – 2018-02-21", "Off, not counted", "5 working days counted in full",
                    "The last moment in time", "Notice for 2018, published 2017-11-30",
                    "Example from another city", "Final",
                ]
            ),
        ]
    )
    func sum(language: String, words: [String]) async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask(
                "/deadlines?rule=urban-example-greening&start=2018-02-09T09%3A20&lang=\(language)"
            ).text
            for word in words { #expect(page.contains(word), "\(word)") }
            #expect(page.contains("href=\"/calendar?year=2018&amp;as_of=2018-02-09\""))
            #expect(page.contains("value=\"2018-02-09T09:20\""))
            #expect(page.contains("<option value=\"urban-example-greening\" selected>"))
            #expect(!page.contains("class=\"stamp\""))
        }
    }

    @Test func tellProgramsTheSumByKinds() async throws {
        try await Fixture.run { fixture in
            let answer = try await fixture.ask(
                "/deadlines?rule=urban-example-greening&start=2018-02-09T09:20&format=json"
            )
            #expect(answer.status == 200 && answer.headers[.contentType] == "application/json")
            let json = try answer.json
            let sum = [
                #"{"at":"2018-02-09T01:20:00.000Z","counts_from":"2018-02-10","kind":"start"}"#,
                #"{"from":"2018-02-10","kind":"days-off","through":"2018-02-10"}"#,
                #"{"day":"2018-02-11","kind":"makeup-day","notice":"2018@2017-11-30"}"#,
                #"{"from":"2018-02-15","kind":"days-off","notice":"2018@2017-11-30","through":"2018-02-21"}"#,
                #"{"count":5,"kind":"counted","through":"2018-02-22","unit":"working-day"}"#,
                #"{"at":"2018-02-22T15:59:59.999Z","day":"2018-02-22","kind":"ends"}"#,
            ]
            #expect(answer.text.contains("\"sum\":[\(sum.joined(separator: ","))]"))
            #expect(try json.text("ends") == "2018-02-22T15:59:59.999Z")
            #expect(try json.text("start") == "2018-02-09T01:20:00.000Z")
            #expect(try json.text("as_of") == "2018-02-09" && json.text("time_zone") == "Asia/Shanghai")
            #expect(try json.array("notices") == ["2018@2017-11-30"])
            #expect(json["extended"] == .bool(false) && json["recount"] == nil)
            let rule = try json.object("rule")
            #expect(try rule.text("code") == "urban-example-greening" && rule.integer("count") == 5)
            #expect(try rule.object("name").text("zh") == "绿化修复（外市示例，自派遣起）")
        }
    }

    @Test func runFromNowWhereNoStartIsGiven() async throws {
        try await Fixture.run { fixture in
            for start in ["", "&start=", "&start=2018-03-05T09:20"] {
                let page = try await fixture.ask("/deadlines?rule=urban-example-rubbish-hours\(start)").text
                #expect(page.contains("<b>2018-03-05 15:20</b> 星期一") && page.contains("起点，即时起算"))
            }
            // A day alone begins with its first minute.
            let json = try await fixture.ask(
                "/deadlines?rule=urban-example-rubbish-hours&start=2018-03-06&format=json"
            ).json
            #expect(try json.text("ends") == "2018-03-06T07:00:00.000Z")
        }
    }

    @Test func mayBeExtendedByTheMostThatTheRuleAllows() async throws {
        try await Fixture.run { fixture in
            let address = "/deadlines?rule=petition-handling-2005&start=2018-03-02T10:00"
            // 60 days from 2 March end on 1 May, a day off; 90 days end on 31 May.
            let plain = try await fixture.ask(address).text
            #expect(plain.contains("<b>2018-05-02 23:59</b>") && plain.contains("顺延至 2018-05-02（星期三）"))
            #expect(plain.contains("60 日；可延长 30 日（经本行政机关负责人批准"))
            let longer = try await fixture.ask(address + "&extended=yes&lang=en").text
            #expect(longer.contains("<b>2018-05-31 23:59</b> Thursday"))
            #expect(longer.contains("Extended by 30 calendar days, counted from the next day"))
            #expect(longer.contains("Extension of 30 calendar days counted in full"))
            #expect(longer.contains("value=\"yes\" checked"))
            let json = try await fixture.ask(address + "&extended=yes&format=json").json
            #expect(try json.text("last_day") == "2018-05-31" && json["extended"] == .bool(true))
        }
    }

    @Test func tellWhatALaterNoticeWouldMakeOfThem() async throws {
        try await Fixture.run { fixture in
            let moved = "/deadlines?rule=petition-review-2005&start=2018-12-01T09:20"
            let open = "/deadlines?rule=petition-handling-2005&start=2018-11-29T09:20"
            let early = try await fixture.ask(open).text
            #expect(early.contains("<b>2019-01-28 23:59</b>"))
            #expect(early.contains("<span class=\"stamp\">暂定</span>"))
            #expect(early.contains("2019 年尚无放假通知，按周一至周五计") && !early.contains("按现有通知重算"))
            #expect(try await !fixture.ask(moved).text.contains("按现有通知重算"))

            // The notice for 2019 came out on 6 December: it gave the 31st off.
            fixture.clock.move(byMilliseconds: 285 * 86_400_000)
            let late = try await fixture.ask(open).text
            #expect(late.contains("<b>2019-01-28 23:59</b>") && late.contains("结果不变，已经确定。"))
            let page = try await fixture.ask(moved + "&lang=en").text
            #expect(page.contains("<b>2018-12-31 23:59</b> Monday"))
            #expect(page.contains("It would end 2019-01-02 23:59 (Wednesday)."))
            let json = try await fixture.ask(moved + "&format=json").json
            #expect(try json.text("last_day") == "2018-12-31")
            #expect(try json.object("recount").text("last_day") == "2019-01-02")
        }
    }

    @Test func areCountedByTheRulesOfTheirDay() async throws {
        try await Fixture.run { fixture in
            let today = try await fixture.ask("/deadlines?lang=en").text
            #expect(today.contains("Rules in force on 2018-03-05 (Monday)"))
            #expect(today.contains("Regulations on Petitions (State Council order 431), article 33"))
            for (day, code, other) in [
                ("2018-03-05", "petition-handling-2005", "petition-handling-2022"),
                ("2022-04-30", "petition-handling-2005", "petition-handling-2022"),
                ("2022-05-01", "petition-handling-2022", "petition-handling-2005"),
            ] {
                let page = try await fixture.ask("/deadlines?start=\(day)").text
                #expect(page.contains("<code>\(code)</code>") && page.contains("<option value=\"\(code)\""))
                #expect(!page.contains(other))
                let rules = try await fixture.ask("/deadlines?start=\(day)&format=json").text
                #expect(rules.contains("\"code\":\"\(code)\"") && !rules.contains("\"code\":\"\(other)\""))
            }
        }
    }

    @Test func holdForEveryRuleAtBothEndsOfTime() async throws {
        let largest = DeadlineRuleEntry.Unit.allCases.map { unit in
            """
              - code: largest-\(unit.rawValue)
                name: {zh: 最长, en: Largest}
                count: \(unit.most)
                unit: \(unit.rawValue)
            \(unit.rawValue.hasPrefix("calendar") ? "    last_day: moves\n" : "")    \
            extension: {count: 9999, unit: working-day, approval: {zh: 批准, en: Approved}}
                source: {zh: 试算, en: Trial}

            """
        }
        let file = CatalogContent.File(path: "deadlines/test.yaml", text: "rules:\n" + largest.joined())
        try await Fixture.run(adding: [file]) { fixture in
            for start in ["1900-01-01T00:00", "2199-12-31T23:59"] {
                for rule in fixture.office.catalog.deadlineRules(on: LocalDay(String(start.prefix(10)))!) {
                    let more = rule.extension == nil ? "" : "&extended=yes"
                    let address = "/deadlines?rule=\(rule.code)&start=\(start)\(more)"
                    let status = try await fixture.ask(address).status
                    #expect(status == 200, "\(address)")
                }
            }
        }
    }
}

@Suite("Questions about deadlines that cannot be answered")
struct DeadlineFaultTests {
    @Test(
        "are told so in both languages",
        arguments: [
            ("/deadlines?rule=nope", "no-rule", "没有期限规则“nope”", "There is no deadline rule \"nope\"."),
            (
                "/deadlines?rule=petition-handling-2022&start=2018-03-05T09:20", "rule-not-in-force",
                "自 2022-05-01 有效，不适用于 2018-03-05。",
                "On that day use: Petition handled, from acceptance (petition-handling-2005)."
            ),
            (
                "/deadlines?rule=petition-acceptance-2005&start=2022-05-01", "rule-not-in-force",
                "自 2005-05-01 至 2022-04-30 有效", "(petition-notice-2022)"
            ),
            (
                "/deadlines?rule=hotline-help&start=2018-03-05", "rule-not-in-force",
                "自 2022-09-01 有效", "from the list at /deadlines"
            ),
            (
                "/deadlines?rule=urban-example-water&extended=yes", "rule-not-extended", "不能延长",
                "allows no extension"
            ),
            ("/deadlines?rule=urban-example-water&extended=on", "extended", "“on”", "extended=yes"),
            ("/deadlines?format=xml", "format", "没有“xml”这种格式", "no format \"xml\""),
            ("/calendar?format=xml", "format", "没有“xml”这种格式", "no format \"xml\""),
            ("/calendar?year=2018&as_of=2018-02-30", "day", "“2018-02-30”不是日期", "is no day"),
        ]
    )
    func faults(address: String, code: String, zh: String, en: String) async throws {
        try await Fixture.run { fixture in
            for (language, words) in [("zh", zh), ("en", en)] {
                let page = try await fixture.ask(address, headers: [.acceptLanguage: language])
                #expect(page.status == 400 && plain(page.text).contains(words), "\(page.text)")
            }
            guard !address.contains("format") else { return }
            let answer = try await fixture.ask(address + "&format=json")
            #expect(answer.status == 400 && answer.headers[.contentType] == "application/json")
            #expect(try answer.code == code)
        }
    }

    @Test(
        "are refused whatever was typed",
        arguments: [
            "start=2018-3-5", "start=2018-02-30", "start=2018-03-05T24:00", "start=2018-03-05T9:20",
            "start=2018-03-05T09:60", "start=2018-03-05T", "start=2018-03-05T09:20Z", "start=T09:20",
            "start=1899-12-31T23:59", "start=2200-01-01", "start=9999-12-31T23:59", "start=0000-00-00",
            "start=-1", "start=99999999999999999999", "start=%3Cscript%3Ealert(1)%3C/script%3E",
            "start=%00", "start=%ff", "start=%EF%BC%92018-03-05", "start=2018-03-05%EF%BC%B409:20",
            "start=" + String(repeating: "9", count: 6000), "rule=" + String(repeating: "x", count: 6000),
            "rule=%3Cscript%3Ealert(1)%3C/script%3E", "rule=%00", "rule='--", "extended=%3Cscript%3E",
        ]
    )
    func hostile(query: String) async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask("/deadlines?\(query)")
            #expect(page.status == 400)
            #expect(!page.text.unicodeScalars.contains("<script".unicodeScalars))
            #expect(try await fixture.ask("/deadlines?\(query)&format=json").status == 400)
        }
    }

    @Test(
        "also of years that no calendar has",
        arguments: ["1899", "2200", "0", "x", "-2018", "02018", "99999999999999999999", "%00", ""]
    )
    func years(year: String) async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask("/calendar?year=\(year)")
            #expect(page.status == 400 && page.text.contains("1900 至 2199"))
            let json = try await fixture.ask("/calendar?year=\(year)&format=json")
            #expect(json.status == 400 && json.text.contains("\"code\":\"year\""))
        }
    }

    /// The page's text as a reader sees it.
    private func plain(_ page: String) -> String {
        page.replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
    }
}

@Suite("The working calendar")
struct CalendarTests {
    @Test(
        "counts the working days of each month",
        arguments: [
            (2018, [22, 17, 22, 20, 22, 20, 22, 23, 21, 18, 22, 21], 250),
            (2019, [22, 17, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22], 250),
            (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23], 248),
            (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23], 248),
        ]
    )
    func months(year: Int, months: [Int64], total: Int64) async throws {
        try await Fixture.run { fixture in
            let json = try await fixture.ask("/calendar?year=\(year)&format=json").json
            #expect(try json.array("months") == months.map { .integer($0) })
            #expect(try json.integer("working_days") == total && json.integer("year") == Int64(year))
            for (language, heading) in [("zh", "\(year) 年工作日历"), ("en", "Working calendar of \(year)")] {
                let page = try await fixture.ask("/calendar?year=\(year)&lang=\(language)").text
                #expect(page.contains("<h1>\(heading)</h1>") && page.contains("<b>\(total)</b>"))
                let counts = page.matches(of: /<b>(\d+)<\/b>/).compactMap { Int64($0.1) }
                #expect(counts == months + [total])
            }
        }
    }

    @Test func namesTheDaysAndTheNoticesThatSaySo() async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask("/calendar").text
            #expect(page.contains("2018 年放假通知（2017-11-30 公布）"))
            for days in ["02-15 – 02-21", "02-11, 02-24", "09-29 – 09-30", "12-30 – 12-31"] {
                #expect(page.contains(days), "\(days)")
            }
            let json = try await fixture.ask("/calendar?format=json").json
            #expect(try json.array("notices") == ["2018@2017-11-30", "2019@2019-03-22"])
            #expect(try json.array("makeup_days").contains("2018-12-29"))
        }
    }

    @Test func showsAYearAsItWasKnownOnADay() async throws {
        try await Fixture.run { fixture in
            let now = try await fixture.ask("/calendar?year=2019").text
            #expect(now.contains("05-01 – 05-04"))
            let earlier = "/calendar?year=2019&amp;as_of=2018-12-06"
            #expect(now.contains("href=\"\(earlier)\">2019 年放假通知（2018-12-06 公布）"))
            let before = try await fixture.ask("/calendar?year=2019&as_of=2019-03-21").text
            #expect(before.contains("05-01") && !before.contains("05-01 – 05-04"))
            #expect(before.contains("截至 2019-03-21 的通知"))
            let none = try await fixture.ask("/calendar?year=2019&as_of=2018-03-05&lang=en").text
            #expect(none.contains("No notice for 2019 yet: Monday to Friday") && none.contains("<b>261</b>"))
        }
    }

    @Test("and the deadlines are a step from the start and from the catalog's page")
    func links() async throws {
        try await Fixture.run { fixture in
            #expect(try await fixture.ask("/").text.contains("href=\"/deadlines\""))
            #expect(try await fixture.ask("/deadlines").text.contains("href=\"/calendar?year=2018\""))
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let catalog = try await admin.get("/catalog").text
            let count = fixture.office.catalog.deadlineRules.count
            #expect(catalog.contains("期限规则</dt><dd><a href=\"/deadlines\">\(count)</a>"))
            #expect(catalog.contains("href=\"/calendar\""))
        }
    }

    @Test("stands with the rules on the page of what another catalog would change")
    func difference() async throws {
        let rule = CatalogContent.File(
            path: "deadlines/test.yaml",
            text: """
                rules:
                  - {code: only-here, name: {zh: 甲, en: A}, count: 1, unit: working-day, source: {zh: 乙, en: B}}

                """
        )
        try await Fixture.run(adding: [rule]) { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let page = try await admin.get("/catalog/next").text
            #expect(page.contains("<td>期限规则</td><td><code>only-here</code></td>"))
            #expect(page.contains("<span class=\"stamp\">不允许</span>"))
        }
    }
}

@Suite("A line of a deadline's sum")
struct SumRowTests {
    private let zone = Zone(name: "Asia/Shanghai")!

    private func lines() throws -> [Deadline.Line] {
        let day = LocalDay("2018-03-07")!
        let waiting = try Pause(
            .awaitingParty,
            from: zone.instant(day, hour: 10),
            until: zone.instant(LocalDay("2018-03-09")!, hour: 10)
        )
        let open = try Pause(.suspension, from: zone.instant(LocalDay("2018-03-12")!, hour: 10))
        let deadline = Deadline(
            try DeadlineRule(15, .workingDays),
            from: zone.instant(LocalDay("2018-03-05")!, hour: 9, minute: 20),
            pauses: [waiting, open],
            under: Timetable(
                zone: zone,
                calendar: try WorkingCalendar([]).edition(asOf: day),
                hours: try WorkingHours([WorkingHours.Span(from: 540, until: 1080)])
            )
        )
        return deadline.sum
    }

    @Test(
        "names pauses, what they take and what is left",
        arguments: [
            (Language.zh, "中止（等待当事人），扣除 2 个工作日", "中止（挂账），扣除 零", "仍在中止，尚余 13 个工作日"),
            (
                .en, "Paused (waiting for the other party), which takes 2 working days",
                "Paused (suspended), which takes nothing", "Still paused, with 13 working days left"
            ),
        ]
    )
    func pauses(language: Language, waiting: String, open: String, stands: String) throws {
        let rows = try lines().map { SumRow($0, zone: zone, asOf: LocalDay("2018-03-05")!, language) }
        #expect(rows.contains { $0.days == "2018-03-07 10:00 – 2018-03-09 10:00" && $0.what == waiting })
        #expect(rows.contains { $0.days == "2018-03-12 10:00 – " && $0.what == open })
        #expect(rows.last?.what == stands)
    }

    @Test func isThereForPrograms() throws {
        let json = try lines().map { JSON.object($0.json).text }
        #expect(
            json.contains(
                #"{"cause":"awaiting-party","from":"2018-03-07T02:00:00.000Z","kind":"pause","takes":{"working_days":2},"until":"2018-03-09T02:00:00.000Z"}"#
            )
        )
        #expect(json.last == #"{"kind":"stands","remaining":{"working_days":13}}"#)
    }
}
