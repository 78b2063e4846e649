import Ledger

extension DeadlineRuleEntry {
    static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [(DeadlineRuleEntry, YAMLValue)] {
        reader.expectOnly(["rules"], in: root)
        return reader.list("rules", of: root).compactMap { value in
            DeadlineRuleEntry(value, reader).map { ($0, value) }
        }
    }

    private init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(
            [
                "code", "name", "count", "unit", "last_day", "extension", "source", "replaces", "since",
                "until",
            ],
            in: value
        )
        let code = reader.code("code", of: value)
        let name = reader.localName("name", of: value)
        let unit: Unit? = reader.choice("unit", of: value)
        let most = unit?.most ?? Unit.workingHours.most
        let count = Self.count(of: value, most: most, reader)
        let longer = value["extension"].flatMap { Extension($0, reader) }
        let lastDay = Self.lastDay(of: value, unit, longer, reader)
        let source = reader.localName("source", of: value)
        let validity = reader.validity(of: value)
        let replaces = reader.optional("replaces", of: value, expected: "the code of a deadline rule") {
            Code(rawValue: $0)
        }
        if let replaces, let place = value["replaces"] {
            // The earlier rule has ended, so it stands on no day of this one.
            reader.refer(to: .deadlineRule, replaces.rawValue, as: "replaces", from: nil, at: place)
        }
        if let code { reader.define(.deadlineRule, code.rawValue, validity: validity, at: value) }
        guard let code, let name, let count, let unit, let source else { return nil }
        self.init(
            code: code,
            name: name,
            count: count,
            unit: unit,
            lastDay: lastDay,
            extension: longer,
            source: source,
            replaces: replaces,
            validity: validity
        )
    }

    fileprivate static func count(of value: YAMLValue, most: Int, _ reader: CatalogReader) -> Int? {
        reader.value("count", of: value, expected: "a number from 1 to \(most)") { text in
            guard let count = Int(text), String(count) == text, (1...most).contains(count) else { return nil }
            return count
        }
    }

    /// The key `last_day`, which belongs to rules that can end on a day off, and to no others.
    private static func lastDay(
        of value: YAMLValue,
        _ unit: Unit?,
        _ longer: Extension?,
        _ reader: CatalogReader
    ) -> LastDay? {
        let member = value["last_day"]
        let lastDay: LastDay? = member.flatMap { reader.choice($0, "last_day") }
        // Where unit or extension cannot be read, nothing is known of the last day.
        guard let unit, value["extension"] == nil || longer != nil else { return lastDay }
        let mayBeOff = unit.mayEndOnADayOff || longer?.unit == .calendarDays
        switch (mayBeOff, member) {
        case (true, nil):
            reader.report(
                value,
                "calendar days may end on a day off; expected \"last_day\", one of moves, stays"
            )
        case (false, let member?):
            reader.report(
                member,
                "\"last_day\" stands here, and working time never ends on a day off; leave it out"
            )
        case (true, .some), (false, nil): break
        }
        return lastDay
    }
}

extension DeadlineRuleEntry.Extension {
    fileprivate init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["count", "unit", "approval"], in: value)
        let count = DeadlineRuleEntry.count(of: value, most: Self.most, reader)
        let unit: Unit? = reader.choice("unit", of: value)
        let approval = reader.localName("approval", of: value)
        guard let count, let unit, let approval else { return nil }
        self.init(count: count, unit: unit, approval: approval)
    }
}

extension DeadlineRuleEntry {
    /// Reports rules that begin before the one that they replace has ended, and those in hours that are not known.
    static func check(
        _ rules: [(DeadlineRuleEntry, place: CatalogReader.Place)],
        _ hours: WorkingHoursEntry?,
        _ reader: CatalogReader
    ) {
        for (rule, place) in rules {
            if rule.unit == .workingHours, hours == nil, reader.isComplete {
                reader.report(
                    place,
                    "the deadline rule \(rule.code) counts working hours; say in calendar/hours.yaml which these are"
                )
            }
            guard let code = rule.replaces,
                let earlier = reader.names.definition(.deadlineRule, code.rawValue)?.validity
            else { continue }
            if let end = earlier.until, let begin = rule.validity.since, end < begin { continue }
            reader.report(
                place,
                "the deadline rule \(rule.code) stands \(rule.validity) and replaces \(code), which stands \(earlier); expected a \"since\" after the other's \"until\""
            )
        }
    }
}
