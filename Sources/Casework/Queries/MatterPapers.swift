package import Catalog
package import Ledger
package import Storage

/// Questions about papers.
package enum MatterPapers {
    /// What is written in a paper; all of it is gone once its matter is erased.
    package struct Words: Equatable, Sendable {
        package let title: String?
        package let addressee: String?
        package let text: String?
    }

    /// One thing that happened to a paper.
    package struct Happening: Equatable, Sendable {
        package let entry: Entry.ID
        package let kind: Entry.Kind
        package let at: Instant
        package let party: Party
        package let note: String?
    }

    /// The state that its entries have come to; nil where there is no such paper.
    package static func state(_ id: Paper.ID, _ reader: Reader) throws -> Paper? {
        try reader.first("SELECT state FROM paper WHERE id = \(id)") { try paper($0.text(0)) }
    }

    /// Those of a matter, in the order in which they were drafted.
    package static func all(of matter: Matter.ID, _ reader: Reader) throws -> [Paper] {
        try reader.all("SELECT state FROM paper WHERE matter = \(matter) ORDER BY id") {
            try paper($0.text(0))
        }
    }

    package static func words(of id: Paper.ID, _ reader: Reader) throws -> Words? {
        try reader.first("SELECT title, addressee, text FROM paper WHERE id = \(id)") { row in
            Words(
                title: try row.textIfPresent(0),
                addressee: try row.textIfPresent(1),
                text: try row.textIfPresent(2)
            )
        }
    }

    /// All that happened to it, in its order.
    package static func history(of id: Paper.ID, _ reader: Reader) throws -> [Happening] {
        try reader.all(
            "SELECT entry, kind, at, actor, unit, note FROM paper_history WHERE paper = \(id) ORDER BY entry"
        ) { row in
            guard let kind = Entry.Kind(rawValue: try row.text(1)),
                let actor = Actor(rawValue: try row.text(3))
            else { throw StorageError.damaged("the history of paper \(id) names no kind or actor") }
            return Happening(
                entry: try row.identifier(0),
                kind: kind,
                at: try row.instant(2),
                party: Party(actor, unit: try row.code(4)),
                note: try row.textIfPresent(5)
            )
        }
    }

    /// Those that wait for one of these posts, the oldest first.
    ///
    /// - Parameter units: Which drafted them; nil for all.
    package static func waiting(
        for signer: MatterDocument.Signer,
        units: [Code]?,
        limit: Int,
        _ reader: Reader
    ) throws -> [Paper] {
        if let units, units.isEmpty { return [] }
        let only: SQL = units.map { "AND unit IN (\(SQL.list($0)))" } ?? ""
        return try reader.all(
            """
            SELECT state FROM paper
            WHERE stage = 'signing' AND waiting = \(signer.rawValue) \(only)
            ORDER BY id
            LIMIT \(Int64(limit))
            """
        ) { try paper($0.text(0)) }
    }

    /// Those that were sent back to a unit, the oldest first.
    package static func returned(to unit: Code, limit: Int, _ reader: Reader) throws -> [Paper] {
        try reader.all(
            """
            SELECT state FROM paper
            WHERE stage = 'returned' AND unit = \(unit)
            ORDER BY id
            LIMIT \(Int64(limit))
            """
        ) { try paper($0.text(0)) }
    }

    private static func paper(_ text: String) throws -> Paper {
        guard case .object(let json)? = try? JSON(canonical: Array(text.utf8)), let paper = try? Paper(json)
        else { throw StorageError.damaged("the state of a paper cannot be read") }
        return paper
    }
}
