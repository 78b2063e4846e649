/// How a matter of the invented year goes, in the large.
struct DemoStory: Sendable {
    let end: End
    var turns: Set<Turn> = []

    /// Where it stands when the year is over.
    enum End: Sendable {
        case struckOff, declined, settled, withdrawn, merged, passedOn, closedAtSource
        // Not done yet.
        case reported, filed, dispatched, overdue, suspended, extensionAsked, transferAsked, handled,
            verified,
            closingAsked

        /// Who must close it for that, by where it came from; nil where either will do.
        var isOwn: Bool? {
            switch self {
            case .declined, .settled, .withdrawn, .merged: true
            case .closedAtSource, .closingAsked: false
            case .struckOff, .passedOn, .reported, .filed, .dispatched, .overdue, .suspended, .extensionAsked,
                .transferAsked, .handled, .verified:
                nil
            }
        }

        var isClosed: Bool {
            switch self {
            case .struckOff, .declined, .settled, .withdrawn, .merged, .passedOn, .closedAtSource: true
            case .reported, .filed, .dispatched, .overdue, .suspended, .extensionAsked, .transferAsked,
                .handled,
                .verified, .closingAsked:
                false
            }
        }

        /// Whether the last thing that was done to it was done in the year's last days.
        var isFresh: Bool {
            switch self {
            case .reported, .filed, .handled, .verified, .closingAsked: true
            case .struckOff, .declined, .settled, .withdrawn, .merged, .passedOn, .closedAtSource,
                .dispatched,
                .overdue, .suspended, .extensionAsked, .transferAsked:
                false
            }
        }
    }

    /// What happens to it on its way.
    enum Turn: String, CaseIterable, Sendable {
        /// Handled behind its limit.
        case late
        case urge, progress, assistance, correction, split
        case sentBack, extended, suspended, transferred, supervised, planned
        /// Whoever handed it down does not let it be closed the first time.
        case refused
        case reopened, relapse, rated
    }
}
