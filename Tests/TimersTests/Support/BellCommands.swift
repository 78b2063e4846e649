import Ledger
import Storage
import Timers

/// Records one event about the tests' only subject.
struct Tell<E: Event>: Command {
    static var name: String { E.kind.rawValue }
    let event: E

    init(_ event: E) { self.event = event }

    var request: JSON.Object { event.body }

    func record(in recorder: Recorder) throws { try recorder.record(event, about: TimerTest.subject) }
}

/// Cancels a timer if it is pending, as a command that looks first would.
struct CancelPending: Command {
    static let name = "cancel-pending"
    let id: TimerID

    var request: JSON.Object { ["timer": .string(id.description)] }

    func record(in recorder: Recorder) throws {
        guard try TimerTable.pending(id, recorder.reader) != nil else { throw Refusal(person: "nobody") }
        try recorder.record(Changed(id.name, ordinal: id.ordinal, due: nil), about: id.subject)
    }
}

/// Why a test's command refuses; it names a person, which no table may keep.
struct Refusal: Error, Equatable, CustomStringConvertible {
    let person: String
    var description: String { "\(person) may not" }
}

/// Rings a bell whose time has come.
struct Ring: Command {
    enum Refusing { case never, before, after }

    static let name = "ring"
    let timer: PendingTimer
    let next: Int64?
    let refusing: Refusing

    init(_ timer: PendingTimer, next: Int64? = nil, refusing: Refusing = .never) {
        (self.timer, self.next, self.refusing) = (timer, next, refusing)
    }

    var request: JSON.Object { [:] }

    func record(in recorder: Recorder) throws {
        if refusing == .before { throw Refusal(person: "Li Hua") }
        try recorder.record(Rang(timer, next: next), about: timer.id.subject)
        if refusing == .after { throw Refusal(person: "Li Hua") }
    }
}

struct Silence: Command {
    static let name = "silence"
    var request: JSON.Object { [:] }
    func record(in recorder: Recorder) {}
}

struct Poison: Command {
    static let name = "poison"
    var request: JSON.Object { [:] }
    func record(in recorder: Recorder) throws {
        try recorder.reader.query("SELECT id FROM no_such_table") { _ in }
    }
}
