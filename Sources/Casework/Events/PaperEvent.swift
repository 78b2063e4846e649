package import Ledger

/// Anything that can happen to a paper after it was drafted.
package enum PaperEvent: Equatable, Sendable {
    case revised(PaperRevised)
    case signed(PaperSigned)
    case returned(PaperReturned)
    case issued(PaperIssued)
    case delivered(PaperDelivered)
    case voided(PaperVoided)

    /// As an entry holds it.
    package var event: any Event {
        switch self {
        case .revised(let event): event
        case .signed(let event): event
        case .returned(let event): event
        case .issued(let event): event
        case .delivered(let event): event
        case .voided(let event): event
        }
    }

    /// The unit of the office for which it was done.
    package var unit: Code? {
        switch self {
        case .revised(let event): event.unit
        case .signed(let event): event.unit
        case .returned(let event): event.unit
        case .issued(let event): event.unit
        case .delivered(let event): event.unit
        case .voided(let event): event.unit
        }
    }
}
