import Ledger
import Storage
import Synchronization
import Timers

extension TimerName {
    static let bell = TimerName("test.bell")
    /// Its command records nothing.
    static let silent = TimerName("test.silent")
    /// Sets itself again, an hour later.
    static let hourly = TimerName("test.hourly")
    /// Sets itself again to the time that it had.
    static let stuck = TimerName("test.stuck")
    /// Is refused while the test's switch is on.
    static let broken = TimerName("test.broken")
    /// Is refused after it has written, while the switch is on.
    static let rude = TimerName("test.rude")
    /// Its command asks for a table that is not there, which an engine takes for its own failure.
    static let poisonous = TimerName("test.poisonous")
    /// No program fires it.
    static let foreign = TimerName("test.foreign")
}

/// A mechanism that rings bells when their time comes, and keeps which rang when.
enum BellModule {
    static let schema = Schema([
        Module(migrations: fillers, kinds: [], projections: []), TimerModule.module, module,
    ])

    /// Migrations have no gaps; those of other modules of the program are left out here.
    private static var fillers: [Migration] {
        let number = TimerModule.module.migrations[0].number
        return (2..<number).map { Migration("\(digits($0)) filler", "CREATE TABLE filler_\($0) (id $INT64)") }
    }

    private static func digits(_ number: Int) -> String { String(String(10_000 + number).dropFirst()) }

    private static let module = Module(
        migrations: [
            Migration(
                "\(digits(TimerModule.module.migrations[0].number + 1)) rung",
                """
                CREATE TABLE rung (
                    entry   $INT64 NOT NULL PRIMARY KEY,
                    name    $TEXT NOT NULL,
                    ordinal $INT64 NOT NULL,
                    due     $INT64 NOT NULL,
                    time    $INT64 NOT NULL
                ) $STRICT
                """
            )
        ],
        kinds: [
            KindHandler(Planned.self) { event, entry, transaction in
                for place in 0..<event.count {
                    try TimerTable.set(
                        TimerID(event.name, about: entry.subject, ordinal: event.ordinal + place),
                        due: Instant(rawValue: event.due + Int64(place) * event.step),
                        by: entry,
                        transaction
                    )
                }
            },
            KindHandler(Changed.self) { event, entry, transaction in
                let id = TimerID(event.name, about: entry.subject, ordinal: event.ordinal)
                if let due = event.due {
                    try TimerTable.move(id, to: Instant(rawValue: due), by: entry, transaction)
                } else {
                    try TimerTable.cancel(id, transaction)
                }
            },
            KindHandler(Rang.self) { event, entry, transaction in
                try transaction.execute(
                    """
                    INSERT INTO rung (entry, name, ordinal, due, time)
                    VALUES (\(entry.id), \(event.name.rawValue), \(event.ordinal), \(event.due), \(entry.time))
                    """
                )
                let id = TimerID(event.name, about: entry.subject, ordinal: event.ordinal)
                try TimerTable.cancel(id, transaction)
                if let next = event.next {
                    try TimerTable.set(id, due: Instant(rawValue: next), by: entry, transaction)
                }
            },
        ],
        projections: ["rung"]
    )

    /// All kinds but the foreign one.
    static func kinds(refusing fault: Switch) -> TimerKinds {
        func kind(
            _ name: TimerName,
            _ command: @escaping @Sendable (PendingTimer) -> any Command
        ) -> TimerKind {
            TimerKind(name, actor: Actor(rawValue: "rule:\(name)@1")!, command: command)
        }
        return TimerKinds([
            kind(.bell) { Ring($0) }, kind(.silent) { _ in Silence() },
            kind(.poisonous) { _ in Poison() },
            kind(.hourly) { Ring($0, next: $0.due.rawValue + 3_600_000) },
            kind(.stuck) { Ring($0, next: $0.due.rawValue) },
            kind(.broken) { Ring($0, refusing: fault.isOn ? .before : .never) },
            kind(.rude) { Ring($0, refusing: fault.isOn ? .after : .never) },
        ])
    }
}

/// Turns a test's fault on and off.
final class Switch: Sendable {
    private let state = Mutex(false)
    var isOn: Bool { state.withLock { $0 } }
    func turn(on: Bool) { state.withLock { $0 = on } }
}
