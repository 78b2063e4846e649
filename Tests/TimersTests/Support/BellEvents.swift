import Ledger
import Timers

extension JSON.Object {
    fileprivate func timerName() throws(JSONShapeError) -> TimerName {
        try value("name", expected: "a timer's name") { TimerName(rawValue: $0) }
    }

    fileprivate func integerIfPresent(_ name: String) throws(JSONShapeError) -> Int64? {
        self[name] == nil ? nil : try integer(name)
    }
}

/// Timers were set: `count` of them from `ordinal` on, each `step` milliseconds behind the one before.
struct Planned: Event {
    static let kind = Entry.Kind("test.planned")
    static let version = 1
    let name: TimerName
    let due: Int64
    var ordinal = 0
    var step: Int64 = 0
    var count = 1

    init(_ name: TimerName, due: Int64, ordinal: Int = 0, step: Int64 = 0, count: Int = 1) {
        (self.name, self.due, self.ordinal, self.step, self.count) = (name, due, ordinal, step, count)
    }

    var body: JSON.Object {
        [
            "count": .integer(Int64(count)), "due": .integer(due), "name": .string(name.rawValue),
            "ordinal": .integer(Int64(ordinal)), "step": .integer(step),
        ]
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        (name, due) = (try body.timerName(), try body.integer("due"))
        (ordinal, count) = (Int(try body.integer("ordinal")), Int(try body.integer("count")))
        step = try body.integer("step")
    }
}

/// A timer was moved to another time, or cancelled.
struct Changed: Event {
    static let kind = Entry.Kind("test.changed")
    static let version = 1
    let name: TimerName
    let ordinal: Int
    let due: Int64?

    init(_ name: TimerName, ordinal: Int = 0, due: Int64?) {
        (self.name, self.ordinal, self.due) = (name, ordinal, due)
    }

    var body: JSON.Object {
        [
            "due": due.map { .integer($0) }, "name": .string(name.rawValue),
            "ordinal": .integer(Int64(ordinal)),
        ]
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        (name, ordinal) = (try body.timerName(), Int(try body.integer("ordinal")))
        due = try body.integerIfPresent("due")
    }
}

/// A bell rang, and rings again at `next`.
struct Rang: Event {
    static let kind = Entry.Kind("test.rang")
    static let version = 1
    let name: TimerName
    let ordinal: Int
    let due: Int64
    let next: Int64?

    init(_ timer: PendingTimer, next: Int64?) {
        (name, ordinal) = (timer.id.name, timer.id.ordinal)
        (due, self.next) = (timer.due.rawValue, next)
    }

    var body: JSON.Object {
        [
            "due": .integer(due), "name": .string(name.rawValue), "next": next.map { .integer($0) },
            "ordinal": .integer(Int64(ordinal)),
        ]
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        (name, ordinal) = (try body.timerName(), Int(try body.integer("ordinal")))
        (due, next) = (try body.integer("due"), try body.integerIfPresent("next"))
    }
}

/// Rows of `rung`, in the order of the ledger.
struct Ringing: Equatable {
    let name: TimerName
    let ordinal: Int
    let due: Int64
    let time: Int64
}
