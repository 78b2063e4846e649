import Catalog
import Ledger

/// One entry in readable form, or what is left to show of one that the reader may not see.
struct EntryPage: Page {
    static let template = "entry"

    /// A member of the entry's body.
    struct Member: Sendable {
        let name: String
        /// What the office calls it; nil where that is no more than the name.
        let word: String?
        let value: String
        /// What the value stands for, such as a community's name.
        let meaning: String?
    }

    /// A field that stands in the entry encrypted.
    struct Sealed: Sendable {
        let name: String
        let key: String
        /// To the form that asks what for; nil where the reader may not open it.
        let open: Frame.Link?
    }

    let title: String
    let place: Frame.Place?
    let kind: String?
    /// Why nothing more is shown, or why more is shown than to others; nil for a public entry.
    let notice: String?
    let lines: [Line]
    let body: [Member]
    let hasSealed: Bool
    let sealed: [Sealed]
    let facts: [FactRow]
    let bytes: String?
    let leaf: String
    let leafHash: String
    let receipt: Frame.Link?
    let earlier: Frame.Link?
    let later: Frame.Link?

    /// - Parameter mayOpen: Whether the reader may open what is sealed in it, if he says what for.
    init(_ kept: KeptEntry, mayOpen: Bool, size: Int64, office: Office, _ language: Language) {
        let number = kept.id.rawValue
        title = Word.entryTitle[language, "\(kept.id)"]
        place = .ledger
        leaf = kept.leaf.data.description
        leafHash = kept.leaf.hash.description
        earlier = number > 0 ? Self.link(number - 1, .earlierEntry, language) : nil
        later = number + 1 < size ? Self.link(number + 1, .laterEntry, language) : nil
        switch kept.content {
        case .open(let entry, let bytes, let isPublic):
            kind = entry.kind.word?[language]
            notice = isPublic ? nil : Word.entryInternal[language]
            lines = Self.lines(entry, office, language)
            body = entry.body.members.map { Member($0.name, $0.value, office, language) }
            facts = entry.facts.enumerated().map { ordinal, fact in
                FactRow(Fact.ID(entry: entry.id, ordinal: ordinal), fact, office: office, language)
            }
            sealed = entry.sealed.map { field in
                let link = Frame.Link(
                    href: "/open/\(entry.id)/\(field.name)",
                    label: Word.openValue[language]
                )
                return Sealed(name: field.name, key: "\(field.key)", open: mayOpen ? link : nil)
            }
            self.bytes = String(decoding: bytes, as: UTF8.self)
            receipt = Frame.Link(
                href: "/entries/\(kept.id)/receipt",
                label: Word.receiptDownload[language]
            )
        case .sealed, .erased:
            let fault: Fault = if case .sealed = kept.content { .sealed(kept.id) } else { .erased(kept.id) }
            (kind, bytes, receipt) = (nil, nil, nil)
            (lines, body, sealed, facts) = ([], [], [], [])
            notice = "\(fault.what(language)) \(fault.remedy(language))"
        }
        hasSealed = !sealed.isEmpty
    }

    private static func link(_ number: Int64, _ word: Word, _ language: Language) -> Frame.Link {
        Frame.Link(href: "/entries/\(number)", label: word[language])
    }

    private static func lines(_ entry: Entry, _ office: Office, _ language: Language) -> [Line] {
        [
            Line(
                name: Word.entryTime[language],
                value: Word.timeInZone[language, office.zone.clock(of: entry.time), office.zoneName(language)]
            ),
            Line(name: Word.entryKind[language], value: "\(entry.kind) @\(entry.version)", isCode: true),
            Line(name: Word.entryActor[language], value: entry.actor.rawValue, isCode: true),
            Line(
                name: Word.entrySubject[language],
                value: "\(entry.subject)",
                href: entry.subject.page,
                isCode: true
            ),
            Line(name: Word.entryCommand[language], value: "\(entry.command)", isCode: true),
            Line(name: Word.entryCatalog[language], value: "\(entry.catalog)", isCode: true),
        ]
    }
}

extension EntryPage.Member {
    fileprivate init(_ name: String, _ value: JSON, _ office: Office, _ language: Language) {
        self.name = name
        self.value = value.readable
        let word: Word? =
            switch name {
            case "community": .columnCommunity
            case "day": .columnDay
            case "number": .memberNumber
            case "reason": .memberReason
            case "text": .memberText
            case "title": .memberTitle
            case "year": .memberYear
            default: nil
            }
        // English words are often the names themselves.
        self.word = (word?[language]).flatMap { $0.lowercased() == name ? nil : $0 }
        meaning =
            name == "community"
            ? Code(rawValue: self.value).flatMap { office.catalog.community($0) }?.name[language] : nil
    }
}

extension Subject {
    /// Where a reader finds it; nil for what has no page.
    var page: String? { kind == "announcement" ? "/announcements/\(number)" : nil }
}

extension JSON {
    /// A text as it is, anything else as JSON.
    fileprivate var readable: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): String(flag)
        case .object, .array: text
        }
    }
}

extension Entry.Kind {
    /// What the office calls it; nil for kinds that have no name yet.
    var word: KindWord? { KindWord(rawValue: rawValue) }
}
