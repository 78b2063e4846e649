import Ledger
import Storage

/// Performs a mechanism's command for a timer that is due, and leaves the timer not pending, in one transaction.
///
/// It is this look at the table under the ledger's lock that makes a timer fire once, whoever else may try; lease and
/// command id only spare work.
struct FireTimer: Command {
    static let name = "fire-timer"
    private let timer: PendingTimer
    private let command: any Command

    init(_ timer: PendingTimer, _ command: any Command) { (self.timer, self.command) = (timer, command) }

    /// The timer alone, so that two versions of the program ask for the same.
    var request: JSON.Object {
        var request = TimerFired(timer).body
        request["subject"] = .string(timer.id.subject.description)
        return request
    }

    func record(in recorder: Recorder) throws {
        guard try TimerTable.pending(timer.id, recorder.reader) == timer else {
            throw TimerError.notPending(timer.id)
        }
        // The clock may have been put back since the timer was read.
        guard recorder.time >= timer.due else { throw TimerError.early(timer.id) }
        try command.record(in: recorder)
        guard let left = try TimerTable.pending(timer.id, recorder.reader) else { return }
        if left == timer {
            try recorder.record(TimerFired(timer), about: timer.id.subject)
        } else if left.due <= timer.due {
            throw TimerError.notLater(timer.id)
        }
    }
}

/// Why a timer did not fire.
package enum TimerError: Error, Equatable, CustomStringConvertible {
    /// It has fired, was cancelled, or is due at another time by now.
    case notPending(TimerID)
    case early(TimerID)
    /// Its own command has set it to a time that is not later, so that it would fire for ever.
    case notLater(TimerID)
    case unknownKind(TimerName)
    /// All ids that it may use belong to other commands.
    case idsTaken(TimerID)

    package var description: String {
        switch self {
        case .notPending(let id): "The timer \(id) is not pending as it was read. Read it again."
        case .early(let id): "The timer \(id) is not due yet. Wait for its time."
        case .notLater(let id):
            "The timer \(id) was set again to a time that is not later. Its applier must set a later one."
        case .unknownKind(let name):
            "This program does not know timers called \(name). Use the program that set them, or a newer one."
        case .idsTaken(let id):
            "Other commands have used the ids of the timer \(id). Find out who sent them, and move the timer."
        }
    }
}
