package import Ledger

/// Anything that can happen to a matter after it was reported.
package enum MatterEvent: Equatable, Sendable {
    case filed(MatterFiled)
    case ended(MatterEnded)
    case dispatched(MatterDispatched)
    case assigned(MatterAssigned)
    case worked(MatterWorked)
    case verified(MatterVerified)
    case struckOff(MatterStruckOff)
    case reopened(MatterReopened)
    case asked(MatterAsked)
    case decided(MatterDecided)
    case resumed(MatterResumed)
    case supervised(MatterSupervised)
    case linked(MatterLinked)
    case urged(MatterUrged)
    case rated(MatterRated)
    case planned(MatterPlanned)
    case noted(MatterNoted)
    case corrected(MatterCorrected)
    case stepTaken(MatterStepTaken)
    case clockPassed(MatterClockPassed)
    case recounted(MatterRecounted)

    /// As an entry holds it.
    package var event: any Event {
        switch self {
        case .filed(let event): event
        case .ended(let event): event
        case .dispatched(let event): event
        case .assigned(let event): event
        case .worked(let event): event
        case .verified(let event): event
        case .struckOff(let event): event
        case .reopened(let event): event
        case .asked(let event): event
        case .decided(let event): event
        case .resumed(let event): event
        case .supervised(let event): event
        case .linked(let event): event
        case .urged(let event): event
        case .rated(let event): event
        case .planned(let event): event
        case .noted(let event): event
        case .corrected(let event): event
        case .stepTaken(let event): event
        case .clockPassed(let event): event
        case .recounted(let event): event
        }
    }

    /// The unit of the office for which it was done.
    package var unit: Code? {
        switch self {
        case .filed(let event): event.unit
        case .ended(let event): event.unit
        case .dispatched(let event): event.unit
        case .assigned(let event): event.unit
        case .worked(let event): event.unit
        case .verified(let event): event.unit
        case .struckOff(let event): event.unit
        case .reopened(let event): event.unit
        case .asked(let event): event.unit
        case .decided(let event): event.unit
        case .resumed(let event): event.unit
        case .supervised(let event): event.unit
        case .linked(let event): event.unit
        case .urged(let event): event.unit
        case .rated(let event): event.unit
        case .planned(let event): event.unit
        case .noted(let event): event.unit
        case .corrected(let event): event.unit
        case .stepTaken(let event): event.unit
        case .clockPassed, .recounted: nil
        }
    }

    /// The files that go with it.
    package var attachments: [Attachment] {
        switch self {
        case .ended(let event): event.attachments
        case .worked(let event): event.attachments
        case .verified(let event): event.attachments
        case .noted(let event): event.attachments
        case .stepTaken(let event): event.attachments
        case .filed, .dispatched, .assigned, .struckOff, .reopened, .asked, .decided, .resumed, .supervised,
            .linked, .urged, .rated, .planned, .corrected, .clockPassed, .recounted:
            []
        }
    }

    /// Whether whoever reported it reads what was written with it.
    package var isForReporter: Bool {
        switch self {
        case .ended: true
        case .worked(let event): event.isForReporter
        case .noted(let event): event.isForReporter
        case .filed, .dispatched, .assigned, .verified, .struckOff, .reopened, .asked, .decided, .resumed,
            .supervised, .linked, .urged, .rated, .planned, .corrected, .stepTaken, .clockPassed, .recounted:
            false
        }
    }

    /// The local day to which it counts, where it can end the matter.
    package var closingDay: LocalDay? {
        switch self {
        case .ended(let event): event.day
        case .struckOff(let event): event.day
        case .decided(let event): event.day
        case .filed, .dispatched, .assigned, .worked, .verified, .reopened, .asked, .resumed, .supervised,
            .linked, .urged, .rated, .planned, .noted, .corrected, .stepTaken, .clockPassed, .recounted:
            nil
        }
    }

    /// Whether somebody of the office has acted by it, so that the matter is not silent; a rule has not, nor whoever
    /// reported it, unless he has had it opened again.
    package func breaksSilence(by actor: Actor, of id: Matter.ID) -> Bool {
        switch self {
        case .clockPassed, .recounted: false
        case .reopened: true
        case .filed, .ended, .dispatched, .assigned, .worked, .verified, .struckOff, .asked, .decided,
            .resumed,
            .supervised, .linked, .urged, .rated, .planned, .noted, .corrected, .stepTaken:
            actor != .reporter(of: id)
        }
    }
}
