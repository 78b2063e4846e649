package import Ledger

/// What matters add to the count; each counts one matter, but where it says otherwise.
extension Measure {
    package static let matterReported = Measure("matter.reported")
    package static let matterFiled = Measure("matter.filed")
    package static let matterHandled = Measure("matter.handled")
    package static let matterSentBack = Measure("matter.sent-back")
    package static let matterReopened = Measure("matter.reopened")
    package static let matterRelapsed = Measure("matter.relapsed")
    package static let matterUrged = Measure("matter.urged")
    package static let matterExtended = Measure("matter.extended")
    package static let matterOverdue = Measure("matter.overdue")
    package static let matterRated = Measure("matter.rated")
    /// Minutes from its report until it was closed.
    package static let matterDuration = Measure("matter.duration")

    /// How it ended.
    package static func matter(_ outcome: Matter.Outcome.Name) -> Measure {
        switch outcome {
        case .struckOff: Measure("matter.struck-off")
        case .settled: Measure("matter.settled")
        case .declined: Measure("matter.declined")
        case .withdrawn: Measure("matter.withdrawn")
        case .merged: Measure("matter.merged")
        case .passedOn: Measure("matter.passed-on")
        case .closedAtSource: Measure("matter.closed-at-source")
        }
    }

    /// Whether a matter remembers the fact, so that reopening or a correction can take it back.
    var isRemembered: Bool {
        self == .matterReported || self == .matterFiled || self == .matterDuration || isClosing
    }

    /// Whether it counts for a task too, which is how its unit handles it; reports and their ends are counted by the matter alone.
    var isOfTasks: Bool {
        [.matterHandled, .matterSentBack, .matterExtended, .matterOverdue].contains(self)
    }

    /// Whether reopening takes it back.
    var isClosing: Bool {
        self == .matterDuration || Matter.Outcome.Name.allCases.contains { .matter($0) == self }
    }
}

extension Unit {
    /// A minute of a duration.
    package static let minute = Unit("minute")
}
