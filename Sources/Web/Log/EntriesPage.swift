import Ledger

/// A page of the ledger: its entries in short, the newest first.
struct EntriesPage: Page {
    static let template = "entries"

    struct Row: Sendable {
        let href: String
        let number: String
        /// What was done, or why it is not shown.
        let what: String
        /// Nil for what is not shown.
        let subject: Line?
        let time: String?
    }

    let title: String
    let place: Frame.Place?
    let lead: String
    let rows: [Row]
    let first: Frame.Link?
    let next: Frame.Link?

    /// - Parameters:
    ///   - entries: In the order of the ledger.
    ///   - size: How many entries the ledger has.
    init(_ entries: [KeptEntry], size: Int64, office: Office, _ language: Language) {
        title = Word.entriesTitle[language]
        place = .ledger
        lead = Word.entriesLead[language, size.grouped, office.zoneName(language)]
        rows = entries.reversed().map { Row($0, office: office, language) }
        let isFirstPage = entries.last.map { $0.id.rawValue + 1 == size } ?? false
        first = isFirstPage ? nil : Frame.Link(href: "/entries", label: Word.pageFirst[language])
        next = entries.first.flatMap { oldest in
            guard oldest.id.rawValue > 0 else { return nil }
            return Frame.Link(href: "/entries?before=\(oldest.id)", label: Word.pageOlder[language])
        }
    }
}

extension EntriesPage.Row {
    fileprivate init(_ kept: KeptEntry, office: Office, _ language: Language) {
        href = "/entries/\(kept.id)"
        number = "\(kept.id)"
        switch kept.content {
        case .open(let entry, _, _):
            what = entry.kind.word?[language] ?? "\(entry.kind)"
            subject = Line(
                name: Word.entrySubject[language],
                value: "\(entry.subject)",
                href: entry.subject.page
            )
            time = "\(office.zone.clock(of: entry.time))"
        case .sealed: (what, subject, time) = (Word.headingForbidden[language], nil, nil)
        case .erased: (what, subject, time) = (Word.headingGone[language], nil, nil)
        }
    }
}
