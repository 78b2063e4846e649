/// A time limit as a law or a catalog gives it: a count with a unit, and what it was extended by.
package struct DeadlineRule: Hashable, Sendable {
    /// What is counted, by the words of the catalog and of entries.
    package enum Unit: String, CaseIterable, Sendable {
        /// 工作日.
        case workingDays = "working-day"
        /// 日, where a law does not say 工作日.
        case calendarDays = "calendar-day"
        /// 月: to the day of the same number, or the month's last where there is none (Civil Code, article 202).
        case calendarMonths = "calendar-month"
        /// 年: as months.
        case calendarYears = "calendar-year"
        /// 工作时 of digital urban management: hours of working time.
        case workingHours = "working-hour"
        /// 紧急工作时: hours around the clock.
        case urgentHours = "urgent-hour"

        /// The largest count, some decades, so that an end always has a date.
        package var most: Int {
            switch self {
            case .workingDays, .calendarDays: 9999
            case .calendarMonths: 1200
            case .calendarYears: 100
            case .workingHours, .urgentHours: 99_999
            }
        }
    }

    /// What becomes of a term in calendar days, months or years whose last day is off.
    package enum LastDay: String, CaseIterable, Sendable {
        /// It ends on the next working day (civil and administrative practice; Civil Code, article 203).
        case moves
        case stays
    }

    /// Days by which the term was extended (延期), counted from where it would have ended.
    package struct Extension: Hashable, Sendable {
        package enum Unit: String, CaseIterable, Sendable {
            case workingDays = "working-day"
            case calendarDays = "calendar-day"
        }

        package let count: Int
        package let unit: Unit

        package init(_ count: Int, _ unit: Unit) throws(DeadlineRuleError) {
            self.count = try DeadlineRule.checked(count, unit == .workingDays ? .workingDays : .calendarDays)
            self.unit = unit
        }
    }

    package let count: Int
    package let unit: Unit
    /// Only the end of all is moved, never the day from which an extension counts.
    package let lastDay: LastDay
    package let extensions: [Extension]

    package init(
        _ count: Int,
        _ unit: Unit,
        lastDay: LastDay = .moves,
        extensions: [Extension] = []
    ) throws(DeadlineRuleError) {
        self.init(checked: try Self.checked(count, unit), unit, lastDay, extensions)
    }

    /// The same limit, extended once more.
    package func extended(by extension: Extension) -> Self {
        Self(checked: count, unit, lastDay, extensions + [`extension`])
    }

    private init(checked count: Int, _ unit: Unit, _ lastDay: LastDay, _ extensions: [Extension]) {
        self.count = count
        self.unit = unit
        self.lastDay = lastDay
        self.extensions = extensions
    }

    private static func checked(_ count: Int, _ unit: Unit) throws(DeadlineRuleError) -> Int {
        guard (1...unit.most).contains(count) else { throw .count(count, unit) }
        return count
    }
}

/// Why a limit cannot be counted.
package enum DeadlineRuleError: Error, Equatable, CustomStringConvertible {
    case count(Int, DeadlineRule.Unit)

    package var description: String {
        switch self {
        case .count(let count, let unit):
            "A limit of \(count) in the unit \(unit.rawValue) cannot be counted; give 1 to \(unit.most)."
        }
    }
}
