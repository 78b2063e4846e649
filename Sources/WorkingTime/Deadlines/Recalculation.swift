/// A deadline counted again under another edition of the calendar.
///
/// Nothing is decided by it: a deadline keeps its calendar until the office says otherwise.
package struct Recalculation: Sendable {
    package let earlier: Deadline
    package let new: Deadline

    /// Whether the end is another one; the same end may have become final where it was provisional.
    package var isChanged: Bool { earlier.end != new.end }
}

extension Deadline {
    /// The same rule, start and pauses under another edition.
    package func recalculated(under calendar: CalendarEdition) -> Recalculation {
        Recalculation(
            earlier: self,
            new: Deadline(rule, from: start, pauses: pauses, under: timetable.under(calendar))
        )
    }

    /// The same rule and start with the pauses that there are now, under the same timetable.
    package func with(pauses: [Pause]) -> Deadline {
        Deadline(rule, from: start, pauses: pauses, under: timetable)
    }

    /// The same with another extension.
    package func extended(by extension: DeadlineRule.Extension) -> Deadline {
        Deadline(rule.extended(by: `extension`), from: start, pauses: pauses, under: timetable)
    }
}
