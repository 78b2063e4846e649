/// A day of the subdistrict's own calendar, without a time zone: year, month and day in one number (20180305).
///
/// Tables keep the number, so that a month is `day / 100` and a year `day / 10000` on every engine; entries keep
/// the text `2018-03-05` (ISO 8601).
package struct LocalDay: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    /// Nil unless the number names a day of the proleptic Gregorian calendar in the years 1 to 9999.
    package init?(rawValue: Int64) {
        let (year, month, day) = (rawValue / 10_000, rawValue / 100 % 100, rawValue % 100)
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        self.rawValue = rawValue
    }

    package init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (0...99).contains(month), (0...99).contains(day) else { return nil }
        self.init(rawValue: Int64(year * 10_000 + month * 100 + day))
    }

    /// Nil unless the text reads `2018-03-05` and names a real day.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
            return nil
        }
        var number: Int64 = 0
        for (place, byte) in bytes.enumerated() where place != 4 && place != 7 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        self.init(rawValue: number)
    }

    /// The day `days` after 1970-01-01, but no earlier than the first day of the year 1 and no later than the last of
    /// 9999, which have a place in tables and texts (Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
    package init(daysSince1970 days: Int64) {
        let days = min(max(days, -719_162), 2_932_896)
        let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        rawValue = year * 10_000 + month * 100 + day
    }

    package var year: Int { Int(rawValue / 10_000) }
    package var month: Int { Int(rawValue / 100 % 100) }
    package var day: Int { Int(rawValue % 100) }

    /// Days after 1970-01-01 (the inverse of `init(daysSince1970:)`).
    package var daysSince1970: Int64 {
        let (year, month) = (Int64(year), Int64(month))
        let shiftedYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shiftedYear.flooredDivision(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    private static func length(ofMonth month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension LocalDay: CustomStringConvertible {
    /// `2018-03-05`.
    package var description: String {
        String(unsafeUninitializedCapacity: 10) { text in
            text.initialize(repeating: UInt8(ascii: "-"))
            var rest = rawValue
            for place in [9, 8, 6, 5, 3, 2, 1, 0] {
                text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            return 10
        }
    }
}
