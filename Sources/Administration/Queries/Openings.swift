package import Ledger
package import Storage

/// Questions about who has looked at sealed values.
package enum Openings {
    package struct Opening: Equatable, Sendable {
        package let entry: Entry.ID
        package let subject: Subject
        package let target: Entry.ID
        package let field: String
        package let purpose: String
        package let actor: Actor
        package let time: Instant
    }

    /// The newest first.
    ///
    /// - Parameter before: Only openings before this entry, for the next page.
    package static func page(before: Entry.ID? = nil, limit: Int, _ reader: Reader) throws -> [Opening] {
        let start = before ?? Entry.ID(rawValue: .max)
        return try reader.all(
            """
            SELECT entry, subject, target, field, purpose, actor, time FROM sealed_opening
            WHERE entry < \(start)
            ORDER BY entry DESC
            LIMIT \(limit)
            """
        ) { row in
            guard let subject = Subject(try row.text(1)), let actor = Actor(rawValue: try row.text(5)) else {
                throw StorageError.damaged("the opening of entry \(try row.integer(0))")
            }
            return Opening(
                entry: try row.identifier(0),
                subject: subject,
                target: try row.identifier(2),
                field: try row.text(3),
                purpose: try row.text(4),
                actor: actor,
                time: try row.instant(6)
            )
        }
    }
}
