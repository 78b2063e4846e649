package import Ledger

/// A notice of days off and make-up working days (节假日安排) as a file holds it; `WorkingTime` counts with it.
///
/// A notice is whole: a later one for the same year replaces the earlier.
package struct HolidayNoticeEntry: Equatable, Sendable {
    package let year: Int
    package let published: LocalDay
    /// What the notice is.
    package let note: LocalName?
    /// By day, each once; the edges of the neighbouring years may be among them.
    package let daysOff: [LocalDay]
    /// Saturdays and Sundays, by day, each once, none of them off.
    package let makeupDays: [LocalDay]
}

/// The hours of a working day as a file holds them; `WorkingTime` counts with them.
package struct WorkingHoursEntry: Equatable, Sendable {
    package struct Span: Equatable, Sendable {
        /// Minutes after midnight, 0 to 1440.
        package let from: Int
        /// The first minute that is no longer worked.
        package let until: Int
    }

    package struct Change: Equatable, Sendable {
        package let from: LocalDay
        package let spans: [Span]
    }

    /// The spans before the first change: at least one, from morning to evening, apart.
    package let spans: [Span]
    /// By day, no day twice.
    package let changes: [Change]
}
