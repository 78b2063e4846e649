package import Ledger
package import Storage

/// Questions about the catalogs that were put in force.
package enum Adoptions {
    package struct Adoption: Equatable, Sendable {
        package let entry: Entry.ID
        package let digest: Hash
        package let previous: Hash
        package let actor: Actor
        package let time: Instant
    }

    /// The newest first.
    package static func all(_ reader: Reader) throws -> [Adoption] {
        try reader.all(
            "SELECT entry, digest, previous, actor, time FROM catalog_adoption ORDER BY entry DESC"
        ) { row in
            guard let actor = Actor(rawValue: try row.text(3)) else {
                throw StorageError.damaged("the adoption of entry \(try row.integer(0)) names no actor")
            }
            return Adoption(
                entry: try row.identifier(0),
                digest: try row.hash(1),
                previous: try row.hash(2),
                actor: actor,
                time: try row.instant(4)
            )
        }
    }
}
