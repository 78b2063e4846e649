import Catalog
import Ledger
import Storage

struct StatusPage: Page {
    static let template = "status"

    /// A large number with what it counts.
    struct Sum: Sendable {
        let href: String
        let value: String
        let label: String
    }

    let title: String
    let place: Frame.Place?
    let lead: String
    /// Whether anybody can report something here.
    let takesReports: Bool
    let sums: [Sum]
    let rows: [FigureRow]
    let columns: [String]
    let identity: [Line]
    /// Nil before the first checkpoint.
    let checkpoint: SignedState?

    struct SignedState: Sendable {
        let size: String
        let root: String
        let short: String
        let note: String
        let fileLabel: String
        let tile: Frame.Link?
    }

    init(_ state: LedgerState, _ rows: [FigureRow], years: [Int], office: Office, _ language: Language) {
        let (genesis, subdistrict) = (office.store.genesis, office.catalog.subdistrict)
        title = Word.statusTitle[language, subdistrict.name[language]]
        place = .ledger
        lead = Word.statusLead[language, subdistrict.name[language]]
        takesReports = office.access != nil && !Street.kinds(office).isEmpty
        sums = [
            Sum(href: "/entries", value: state.size.grouped, label: Word.sumEntries[language]),
            Sum(
                href: "/entries/\(state.size - 1)",
                value: office.zone.clock(of: state.time),
                label: Word.sumLast[language]
            ),
            Sum(
                href: "/checkpoint",
                value: state.checkpoint?.size.grouped ?? "—",
                label: Word.sumSigned[language]
            ),
        ]
        self.rows = rows
        columns = years.map { "\($0)" }
        identity = [
            Line(
                name: Word.identitySubdistrict[language],
                value: "\(subdistrict.name[language]) · \(genesis.subdistrict)"
            ),
            Line(name: Word.identityOrigin[language], value: genesis.origin, isCode: true),
            Line(name: Word.identityKey[language], value: "\(genesis.logKey)", isCode: true),
            Line(name: Word.identityZone[language], value: genesis.zone.name),
        ]
        checkpoint = state.checkpoint.map { SignedState($0, language) }
    }
}

extension StatusPage.SignedState {
    init(_ checkpoint: Checkpoint, _ language: Language) {
        size = checkpoint.size.grouped
        root = checkpoint.root.description
        short = checkpoint.root.short
        note = checkpoint.note.description
        fileLabel = Word.checkpointFile[language, "/checkpoint"]
        // The right edge of the bottom row, the first that a monitor fetches.
        let number = max(checkpoint.size - 1, 0) / Int64(Tile.width)
        let tile = Tile(level: 0, number: number)
        let count = tile.count(inTreeOf: checkpoint.size)
        let path = tile.path(count: count)
        self.tile =
            count > 0 ? Frame.Link(href: "/\(path)", label: Word.checkpointTile[language, "/\(path)"]) : nil
    }
}
