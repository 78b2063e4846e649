package import Ledger

/// Why something cannot happen to a matter as it stands.
package enum MatterRefusal: Error, Equatable, Sendable {
    /// Not at this stage.
    case stage(Matter.Stage.Name)
    /// Not after it ended so.
    case ended(Matter.Outcome.Name)
    /// Only somebody with an account may do it.
    case notStaff
    /// Whoever has handled it does not verify it, nor strikes it off.
    case hasHandled
    /// Nor does anybody of a unit that has handled it.
    case unitHasHandled(Code)
    /// Whoever verifies does it for a unit of his own.
    case noUnit
    /// Only the unit that handles it.
    case notLead(Code)
    /// Only a unit that assists and has not given its part.
    case notAssisting
    case leadAssists(Code)
    /// These points of the report, from 1, have no answer.
    case unanswered([Int])
    case noPoint(Int)
    /// These steps come first.
    case stepsFirst([Code])
    case noStep(Code)
    case stepTaken(Code)
    /// These tasks, split off from it, are not closed.
    case partsOpen([Matter.ID])
    /// These are asked and not decided.
    case undecided([Ask.Sort])
    case noAsk(Entry.ID)
    /// Nobody decides what he himself has asked; he may drop it.
    case ownAsk
    /// Only whoever asked may drop it.
    case notAsker
    /// Only the unit or leader to whom it shall go.
    case notReceiver
    /// It goes to the unit that has it.
    case sameUnit
    case suspended
    case notSuspended
    /// Only whoever handed it down closes it: apply for it.
    case closedAbove
    /// The office closes it itself.
    case closedHere
    /// Its kind is not settled on the spot.
    case notOnTheSpot
    /// It was settled on the spot or closed before, and whoever handles it now does not settle it himself.
    case openedAgain
    /// The letter of whoever supervises it comes first.
    case letterUnanswered
    /// It is urged once a day, whoever does it.
    case urgedToday
    /// The matter of which it is a task is closed, and is opened again before its tasks are.
    case parentClosed(Matter.ID)
    case notSupervised
    /// It has a leader; a hand-over needs his successor's acceptance.
    case hasLeader
    case noLeader
    case itself
    /// Dwellings are not linked.
    case dwelling
    case notPart(Matter.ID)
    case nothingChanges
    /// That clock does not run, or comes to another mark next.
    case clock(Clock)
    /// That clock has to be given its limit by it.
    case noTerm(Clock)
}
