package import Administration
import Ledger

extension Erasable {
    /// Matters that are closed: what was written in them and about them.
    package static let matters = Erasable("matter") { subject, _, reader in
        let id = Matter.ID(rawValue: subject.number)
        guard let matter = try Matters.state(id, reader) else { return nil }
        guard matter.stage.outcome != nil else { throw ErasureError.open(subject) }
        return try Matters.key(of: id, reader)
    }
}
