import Ledger

extension HolidayNoticeEntry {
    static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [(HolidayNoticeEntry, YAMLValue)] {
        reader.expectOnly(["notices"], in: root)
        return reader.list("notices", of: root).compactMap { value in
            HolidayNoticeEntry(value, reader).map { ($0, value) }
        }
    }

    private init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["year", "published", "note", "days_off", "makeup_days"], in: value)
        let year = reader.value("year", of: value, expected: "a year such as 2018") { text in
            Subdistrict.digits(text, 4).flatMap { Int($0) }.flatMap { (1900...2199).contains($0) ? $0 : nil }
        }
        let published = reader.day("published", of: value)
        let note = value["note"] == nil ? nil : reader.localName("note", of: value)
        guard let year else { return nil }
        if let published, !(year - 1...year).contains(published.year) {
            reader.report(
                value["published"] ?? value,
                "it is published on \(published); a notice for \(year) comes out in \(year - 1) or \(year)"
            )
        }
        var seen: Set<LocalDay> = []
        let daysOff = Self.days("days_off", of: value, year: year, &seen, reader)
        let makeupDays = Self.days("makeup_days", of: value, year: year, &seen, reader)
        guard let published else { return nil }
        self.init(year: year, published: published, note: note, daysOff: daysOff, makeupDays: makeupDays)
    }

    private static func days(
        _ key: String,
        of value: YAMLValue,
        year: Int,
        _ seen: inout Set<LocalDay>,
        _ reader: CatalogReader
    ) -> [LocalDay] {
        var days: [LocalDay] = []
        for element in reader.list(key, of: value) {
            let range = reader.parse(
                element,
                key,
                expected: "a day such as 2018-02-15, or at most 31 of them as 2018-02-15..2018-02-21",
                Self.range
            )
            for day in range ?? [] {
                if !mayName(day, for: year) {
                    reader.report(
                        element,
                        "\(day) does not belong to the notice for \(year); it may name days of \(year), the December before and the January after"
                    )
                } else if !seen.insert(day).inserted {
                    reader.report(element, "\(day) stands twice in the notice for \(year), off or made up")
                } else if key == "makeup_days", !day.isWeekend {
                    reader.report(element, "\(day) is no Saturday or Sunday; work is made up on those")
                } else {
                    days.append(day)
                }
            }
        }
        return days.sorted()
    }

    /// Its own year, and the months that touch it: New Year's bridge days lie on either side.
    private static func mayName(_ day: LocalDay, for year: Int) -> Bool {
        day.year == year || (day.year == year - 1 && day.month == 12)
            || (day.year == year + 1 && day.month == 1)
    }

    /// The days of `2018-02-15` or `2018-02-15..2018-02-21`.
    private static func range(_ text: String) -> [LocalDay]? {
        if let day = LocalDay(text) { return [day] }
        guard text.utf8.count == 22, text.dropFirst(10).hasPrefix(".."),
            let first = LocalDay(String(text.prefix(10))), let last = LocalDay(String(text.suffix(10))),
            (1..<31).contains(last.daysSince1970 - first.daysSince1970)
        else { return nil }
        return (first.daysSince1970...last.daysSince1970).map { LocalDay(daysSince1970: $0) }
    }
}

extension LocalDay {
    /// 1970-01-01 was a Thursday.
    fileprivate var isWeekend: Bool { ((daysSince1970 + 3) % 7 + 7) % 7 >= 5 }
}
