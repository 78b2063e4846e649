import Catalog
import Ledger
package import Storage

/// Papers of matters as pages read them.
package enum PaperProjection {
    package static let module = Module(
        migrations: [],
        kinds: [
            KindHandler(PaperDrafted.self, apply: drafted), handler { .revised($0) },
            handler { .signed($0) }, handler { .returned($0) }, handler { .issued($0) },
            handler { .delivered($0) }, handler { .voided($0) },
        ],
        projections: PaperSchema.projections,
        wipe: wipe
    )

    /// An applier of one of the events that change a paper.
    private static func handler<E: Event>(_ wrap: @escaping @Sendable (E) -> PaperEvent) -> KindHandler {
        KindHandler(E.self) { (event: E, entry, opened, transaction) in
            try changed(wrap(event), entry, opened, transaction)
        }
    }

    private static func drafted(
        _ event: PaperDrafted,
        _ entry: Entry,
        _ opened: Opened,
        _ transaction: Transaction
    ) throws {
        let id = Paper.ID(rawValue: entry.id.rawValue)
        let paper = Paper(event, id: id, by: Party(entry.actor, unit: event.unit))
        let state = try JSON.object(paper.json).canonicalText()
        try transaction.execute(
            """
            INSERT INTO paper (id, matter, document, unit, stage, waiting, title, addressee, text, revision, state)
            VALUES (\(id), \(paper.matter), \(paper.form.document), \(paper.unit), \(paper.stage.name.rawValue),
                \(paper.waiting?.rawValue), \(opened[PaperField.title]), \(opened[PaperField.addressee]),
                \(opened[PaperField.text]), 1, \(state))
            """
        )
        try note(id, event.unit, entry, opened, transaction)
    }

    private static func changed(
        _ event: PaperEvent,
        _ entry: Entry,
        _ opened: Opened,
        _ transaction: Transaction
    ) throws {
        let id = Paper.ID(rawValue: entry.subject.number)
        guard let before = try MatterPapers.state(id, transaction.reader) else {
            throw StorageError.damaged("entry \(entry.id) is about paper \(id), which is not there")
        }
        let paper: Paper
        do throws(PaperRefusal) {
            paper = try before.applying(event, by: Party(entry.actor, unit: event.unit))
        } catch {
            throw StorageError.damaged("entry \(entry.id) cannot happen to paper \(id): \(error)")
        }
        let state = try JSON.object(paper.json).canonicalText()
        try transaction.execute(
            """
            UPDATE paper
            SET stage = \(paper.stage.name.rawValue), waiting = \(paper.waiting?.rawValue),
                revision = \(paper.revision), state = \(state)
            WHERE id = \(id)
            """
        )
        switch event {
        case .revised:
            try transaction.execute(
                """
                UPDATE paper
                SET title = \(opened[PaperField.title]), addressee = \(opened[PaperField.addressee]),
                    text = \(opened[PaperField.text])
                WHERE id = \(id)
                """
            )
        case .issued(let event):
            if let number = event.number, let pattern = paper.form.number,
                let series = paper.series(in: event.day.year)
            {
                try transaction.execute(
                    """
                    UPDATE paper
                    SET pattern = \(pattern), year = \(Int64(event.day.year)), number = \(number)
                    WHERE id = \(id)
                    """
                )
                try ReferenceCounter.take(number, in: series, transaction)
            }
        case .signed, .returned, .delivered, .voided: break
        }
        try note(id, event.unit, entry, opened, transaction)
    }

    private static func note(
        _ id: Paper.ID,
        _ unit: Code?,
        _ entry: Entry,
        _ opened: Opened,
        _ transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO paper_history (paper, entry, kind, at, actor, unit, note)
            VALUES (\(id), \(entry.id), \(entry.kind.rawValue), \(entry.time), \(entry.actor.rawValue),
                \(unit), \(opened[PaperField.note]))
            """
        )
    }

    /// What is written in papers is sealed under their matter's key.
    private static func wipe(_ key: Subject, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE paper_history SET note = NULL
            WHERE paper IN (
                SELECT id FROM paper
                WHERE matter IN (SELECT id FROM matter_words WHERE key_number = \(key.number))
            )
            """
        )
        try transaction.execute(
            """
            UPDATE paper SET title = NULL, addressee = NULL, text = NULL
            WHERE matter IN (SELECT id FROM matter_words WHERE key_number = \(key.number))
            """
        )
    }
}
