import Casework
import Testing

/// A table of what may happen where, read from the text in which a test states it.
///
/// A cell in capitals is where the matter stands afterwards, one in small letters why it is refused, and `.` that it is
/// refused as something of another stage.
struct LoopTable {
    let columns: [String]
    let rows: [(name: String, cells: [String])]

    init(_ text: String) throws {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        columns = try #require(lines.first)
        rows = lines.dropFirst().map { (name: $0[0], cells: Array($0.dropFirst())) }
        for row in rows { #expect(row.cells.count == columns.count, "\(row.name)") }
        #expect(Set(rows.map(\.name)).count == rows.count)
    }

    /// What becomes of it, in the table's words.
    static func cell(_ change: () throws -> Course) throws -> String {
        do { return try change().matter.word } catch let refusal as MatterRefusal { return refusal.word }
    }
}

extension Matter {
    var word: String {
        switch stage {
        case .reported: "REP"
        case .filed: "FIL"
        case .dispatched: "DIS"
        case .handled: "HAN"
        case .verified: "VER"
        case .closed(let outcome, _): outcome.name.word
        }
    }
}

extension Matter.Outcome.Name {
    var word: String {
        switch self {
        case .struckOff: "OFF"
        case .settled: "SET"
        case .declined: "DEC"
        case .withdrawn: "WIT"
        case .merged: "MER"
        case .passedOn: "PAS"
        case .closedAtSource: "SRC"
        }
    }
}

extension MatterRefusal {
    var word: String {
        switch self {
        case .stage: "."
        case .ended: "ended"
        case .notStaff: "staff"
        case .hasHandled: "hands"
        case .unitHasHandled: "unit"
        case .noUnit: "nouni"
        case .notLead: "lead"
        case .notAssisting: "help"
        case .leadAssists: "both"
        case .unanswered: "open"
        case .noPoint: "point"
        case .stepsFirst: "steps"
        case .noStep: "nstep"
        case .stepTaken: "taken"
        case .partsOpen: "parts"
        case .undecided: "asked"
        case .noAsk: "noask"
        case .ownAsk: "own"
        case .notAsker: "asker"
        case .notReceiver: "recv"
        case .sameUnit: "same"
        case .suspended: "stand"
        case .notSuspended: "runs"
        case .closedAbove: "above"
        case .closedHere: "here"
        case .notOnTheSpot: "spot"
        case .notSupervised: "super"
        case .openedAgain: "again"
        case .letterUnanswered: "lettr"
        case .urgedToday: "urged"
        case .parentClosed: "paren"
        case .hasLeader: "leads"
        case .noLeader: "none"
        case .itself: "self"
        case .dwelling: "dwell"
        case .notPart: "npart"
        case .nothingChanges: "idle"
        case .clock: "clock"
        case .noTerm: "term"
        }
    }
}
