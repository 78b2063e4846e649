import Catalog
import Ledger
import Testing

@Suite("The deadline rules of a catalog")
struct DeadlineReadingTests {
    private static let file = "deadlines/a.yaml"

    @Test func areReadWholeAndLiePerCode() throws {
        let rules = try Catalog.whole().deadlineRules
        #expect(rules.map(\.code.rawValue) == ["handling-2005", "handling-2022"])
        let (old, new) = (try #require(rules.first), try #require(rules.last))
        #expect(old.name == LocalName(zh: "办结", en: "Handled") && old.source.en == "Old regulations")
        #expect(old.count == 60 && old.unit == .calendarDays && old.lastDay == .moves)
        let longer = try #require(old.extension)
        #expect(longer.count == 30 && longer.unit == .calendarDays)
        #expect(longer.approval == LocalName(zh: "负责人批准", en: "By the head"))
        #expect(old.replaces == nil && old.validity.until == LocalDay("2022-04-30"))
        #expect(new.count == 15 && new.unit == .workingHours && new.lastDay == nil)
        #expect(new.extension == nil && new.replaces == old.code)
        #expect(new.validity.since == LocalDay("2022-05-01") && new.validity.until == nil)
    }

    @Test func giveEachDayTheRuleThatHoldsOnIt() throws {
        let catalog = try Catalog.whole()
        let (last, first) = (LocalDay("2022-04-30")!, LocalDay("2022-05-01")!)
        let (old, new) = (catalog.deadlineRules[0], catalog.deadlineRules[1])
        #expect(catalog.deadlineRules(on: last) == [old] && catalog.deadlineRules(on: first) == [new])
        #expect(catalog.deadlineRules(insteadOf: old, on: first) == [new])
        #expect(catalog.deadlineRules(insteadOf: new, on: last) == [old])
        #expect(catalog.deadlineRules(insteadOf: new, on: first) == [])
        #expect(catalog.deadlineRule(Code(rawValue: "handling-2005")!) == old)
        #expect(catalog.deadlineRule(Code(rawValue: "handling")!) == nil)
    }

    @Test func areFollowedOverSeveralChanges() throws {
        let third = """
              - code: handling-2030
                name: {zh: 办结, en: Handled}
                count: 5
                unit: working-day
                source: {zh: 新法, en: New law}
                replaces: handling-2022
                since: 2030-01-01
              - code: other
                name: {zh: 其他, en: Other}
                count: 5
                unit: working-day
                source: {zh: 新法, en: New law}

            """
        let second = CatalogContent.deadlines.replacing(
            "since: 2022-05-01",
            with: "since: 2022-05-01\n    until: 2029-12-31"
        )
        let catalog = try Catalog.whole([Self.file: second + third])
        let (first, last) = (catalog.deadlineRules[0], catalog.deadlineRules[2])
        #expect(last.code.rawValue == "handling-2030")
        #expect(catalog.deadlineRules(insteadOf: first, on: LocalDay("2030-01-01")!) == [last])
        #expect(catalog.deadlineRules(insteadOf: last, on: LocalDay("2018-01-01")!) == [first])
    }

    @Test(
        "are refused with file and line, what was found and what was expected",
        arguments: [
            ("count: 60", "count: 0", ":4: \"count\" is \"0\"; expected a number from 1 to 9999"),
            ("count: 60", "count: 10000", ":4: \"count\" is \"10000\"; expected a number from 1 to 9999"),
            ("count: 60", "count: 060", ":4: \"count\" is \"060\"; expected a number from 1 to 9999"),
            (
                "count: 60\n    unit: calendar-day", "count: 101\n    unit: calendar-year",
                ":4: \"count\" is \"101\"; expected a number from 1 to 100"
            ),
            (
                "count: 60\n    unit: calendar-day", "count: 1201\n    unit: calendar-month",
                ":4: \"count\" is \"1201\"; expected a number from 1 to 1200"
            ),
            (
                "unit: working-hour", "unit: working-hours",
                ":13: \"unit\" is \"working-hours\"; expected one of working-day, calendar-day, calendar-month, calendar-year, working-hour, urgent-hour; did you mean \"working-hour\"?"
            ),
            (
                "last_day: moves", "last_day: move",
                ":6: \"last_day\" is \"move\"; expected one of moves, stays; did you mean \"moves\"?"
            ),
            (
                "    last_day: moves\n", "",
                ":2: calendar days may end on a day off; expected \"last_day\", one of moves, stays"
            ),
            (
                "unit: working-hour\n", "unit: working-hour\n    last_day: stays\n",
                ":14: \"last_day\" stands here, and working time never ends on a day off; leave it out"
            ),
            (
                "count: 30, unit: calendar-day", "count: 30, unit: working-hour",
                ":7: \"unit\" is \"working-hour\"; expected one of working-day, calendar-day; did you mean \"working-day\"?"
            ),
            (
                "count: 30,", "count: 10000,",
                ":7: \"count\" is \"10000\"; expected a number from 1 to 9999"
            ),
            (
                ", approval: {zh: 负责人批准, en: By the head}", "",
                ":7: the key \"approval\" is missing; found \"count\", \"unit\""
            ),
            (
                "source: {zh: 新条例, en: New regulations}", "source: 新条例",
                ":14: \"source\" must be given in both languages, as {zh: …, en: …}"
            ),
            (
                "replaces: handling-2005", "replaces: handling-2006",
                ":15: \"replaces\" is \"handling-2006\"; no deadline rule has this code; did you mean \"handling-2005\"?"
            ),
            (
                "until: 2022-04-30", "until: 2022-05-01",
                ":10: the deadline rule handling-2022 stands 2022-05-01.. and replaces handling-2005, which stands ..2022-05-01; expected a \"since\" after the other's \"until\""
            ),
            (
                "replaces: handling-2005", "replaces: handling-2022",
                ":10: the deadline rule handling-2022 stands 2022-05-01.. and replaces handling-2022, which stands 2022-05-01..; expected a \"since\" after the other's \"until\""
            ),
            (
                "since: 2022-05-01", "sinse: 2022-05-01",
                ":16: the key \"sinse\" is not known; expected one of code, name, count, unit, last_day, extension, source, replaces, since, until; did you mean \"since\"?"
            ),
        ]
    )
    func isRefused(old: String, new: String, message: String) throws {
        let errors = try Catalog.errors(Self.file, old, new)
        #expect(errors.first { $0 == Self.file + message } != nil, "\(errors)")
    }

    @Test func haveCodesOfTheirOwnOverAllFiles() throws {
        let errors = try Catalog.errors("deadlines/b.yaml", text: CatalogContent.deadlines)
        #expect(
            errors.first
                == "deadlines/b.yaml:2: the deadline rule handling-2005 is defined already at deadlines/a.yaml:2 (as deadline rule); give it another code"
        )
    }

    @Test func needTheOfficesHoursWhereTheyCountHours() throws {
        let errors = try Catalog.errors("calendar/hours.yaml", text: nil)
        #expect(
            errors == [
                "deadlines/a.yaml:10: the deadline rule handling-2022 counts working hours; say in calendar/hours.yaml which these are"
            ]
        )
        #expect(try Catalog.errors("calendar/hours.yaml", text: "spans: [").count == 1)
    }

    @Test func tellAllTheirErrorsAtOnce() throws {
        let text = CatalogContent.deadlines.replacing("count: 60", with: "count: x")
            .replacing("unit: working-hour", with: "unit: hour").replacing("handling-2005", with: "Handling")
        let errors = try Catalog.errors(Self.file, text: text)
        let places = errors.map { error in String(error.prefix { $0 != " " }) }
        #expect(places == [2, 4, 13, 15].map { "\(Self.file):\($0):" })
    }
}
