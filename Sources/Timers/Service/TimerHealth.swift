package import Ledger
package import Storage

/// Whether timers fire as they should, for the page that tells an operator.
package struct TimerHealth: Equatable, Sendable {
    /// Since when the longest waiting timer is due that this program should have fired; nil where none waits.
    package let waitingSince: Instant?
    /// Names of pending timers that this program does not know, each with the time when its first is due.
    package let unknown: [TimerName: Instant]
    /// At most `failureLimit` of them.
    package let failures: [TimerFailure]

    package static let failureLimit = 100

    package init(_ kinds: TimerKinds, at now: Instant, _ reader: Reader) throws {
        waitingSince = try DueTimers.fresh(kinds.names, at: now, limit: 1, reader).first?.due
        var unknown: [TimerName: Instant] = [:]
        for name in try Self.unknownNames(kinds, reader) {
            unknown[name] = try DueTimers.next([name], after: Instant(rawValue: -1), reader)
        }
        self.unknown = unknown
        failures = try TimerFailure.all(limit: Self.failureLimit, reader)
    }

    /// Leaps from name to name in the index, however many timers each has.
    static func unknownNames(_ kinds: TimerKinds, _ reader: Reader) throws -> [TimerName] {
        var names: [TimerName] = []
        var last = ""
        while let text = try reader.first(
            "SELECT name FROM timer WHERE name > \(last) ORDER BY name LIMIT 1",
            { try $0.text(0) }
        ) {
            last = text
            guard let name = TimerName(rawValue: text) else {
                throw StorageError.damaged("a timer is called \(text)")
            }
            if !kinds.names.contains(name) { names.append(name) }
        }
        return names
    }
}
