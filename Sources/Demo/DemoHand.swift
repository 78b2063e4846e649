import Casework
import Ledger

/// Whose hand does something to a matter.
enum DemoHand: Sendable {
    case clerk, leader, verifier, secondVerifier, patrol, duty
    case resident
    case handler(Code)
    /// Whoever reported that matter.
    case reporter(Int)

    func actor(in office: DemoOffice) throws -> Actor {
        switch self {
        case .clerk: try office.actor(DemoStaff.clerk)
        case .leader: try office.actor(DemoStaff.leader)
        case .verifier: try office.actor(DemoStaff.verifier)
        case .secondVerifier: try office.actor(DemoStaff.secondVerifier)
        case .patrol: try office.actor(DemoStaff.patrol)
        case .duty: try office.actor(DemoStaff.duty)
        case .resident: .resident
        case .handler(let unit): try office.actor(DemoStaff.handler(of: unit))
        case .reporter(let number): .reporter(of: try office.matter(number))
        }
    }
}
