package import Ledger
import Registers
package import Storage

/// Questions about one matter.
package enum Matters {
    /// The state that its entries have come to; nil where there is no such matter.
    package static func state(_ id: Matter.ID, _ reader: Reader) throws -> Matter? {
        let text = try reader.first("SELECT state FROM matter WHERE id = \(id)") { try $0.text(0) }
        guard let text else { return nil }
        if let known = MatterMemory.lately.matter(text) { return known }
        guard case .object(let json)? = try? JSON(canonical: Array(text.utf8)),
            let matter = try? Matter(json)
        else { throw StorageError.damaged("the state of matter \(id) cannot be read") }
        MatterMemory.lately.remember(matter, as: text)
        return matter
    }

    package static func id(
        of reference: Matter.Reference,
        _ reader: Reader
    ) throws -> Matter.ID? {
        try reader.first(
            """
            SELECT id FROM matter
            WHERE word = \(reference.word) AND year = \(reference.year) AND number = \(reference.number)
            """
        ) { try $0.identifier(0) }
    }

    /// The matter that a source calls so.
    package static func id(
        outsideNumber number: String,
        from source: Code,
        _ reader: Reader
    ) throws -> Matter.ID? {
        try reader.first(
            "SELECT id FROM matter WHERE source = \(source) AND outside_number = \(number)"
        ) { try $0.identifier(0) }
    }

    /// Names the key under which its words are sealed.
    package static func key(of id: Matter.ID, _ reader: Reader) throws -> Subject? {
        try reader.first("SELECT key_number FROM matter_words WHERE id = \(id)") {
            Subject("key", Identifier<Subject>(rawValue: try $0.integer(0)))
        }
    }

    /// SHA-256 of the code word with which its reporter follows it.
    package static func codeDigest(of id: Matter.ID, _ reader: Reader) throws -> Hash? {
        let bytes = try reader.first("SELECT code_digest FROM matter WHERE id = \(id)") {
            try $0.bytesIfPresent(0)
        }
        return (bytes ?? nil).flatMap { Hash(bytes: $0) }
    }

    /// What was written in the report, as far as it can still be read.
    package static func words(of id: Matter.ID, _ reader: Reader) throws -> ReportWords? {
        try reader.first(
            """
            SELECT title, points, address, name_mask, telephone_mask, fields FROM matter_words
            WHERE id = \(id)
            """
        ) { row in
            ReportWords(
                title: try row.textIfPresent(0),
                points: try texts(row.textIfPresent(1)),
                address: try row.textIfPresent(2),
                nameMask: try row.textIfPresent(3),
                telephoneMask: try row.textIfPresent(4),
                fields: try answers(row.textIfPresent(5))
            )
        }
    }

    /// Where it is, and what was answered to the fields of its kind that are no free text.
    package static func facts(of id: Matter.ID, _ reader: Reader) throws -> ReportFacts? {
        try reader.first(
            """
            SELECT outside_number, latitude, longitude, fields, is_on_behalf, closed_on FROM matter
            WHERE id = \(id)
            """
        ) { row in
            let latitude = try row.integerIfPresent(1)
            let longitude = try row.integerIfPresent(2)
            return ReportFacts(
                outsideNumber: try row.textIfPresent(0),
                position: latitude.flatMap { latitude in
                    longitude.flatMap { .init(latitude: latitude, longitude: $0) }
                },
                fields: try answers(row.text(3)),
                isOnBehalf: try row.integer(4) == 1,
                closedOn: row.isNull(5) ? nil : try row.day(5)
            )
        }
    }

    /// How many entries somebody has made about it since a moment.
    static func entries(
        about id: Matter.ID,
        by actor: Actor,
        since start: Instant,
        _ reader: Reader
    ) throws -> Int64 {
        try reader.first(
            """
            SELECT COUNT(*) FROM matter_history
            WHERE matter = \(id) AND actor = \(actor.rawValue) AND at >= \(start)
            """
        ) { try $0.integer(0) } ?? 0
    }

    /// When it was closed; nil while it is open.
    static func closingDay(of id: Matter.ID, _ reader: Reader) throws -> LocalDay? {
        try reader.first("SELECT closed_on FROM matter WHERE id = \(id)") {
            $0.isNull(0) ? nil : try $0.day(0)
        } ?? nil
    }

    /// What was answered to the fields of its kind that are no free text.
    static func openAnswers(of id: Matter.ID, _ reader: Reader) throws -> FieldAnswers {
        let text = try reader.first("SELECT fields FROM matter WHERE id = \(id)") { try $0.text(0) }
        return try answers(text)
    }

    /// What was answered to those that are.
    static func sealedAnswers(of id: Matter.ID, _ reader: Reader) throws -> FieldAnswers {
        let text = try reader.first("SELECT fields FROM matter_words WHERE id = \(id)") {
            try $0.textIfPresent(0)
        }
        return try answers(text ?? nil)
    }

    /// All that happened to it, in its order.
    package static func history(of id: Matter.ID, _ reader: Reader) throws -> [HistoryLine] {
        try reader.all(
            """
            SELECT entry, kind, at, actor, unit, note, is_for_reporter FROM matter_history
            WHERE matter = \(id)
            ORDER BY entry
            """
        ) { row in
            guard let kind = Entry.Kind(rawValue: try row.text(1)),
                let actor = Actor(rawValue: try row.text(3))
            else { throw StorageError.damaged("the history of matter \(id) names no kind or actor") }
            return HistoryLine(
                entry: try row.identifier(0),
                kind: kind,
                at: try row.instant(2),
                party: Party(actor, unit: try row.code(4)),
                note: try row.textIfPresent(5),
                isForReporter: try row.integer(6) == 1
            )
        }
    }

    /// The files that came with an entry.
    package static func attachments(of entry: Entry.ID, _ reader: Reader) throws -> [Attachment] {
        try AttachmentTable.all(of: Subject("entry", entry), reader)
    }

    static func texts(_ text: String?) throws -> [String] {
        guard let text else { return [] }
        guard case .array(let list)? = try? JSON(canonical: Array(text.utf8)) else {
            throw StorageError.damaged("the words of a matter cannot be read")
        }
        return list.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    private static func answers(_ text: String?) throws -> FieldAnswers {
        guard let text else { return FieldAnswers() }
        guard case .object(let object)? = try? JSON(canonical: Array(text.utf8)),
            let answers = try? FieldAnswers(object, "fields")
        else { throw StorageError.damaged("the fields of a matter cannot be read") }
        return answers
    }
}

/// What was written in a report, with its contacts masked; all of it is gone once it is erased.
package struct ReportWords: Equatable, Sendable {
    package let title: String?
    package let points: [String]
    package let address: String?
    package let nameMask: String?
    package let telephoneMask: String?
    package let fields: FieldAnswers
}

package struct ReportFacts: Equatable, Sendable {
    package let outsideNumber: String?
    package let position: MatterReported.Position?
    package let fields: FieldAnswers
    package let isOnBehalf: Bool
    package let closedOn: LocalDay?
}

/// One thing that happened to a matter.
package struct HistoryLine: Equatable, Sendable {
    package let entry: Entry.ID
    package let kind: Entry.Kind
    package let at: Instant
    package let party: Party
    /// What was written with it; nil where nothing was, and once it is erased.
    package let note: String?
    /// Whether whoever reported the matter reads it.
    package let isForReporter: Bool
}
