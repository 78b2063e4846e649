import Catalog
import Identity
import Ledger
import Storage

/// What surrounds every page: head, navigation, foot.
struct Frame: Sendable {
    enum Place: CaseIterable, Sendable {
        case ledger
        case report
        case follow
        case desk
        case matters
        case announcements
        case figures
        case staff
        case catalog
        case openings
    }

    struct Link: Equatable, Sendable {
        let href: String
        let label: String
        var language: String?
        var isCurrent = false
    }

    let language: String
    /// The class of `<html>`; nil for text of the normal size.
    let textClass: String?
    let title: String
    let office: String
    let sealTop: String
    let sealBottom: String
    let stylesheet: String
    let icon: String
    let places: [Link]
    let otherLanguage: Link
    let otherText: Link
    /// To one's own account, or to the login; nil where nobody can log in here.
    let visitor: Link?
    /// Nil where nobody has logged in.
    let signOut: FormView?
    /// Nil unless the store is a demonstration.
    let demo: String?
    let foot: String
    let checkpoint: String?

    init(
        title: String,
        place: Place?,
        state: LedgerState?,
        office: Office,
        assets: Assets,
        visitor: Visitor?,
        preferences: Preferences
    ) {
        let language = preferences.language
        let name = office.catalog.subdistrict.name
        self.language = language.tag
        self.title = title
        textClass = preferences.isLarge ? TextSize.large.rawValue : nil
        self.office = name[language]
        (sealTop, sealBottom) = Assets.sealCharacters(name.zh)
        stylesheet = "/assets/\(assets.style.name)"
        icon = "/assets/\(assets.seal.name)"
        places = Place.allCases.filter { $0.isOpen(to: visitor) }.map {
            Link(href: $0.href, label: $0.name(language), isCurrent: $0 == place)
        }
        let other: Language = language == .zh ? .en : .zh
        otherLanguage = Link(
            href: preferences.link(Preferences.languageName, other.rawValue),
            label: Word.languageName[other],
            language: other.tag
        )
        self.visitor =
            visitor.map { Link(href: "/account", label: $0.shownName) }
            ?? (office.access == nil ? nil : Link(href: "/sign-in", label: Word.signIn[language]))
        signOut = visitor.map {
            FormView(to: "/sign-out", $0.token, fields: [], submit: Word.signOut[language])
        }
        let size: TextSize = preferences.isLarge ? .normal : .large
        otherText = Link(
            href: preferences.link(Preferences.textName, size.rawValue),
            label: (preferences.isLarge ? Word.textNormal : .textLarge)[language]
        )
        demo =
            office.isDemo
            ? Word.demoBanner[language, "\(office.zone.clock(of: office.store.clock.now))"] : nil
        foot = state.map { Word.footLength[language, $0.size.grouped] } ?? Word.footUnread[language]
        checkpoint = state?.checkpoint.map {
            Word.footCheckpoint[language, $0.size.grouped, $0.root.short]
        }
    }
}

extension Frame.Place {
    var href: String {
        switch self {
        case .ledger: "/"
        case .report: "/report"
        case .follow: "/follow"
        case .desk: "/desk"
        case .matters: "/matters"
        case .announcements: "/announcements"
        case .figures: "/figures"
        case .staff: "/staff"
        case .catalog: "/catalog"
        case .openings: "/openings"
        }
    }

    func name(_ language: Language) -> String {
        switch self {
        case .ledger: Word.placeLedger[language]
        case .report: StreetWord.placeReport[language]
        case .follow: StreetWord.placeFollow[language]
        case .desk: MatterWord.placeDesk[language]
        case .matters: MatterWord.placeMatters[language]
        case .announcements: Word.placeAnnouncements[language]
        case .figures: Word.placeFigures[language]
        case .staff: Word.placeStaff[language]
        case .catalog: Word.placeCatalog[language]
        case .openings: Word.placeOpenings[language]
        }
    }

    /// Whether the navigation shows it to whoever asks.
    func isOpen(to visitor: Visitor?) -> Bool {
        switch self {
        case .ledger, .report, .follow, .announcements, .figures: true
        case .staff, .catalog: visitor != nil
        case .desk, .matters: visitor?.may(.seeMatters) ?? false
        case .openings: visitor?.may(.seeOpenings) ?? false
        }
    }
}

extension Int64 {
    /// With a comma after every three digits.
    var grouped: String {
        var digits = String(magnitude)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(Substring(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (self < 0 ? "−" : "") + ([Substring(digits)] + groups).joined(separator: ",")
    }

    /// Nil unless the text is the one way in which we write this number.
    init?(exactly text: some StringProtocol) {
        guard let number = Int64(text), String(number) == text else { return nil }
        self = number
    }
}
