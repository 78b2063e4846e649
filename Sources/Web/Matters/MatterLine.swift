import Casework
import Ledger
import Storage

/// A row of a list of matters, every word ready to print.
struct MatterLine: Sendable {
    let href: String
    let reference: String
    let title: String
    let kind: String
    let place: String
    let unit: String
    let stage: String
    /// Nil where no clock runs.
    let due: String?
    let isLate: Bool
    let isStruck: Bool
    /// What is to be noticed of it beside its own facts.
    let note: String?

    init(_ row: MatterRow, note: String? = nil, _ office: Office, _ language: Language) {
        self.note = note
        href = "/matters/\(row.id)"
        reference = row.reference.map { "\($0)" } ?? "#\(row.id)"
        title = row.title ?? MatterWord.erasedMatter[language]
        kind = office.kindName(row.kind, language)
        place = row.community.map { office.communityName($0, language) } ?? MatterWord.noCommunity[language]
        unit = row.lead.map { office.unitName($0, language) } ?? MatterWord.noUnit[language]
        stage = (row.outcome.map(\.word) ?? row.stage.word)[language]
        due = row.due.map { office.time(until: $0, language) }
        isLate = row.isOverdue || row.due.map { $0 < office.store.clock.now } ?? false
        isStruck = row.outcome == .struckOff
    }
}
