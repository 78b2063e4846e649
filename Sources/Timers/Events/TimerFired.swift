import Ledger

/// A timer's time came, and its command left it pending; with this entry it is not.
///
/// The subject of the entry is the timer's.
struct TimerFired: Event {
    static let kind = Entry.Kind("timer.fired")
    static let version = 1

    let name: TimerName
    let ordinal: Int
    let due: Instant
    let setBy: Entry.ID

    init(_ timer: PendingTimer) {
        (name, ordinal) = (timer.id.name, timer.id.ordinal)
        (due, setBy) = (timer.due, timer.entry)
    }

    var body: JSON.Object {
        [
            "due": .integer(due.rawValue), "ordinal": .integer(Int64(ordinal)),
            "set_by": .integer(setBy.rawValue), "timer": .string(name.rawValue),
        ]
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        name = try body.value("timer", expected: "a timer's name") { TimerName(rawValue: $0) }
        ordinal = Int(try body.integer("ordinal"))
        due = Instant(rawValue: try body.integer("due"))
        setBy = Entry.ID(rawValue: try body.integer("set_by"))
    }
}
