import Ledger

/// The shape of a real year's reports in this subdistrict, in numbers only: how often from where, in which community, on
/// which weekday, at which hour.
///
/// They are counts of the 1,951 reports that came in during parts of 2018; the other months are not known, so the course
/// over the year is invented.
enum DemoShape {
    /// From Monday on.
    static let weekdays = [358, 388, 318, 261, 269, 176, 181]

    /// From midnight on.
    static let hours: [(Int, weight: Int)] = [
        28, 9, 5, 6, 1, 5, 19, 38, 157, 158, 274, 107, 96, 38, 86, 141, 141, 125, 118, 127, 94, 66, 72, 40,
    ].enumerated().map { ($0.offset, weight: $0.element) }

    /// From January on; invented: fewer around the Spring Festival, more in the rainy months.
    static let months = [6, 4, 8, 9, 10, 11, 10, 10, 9, 8, 8, 7]

    static let communities: [(Code, weight: Int)] = [
        (.demo("440310001001"), 825), (.demo("440310001002"), 585), (.demo("440310001004"), 273),
        (.demo("440310001003"), 268),
    ]

    /// The platforms and the telephone by their counts; what comes over the office's own pages, windows and patrols is invented.
    static let sources: [(Code, weight: Int)] = [
        (.demo("at-pingshan"), 687), (.demo("hotline-12345"), 400), (.demo("beautiful-shenzhen"), 398),
        (.demo("hotline-12319"), 275), (.demo("government-mailbox"), 98), (.demo("telephone"), 93),
        (.demo("web"), 260), (.demo("grid"), 90), (.demo("community"), 90), (.demo("window"), 40),
    ]

    /// Each day of a year by how many reports come on it.
    static func days(of year: Int) -> [(LocalDay, weight: Int)] {
        months.indices.flatMap { month in
            (1...31).compactMap { number in
                guard let day = LocalDay(year: year, month: month + 1, day: number) else { return nil }
                // 1970-01-01 was a Thursday.
                return (day, weight: months[month] * weekdays[Int((day.daysSince1970 + 3) % 7)])
            }
        }
    }
}
