import Administration
import Identity
import Ledger
import Storage

extension Recorder {
    /// Refuses what the order's actor may not do to the matter, by the roles that he has at this moment.
    ///
    /// - Throws: `StaffError.notAllowed`.
    /// - Returns: The unit of the office for which he does it; nil for whoever is not of the office.
    func permit(_ act: MatterAct, on matter: Matter, _ rules: MatterRules) throws -> Code? {
        let day = rules.zone.day(of: time)
        let authority = try Authority(of: order.actor, on: day, reader)
        do {
            return try rules.permit(
                act,
                on: matter,
                by: order.actor,
                home: try home(),
                on: day
            ) { authority.allows($0, unit: $1, line: matter.origin.line, on: day) }
        } catch let error as LacksRight { throw StaffError.notAllowed(error.right) }
    }
}
