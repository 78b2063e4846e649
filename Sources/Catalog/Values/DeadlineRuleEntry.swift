package import Ledger

/// A time limit (期限规则) as a file holds it, with the law it comes from; `WorkingTime` counts with it.
///
/// A limit that changes gets another code, which names the one that it replaces: a matter of 2018 keeps the limit of 2018.
package struct DeadlineRuleEntry: Equatable, Sendable {
    /// What is counted.
    package enum Unit: String, CaseIterable, Sendable {
        /// 工作日
        case workingDays = "working-day"
        /// 日
        case calendarDays = "calendar-day"
        /// 月
        case calendarMonths = "calendar-month"
        /// 年
        case calendarYears = "calendar-year"
        /// 工作时
        case workingHours = "working-hour"
        /// 紧急工作时
        case urgentHours = "urgent-hour"

        /// The largest count.
        package var most: Int {
            switch self {
            case .workingDays, .calendarDays: 9999
            case .calendarMonths: 1200
            case .calendarYears: 100
            case .workingHours, .urgentHours: 99_999
            }
        }

        /// Whether a count of it may end on a day off.
        var mayEndOnADayOff: Bool {
            switch self {
            case .calendarDays, .calendarMonths, .calendarYears: true
            case .workingDays, .workingHours, .urgentHours: false
            }
        }
    }

    /// What becomes of a term whose last day is off.
    package enum LastDay: String, CaseIterable, Sendable {
        /// It ends on the next working day.
        case moves
        case stays
    }

    /// The most by which the limit may be extended (延期).
    package struct Extension: Equatable, Sendable {
        package enum Unit: String, CaseIterable, Sendable {
            case workingDays = "working-day"
            case calendarDays = "calendar-day"
        }

        /// The largest count.
        package static let most = 9999

        package let count: Int
        package let unit: Unit
        /// Who has to approve it, and what else it takes.
        package let approval: LocalName
    }

    package let code: Code
    /// What has to be done, and from when the limit runs.
    package let name: LocalName
    package let count: Int
    package let unit: Unit
    /// Nil where neither the limit nor its extension can end on a day off.
    package let lastDay: LastDay?
    package let `extension`: Extension?
    /// The law or standard, with the article.
    package let source: LocalName
    /// The rule whose place it has taken; that one ended before this one began.
    package let replaces: Code?
    package let validity: Validity
}
