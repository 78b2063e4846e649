import Identity
import Ledger

/// Somebody of the staff at this request, in a browser or through a program that acts for him.
protocol Colleague: Sendable {
    var actor: Actor { get }
    /// His unit.
    var home: Code { get }
    var rights: Rights { get }
    var today: LocalDay { get }
}

extension Colleague {
    func may(_ right: Right, unit: Code? = nil, line: Code? = nil) -> Bool {
        rights.allows(right, unit: unit, line: line, on: today)
    }

    /// - Throws: `Fault.notAllowed`.
    func require(_ right: Right, unit: Code? = nil, line: Code? = nil) throws(Fault) {
        guard may(right, unit: unit, line: line) else { throw .notAllowed(right) }
    }
}
