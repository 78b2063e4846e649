package import Ledger

/// The hours of a working day (工作时) in local time, and how they changed over the years.
///
/// Make-up days have the same hours as any other working day.
package struct WorkingHours: Hashable, Sendable {
    /// From a minute of the day up to another, 09:00 to 12:00.
    package struct Span: Hashable, Sendable {
        /// Minutes after midnight, 0 to 1440; the second is the first that is no longer worked.
        package let from: Int
        package let until: Int

        package init(from: Int, until: Int) throws(WorkingHoursError) {
            guard 0 <= from, from < until, until <= 1440 else { throw .span(from: from, until: until) }
            self.from = from
            self.until = until
        }
    }

    /// The spans of a day from a date on.
    package struct Change: Hashable, Sendable {
        package let from: LocalDay
        package let spans: [Span]

        package init(from: LocalDay, spans: [Span]) {
            self.from = from
            self.spans = spans
        }
    }

    /// The spans before the first change.
    package let spans: [Span]
    /// In order of their dates.
    package let changes: [Change]

    package init(_ spans: [Span], changes: [Change] = []) throws(WorkingHoursError) {
        for list in [spans] + changes.map(\.spans) {
            guard !list.isEmpty else { throw .none }
            for (span, next) in zip(list, list.dropFirst()) where span.until > next.from {
                throw .order(span, next)
            }
        }
        for (change, next) in zip(changes, changes.dropFirst()) where change.from >= next.from {
            throw .changes(change.from, next.from)
        }
        self.spans = spans
        self.changes = changes
    }

    /// The spans of a working day on that date.
    package func spans(on day: LocalDay) -> [Span] { changes.last { $0.from <= day }?.spans ?? spans }
}

/// Why spans of a day are no working hours.
package enum WorkingHoursError: Error, Equatable, CustomStringConvertible {
    case span(from: Int, until: Int)
    case none
    case order(WorkingHours.Span, WorkingHours.Span)
    case changes(LocalDay, LocalDay)

    package var description: String {
        switch self {
        case .span(let from, let until):
            "Working hours from minute \(from) to minute \(until) of the day are no span; give a start before its end, from 0 (00:00) to 1440 (24:00)."
        case .none: "A working day has no hours. Give at least one span."
        case .order(let span, let next):
            "Working hours \(span) and \(next) overlap or stand in the wrong order. List spans from morning to evening."
        case .changes(let day, let next):
            "Working hours that hold from \(day) are followed by those from \(next). List changes by date, one for a day."
        }
    }
}

extension WorkingHours.Span: CustomStringConvertible {
    /// `09:00–12:00`.
    package var description: String { "\(Self.clock(from))–\(Self.clock(until))" }

    private static func clock(_ minute: Int) -> String {
        [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
