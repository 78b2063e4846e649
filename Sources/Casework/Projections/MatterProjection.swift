import Blobs
import Identity
import Ledger
import Registers
package import Storage
import Timers

/// Matters as pages read them.
package enum MatterProjection {
    package static let module = Module(
        migrations: [MatterSchema.migration],
        kinds: [
            KindHandler(MatterReported.self, apply: reported), handler { .filed($0) }, handler { .ended($0) },
            handler { .dispatched($0) }, handler { .assigned($0) }, handler { .worked($0) },
            handler { .verified($0) }, handler { .struckOff($0) }, handler { .reopened($0) },
            handler { .asked($0) }, handler { .decided($0) }, handler { .resumed($0) },
            handler { .supervised($0) }, handler { .linked($0) }, handler { .urged($0) },
            handler { .rated($0) }, handler { .planned($0) }, handler { .noted($0) },
            handler { .corrected($0) }, handler { .stepTaken($0) }, handler { .clockPassed($0) },
            handler { .recounted($0) },
        ],
        projections: MatterSchema.projections,
        searches: [MatterSchema.search],
        wipe: wipe
    )

    /// An applier of one of the events that change a matter.
    private static func handler<E: Event>(_ wrap: @escaping @Sendable (E) -> MatterEvent) -> KindHandler {
        KindHandler(E.self) { (event: E, entry, opened, transaction) in
            try changed(wrap(event), entry, opened, transaction)
        }
    }

    private static func reported(
        _ event: MatterReported,
        _ entry: Entry,
        _ opened: Opened,
        _ transaction: Transaction
    ) throws {
        let id = Matter.ID(rawValue: entry.id.rawValue)
        let matter = Matter(event, id: id, at: entry.time).counting(entry.facts, of: entry.id)
        let origin = event.origin
        let row = try MatterColumns(matter)
        let fields = try JSON.object(["fields": event.fields.json]).canonicalText()
        try transaction.execute(
            """
            INSERT INTO matter (id, kind, line, source, outside_number, confidentiality, parent, community,
                category, is_dwelling, latitude, longitude, fields, code_digest, is_on_behalf, reported_at,
                reported_on, stage, outcome, is_open, lead, due, due_clock, is_overdue, leader, raised_level,
                raised_at, is_provisional, touched_at, changed_at, revision, state)
            VALUES (\(id), \(origin.kind), \(origin.line), \(origin.source), \(event.outsideNumber),
                \(origin.confidentiality.rawValue), \(origin.parent), \(matter.place.community),
                \(matter.place.category), \(matter.place.isDwelling ? 1 : 0), \(event.position?.latitude),
                \(event.position?.longitude), \(fields), \(event.codeDigest?.bytes),
                \(event.isOnBehalf ? 1 : 0), \(origin.reportedAt), \(origin.reportedOn), \(row.stage),
                \(row.outcome), \(row.isOpen), \(row.lead), \(row.due), \(row.dueClock), \(row.isOverdue),
                \(row.leader), \(row.raisedLevel), \(row.raisedAt), \(row.isProvisional), \(entry.time),
                \(entry.time), 1, \(row.state))
            """
        )
        let words = try MatterWords(event, entry, opened)
        try words.insert(id, key: event.key, transaction)
        // Nothing of an erased matter is found. A reference is looked up as it is, and needs no place here.
        if let first = words.texts.first {
            let rest = words.texts.dropFirst() + [event.outsideNumber].compactMap { $0 }
            try MatterSchema.search.set(id, first, rest.joined(separator: "\n"), in: transaction)
        }
        try note(entry, event.unit, nil, isForReporter: true, transaction)
        try keep(event.attachments, entry, transaction)
        try setTimer(nil, matter, entry, transaction)
    }

    private static func changed(
        _ event: MatterEvent,
        _ entry: Entry,
        _ opened: Opened,
        _ transaction: Transaction
    ) throws {
        let id = Matter.ID(rawValue: entry.subject.number)
        guard let before = try Matters.state(id, transaction.reader) else {
            throw StorageError.damaged("entry \(entry.id) is about matter \(id), which is not there")
        }
        let matter: Matter
        do throws(MatterRefusal) {
            matter = try before.applying(
                event,
                by: Party(entry.actor, unit: event.unit),
                entry: entry.id,
                at: entry.time
            ).counting(entry.facts, of: entry.id)
        } catch {
            throw StorageError.damaged("entry \(entry.id) cannot happen to matter \(id): \(error)")
        }
        let row = try MatterColumns(matter)
        let touched: SQL =
            event.breaksSilence(by: entry.actor, of: id) ? "touched_at = \(entry.time)," : ""
        try transaction.execute(
            """
            UPDATE matter
            SET stage = \(row.stage), outcome = \(row.outcome), is_open = \(row.isOpen), lead = \(row.lead),
                due = \(row.due), due_clock = \(row.dueClock), is_overdue = \(row.isOverdue),
                leader = \(row.leader), raised_level = \(row.raisedLevel), raised_at = \(row.raisedAt),
                is_provisional = \(row.isProvisional), \(touched) changed_at = \(entry.time), revision = \(matter.revision), state = \(row.state)
            WHERE id = \(id)
            """
        )
        if before.reference != matter.reference, let reference = matter.reference {
            try transaction.execute(
                """
                UPDATE matter
                SET word = \(reference.word), year = \(reference.year), number = \(reference.number)
                WHERE id = \(id)
                """
            )
            try ReferenceCounter.take(reference.number, in: reference.series, transaction)
        }
        if before.place != matter.place {
            try transaction.execute(
                """
                UPDATE matter
                SET community = \(matter.place.community), category = \(matter.place.category),
                    is_dwelling = \(matter.place.isDwelling ? 1 : 0)
                WHERE id = \(id)
                """
            )
        }
        try answer(event, entry, opened, id, transaction)
        if (before.stage.outcome == nil) != (matter.stage.outcome == nil) {
            let day = matter.stage.outcome == nil ? nil : event.closingDay
            try transaction.execute("UPDATE matter SET closed_on = \(day) WHERE id = \(id)")
        }
        try note(
            entry,
            event.unit,
            opened[MatterField.note],
            isForReporter: event.isForReporter || entry.actor == .reporter(of: id),
            transaction
        )
        try keep(event.attachments, entry, transaction)
        try setTimer(before, matter, entry, transaction)
    }

    /// Keeps what was answered at filing or handling beside the answers of the report.
    private static func answer(
        _ event: MatterEvent,
        _ entry: Entry,
        _ opened: Opened,
        _ id: Matter.ID,
        _ transaction: Transaction
    ) throws {
        let open: FieldAnswers
        switch event {
        case .filed(let event): open = event.fields
        case .worked(let event): open = event.fields
        default: return
        }
        if !open.isEmpty {
            let fields = try Matters.openAnswers(of: id, transaction.reader).merging(open)
            let text = try JSON.object(["fields": fields.json]).canonicalText()
            try transaction.execute("UPDATE matter SET fields = \(text) WHERE id = \(id)")
        }
        let written = MatterWords.answers(entry, opened)
        if !written.isEmpty {
            let fields = try Matters.sealedAnswers(of: id, transaction.reader).merging(written)
            let text = try JSON.object(["fields": fields.json]).canonicalText()
            try transaction.execute("UPDATE matter_words SET fields = \(text) WHERE id = \(id)")
        }
    }

    private static func note(
        _ entry: Entry,
        _ unit: Code?,
        _ note: String?,
        isForReporter: Bool,
        _ transaction: Transaction
    ) throws {
        let matter = entry.kind == MatterReported.kind ? entry.id.rawValue : entry.subject.number
        try transaction.execute(
            """
            INSERT INTO matter_history (matter, entry, kind, at, actor, unit, note, is_for_reporter)
            VALUES (\(matter), \(entry.id), \(entry.kind.rawValue), \(entry.time), \(entry.actor.rawValue),
                \(unit), \(note), \(isForReporter ? 1 : 0))
            """
        )
    }

    private static func keep(
        _ attachments: [Attachment],
        _ entry: Entry,
        _ transaction: Transaction
    ) throws {
        guard !attachments.isEmpty else { return }
        try AttachmentTable.set(attachments, of: Subject("entry", entry.id), by: entry, transaction)
    }

    /// One timer a matter, at the next mark of any of its clocks.
    private static func setTimer(
        _ before: Matter?,
        _ matter: Matter,
        _ entry: Entry,
        _ transaction: Transaction
    ) throws {
        let timer = MatterTimer.id(entry.subject)
        guard let next = matter.nextMark else {
            if before?.nextMark != nil { try TimerTable.cancel(timer, transaction) }
            return
        }
        guard before?.nextMark?.at != next.at || before?.nextMark?.mark != next.mark else { return }
        try TimerTable.set(timer, due: next.at, by: entry, transaction)
    }

    private static func wipe(_ key: Subject, _ transaction: Transaction) throws {
        let ids = try transaction.reader.all(
            "SELECT id FROM matter_words WHERE key_number = \(key.number)"
        ) { try $0.identifier(0) as Matter.ID }
        for id in ids { try MatterSchema.search.remove(id, in: transaction) }
        try transaction.execute(
            """
            UPDATE matter_history SET note = NULL
            WHERE matter IN (SELECT id FROM matter_words WHERE key_number = \(key.number))
            """
        )
        try transaction.execute(
            """
            UPDATE matter_words
            SET title = NULL, points = NULL, address = NULL, name_mask = NULL, telephone_mask = NULL,
                fields = NULL
            WHERE key_number = \(key.number)
            """
        )
    }
}

/// What of a state the lists look at.
private struct MatterColumns {
    let stage: String
    let outcome: String?
    let isOpen: Int
    let lead: Code?
    let due: Instant?
    let dueClock: String?
    let isOverdue: Int
    let leader: String?
    let raisedLevel: Int?
    let raisedAt: Instant?
    let isProvisional: Int
    let state: String

    init(_ matter: Matter) throws {
        stage = matter.stage.name.rawValue
        outcome = matter.stage.outcome?.name.rawValue
        isOpen = matter.stage.outcome == nil ? 1 : 0
        lead = matter.stage.lead
        let first = matter.clocks.compactMap { clock, running in
            running.term.due.map { (due: $0.instant, clock: clock) }
        }.min { ($0.due, $0.clock) < ($1.due, $1.clock) }
        due = first?.due
        dueClock = first?.clock.rawValue
        isOverdue = matter.clocks.values.contains(where: \.isOverdue) ? 1 : 0
        leader = matter.leader?.rawValue
        (raisedLevel, raisedAt) = (matter.raised?.level, matter.raised?.since)
        isProvisional = matter.clocks.values.contains(where: \.term.isProvisional) ? 1 : 0
        state = try JSON.object(matter.json).canonicalText()
        MatterMemory.lately.remember(matter, as: state)
    }
}
