import Administration
package import Ledger
import Storage
package import Timers

/// What tells that a clock of a matter has come to its next mark.
package enum MatterTimer {
    static let name = TimerName("matter.clock")

    static func id(_ matter: Subject) -> TimerID { TimerID(name, about: matter) }

    package static func kind(zone: Zone) -> TimerKind {
        TimerKind(name, actor: .matterClockRule) { timer in
            PassClock(id: Matter.ID(rawValue: timer.id.subject.number), zone: zone)
        }
    }
}

extension Actor {
    /// The rule that watches the clocks of matters, in its first version.
    package static let matterClockRule = Actor(rule: "matter.clock@1")
}

/// Records every mark that a matter's clocks have come to.
///
/// It asks for no right: the clocks were started by those who had it.
struct PassClock: Command {
    static let name = "pass-matter-clock"
    let id: Matter.ID
    let zone: Zone

    var request: JSON.Object { ["matter": .integer(id.rawValue)] }

    func record(in recorder: Recorder) throws {
        guard var matter = try Matters.state(id, recorder.reader) else { throw MatterError.unknown(id) }
        while let next = matter.nextMark, next.at <= recorder.time {
            let event = MatterClockPassed(next.clock, mark: next.mark, day: zone.day(of: next.at))
            matter = try recorder.change(matter, .clockPassed(event), note: nil, in: zone)
        }
    }
}
