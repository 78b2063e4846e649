import Administration
import Catalog
import Identity
import Ledger
import Storage

extension Office {
    func unitName(_ code: Code, _ language: Language) -> String {
        catalog.unit(code)?.name[language] ?? code.rawValue
    }

    /// Who wrote an entry, for colleagues: a member's name with his id, anybody else's id alone.
    func name(of actor: Actor, _ reader: Reader) throws -> String {
        let name = try Staff.ID(actor).flatMap { try StaffDirectory.member($0, reader)?.name }
        return name.map { "\($0) (\(actor))" } ?? "\(actor)"
    }
}
