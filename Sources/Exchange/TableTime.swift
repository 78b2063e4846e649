package import Ledger

/// A day, with or without a time, as tables write it: `2018-07-04 17:24:41`, `2018/7/4`, `2018年7月4日`, `2018.7.4 9:05`.
package struct TableTime: Equatable, Sendable {
    package let day: LocalDay
    /// From midnight; nil where only the day is told.
    package let second: Int?

    /// Nil where the text is no such day, or its time is none.
    package init?(_ text: String) {
        var numbers: [Int] = []
        var marks: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, digits.utf8.count <= 4, let number = Int(digits), numbers.count < 6
            else { return nil }
            numbers.append(number)
            rest = rest[digits.endIndex...]
            let mark = rest.prefix { !($0.isASCII && $0.isNumber) }
            marks.append(mark)
            rest = rest[mark.endIndex...]
            // Fractions of a second are dropped.
            if numbers.count == 6, mark == ".", rest.allSatisfy({ $0.isASCII && $0.isNumber }) {
                rest = ""
                marks[5] = ""
            }
        }
        guard [3, 5, 6].contains(numbers.count),
            Self.dates.contains([marks[0], marks[1]]),
            let day = LocalDay(year: numbers[0], month: numbers[1], day: numbers[2])
        else { return nil }
        self.day = day
        let end = marks[0] == "年" ? "日" : ""
        if numbers.count == 3 {
            guard marks[2] == end else { return nil }
            second = nil
            return
        }
        let between = marks[2].dropFirst(marks[2].hasPrefix(end) ? end.count : 0)
        guard between == "T" || !between.isEmpty && between.allSatisfy(\.isWhitespace),
            marks[3] == ":", marks[4] == (numbers.count == 6 ? ":" : ""), marks.last == "",
            numbers[3] < 24, numbers[4] < 60, numbers.count < 6 || numbers[5] < 60
        else { return nil }
        second = numbers[3] * 3600 + numbers[4] * 60 + (numbers.count == 6 ? numbers[5] : 0)
    }

    private static let dates: [[Substring]] = [["-", "-"], ["/", "/"], [".", "."], ["年", "月"]]

    /// The moment; the beginning of the day where only that is told.
    package func instant(in zone: Zone) -> Instant {
        let second = second ?? 0
        return zone.instant(day, hour: second / 3600, minute: second / 60 % 60)
            .advanced(byMilliseconds: Int64(second % 60) * 1000)
    }
}
