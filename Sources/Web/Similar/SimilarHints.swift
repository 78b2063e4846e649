import Casework
import Catalog
import Ledger
import Storage

/// Matters like the one that somebody writes down, every word ready to print.
struct SimilarHints: Sendable {
    struct Row: Sendable {
        let text: String
        /// Nil where whoever asks may not open it.
        let href: String?
    }

    /// Where a script asks while it is written.
    let ask: String
    let heading: String
    let rows: [Row]
    let lead: String

    var hasRows: Bool { !rows.isEmpty }
    /// Whether the form still has to ask before it sends, or its reader has seen them.
    let state: String

    static let (seen, unseen) = ("seen", "ask")

    /// None to be shown; who has seen some before is not asked again.
    init(ask: String, sent: FormBody? = nil) {
        (self.ask, heading, rows, lead) = (ask, "", [], "")
        state = sent?["similar"] == Self.seen ? Self.seen : Self.unseen
    }

    /// For anybody: what kind of thing it is, where, since when and how far, and nothing that somebody has written.
    init(street found: [SimilarMatters.Similar], ask: String, _ office: Office, _ language: Language) {
        (self.ask, state) = (ask, Self.seen)
        heading = WatchWord.similarHeading[language, "\(found.count)"]
        lead = WatchWord.similarLead[language]
        rows = found.map { similar in
            let row = similar.matter
            let stage = row.outcome?.word[language] ?? row.stage.word[language]
            return Row(
                text: WatchWord.similarRow[
                    language,
                    row.category.map { office.categoryName($0, language) }
                        ?? office.kindName(row.kind, language),
                    row.community.map { office.communityName($0, language) }
                        ?? MatterWord.noCommunity[language],
                    "\(office.zone.day(of: row.reportedAt))",
                    stage
                ],
                href: nil
            )
        }
    }

    /// For the staff: with the words of those that they may see.
    init(desk found: [SimilarMatters.Similar], ask: String, _ office: Office, _ language: Language) {
        (self.ask, state) = (ask, Self.seen)
        heading = WatchWord.similarStaffHeading[language, "\(found.count)"]
        lead = WatchWord.similarStaffLead[language]
        rows = found.map { similar in
            let line = MatterLine(similar.matter, office, language)
            let near = similar.metres.map { "（\(WatchWord.similarNear[language, "\($0)"])）" } ?? ""
            let text = WatchWord.similarRow[
                language,
                "\(line.reference) \(line.title)",
                line.place + near,
                "\(office.zone.day(of: similar.matter.reportedAt))",
                line.stage
            ]
            return Row(text: text, href: line.href)
        }
    }

    /// For the script.
    var json: JSON.Object {
        [
            "heading": .string(heading), "lead": .string(lead),
            "rows": .array(
                rows.map { .object(["href": $0.href.map { .string($0) }, "text": .string($0.text)]) }
            ),
        ]
    }
}

extension Draft {
    /// What was typed so far; what is no code is left out.
    init(_ form: FormBody) {
        self.init()
        (text, address) = (String(form["text"].prefix(2000)), String(form["address"].prefix(200)))
        (community, category) = (Code(rawValue: form["community"]), Code(rawValue: form["category"]))
    }
}

extension Office {
    /// What the public form shows.
    func streetHints(_ form: FormBody, kind: Code, _ language: Language) async throws -> SimilarHints {
        let draft = Draft(form)
        let (now, day) = (store.clock.now, today)
        let found = try await read { [self] reader -> [SimilarMatters.Similar] in
            guard let kind = catalog.matterKind(kind) else { return [] }
            return try SimilarMatters(at: now, reader)
                .findPublicly(draft, catalog: catalog, kind: kind, on: day)
        }
        return found.isEmpty
            ? SimilarHints(ask: SimilarController.streetPath)
            : SimilarHints(street: found, ask: SimilarController.streetPath, self, language)
    }

    /// What a clerk's form shows.
    func deskHints(
        _ form: FormBody,
        kind: Code,
        _ visitor: Visitor,
        _ language: Language
    ) async throws -> SimilarHints {
        let (draft, now) = (Draft(form), store.clock.now)
        let sight = visitor.sight(catalog)
        let path = SimilarController.deskPath(kind)
        let found = try await read { try SimilarMatters(at: now, $0).find(draft, sight: sight) }
        return found.isEmpty
            ? SimilarHints(ask: path) : SimilarHints(desk: found, ask: path, self, language)
    }

    /// Whether a form has to show what is alike before it is done: our own form says so, and the same form sent twice is done.
    func mustShowSimilar(_ form: FormBody) async throws -> Bool {
        guard form["similar"] == SimilarHints.unseen else { return false }
        let command = try form.command()
        return try await read { try !CommandLog.holds(command, $0) }
    }
}
