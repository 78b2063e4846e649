package import Ledger

/// What a timer is for, `matter.overdue`: words of a-z, 0-9 and `-` joined by dots.
package struct TimerName: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init?(rawValue: String) {
        guard Entry.Kind(rawValue: rawValue) != nil else { return nil }
        self.rawValue = rawValue
    }

    /// A timer named in the program itself.
    package init(_ name: StaticString) { rawValue = Entry.Kind(name).rawValue }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    package var description: String { rawValue }
}

/// Which timer: at most one is pending for a name, a subject and an ordinal.
package struct TimerID: Hashable, Sendable, CustomStringConvertible {
    package let name: TimerName
    package let subject: Subject
    /// Tells timers of one name and subject apart, such as the reminders before an appointment; mostly 0.
    package let ordinal: Int

    package init(_ name: TimerName, about subject: Subject, ordinal: Int = 0) {
        self.name = name
        self.subject = subject
        self.ordinal = ordinal
    }

    package var description: String {
        ordinal == 0 ? "\(name) of \(subject)" : "\(name) \(ordinal) of \(subject)"
    }
}
