import Administration
import Casework
import Catalog
import Identity
import Ledger
import Storage

extension Visitor {
    /// What has gone up to him, by the catalog's rule of who is told at which level.
    func raised(_ catalog: Catalog) -> RaisedMatters {
        func has(_ role: Role, _ line: Code) -> Bool {
            rights.grants.contains { $0.role == role && $0.isInForce(on: today) && $0.lines.covers(line) }
        }
        return RaisedMatters(
            for: actor,
            of: member.unit,
            sight: sight(catalog),
            catalog: catalog,
            mayDispatch: { has(.dispatcher, $0) },
            leads: { has(.leader, $0) }
        )
    }
}

extension DeskPage.Part {
    /// Nil where nothing has gone up.
    init?(
        _ raised: RaisedMatters,
        limit: Int,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws {
        let found = try raised.page(limit: limit + 1, reader)
        guard !found.isEmpty else { return nil }
        heading = WatchWord.raisedHeading[language]
        rows = found.prefix(limit).map { row in
            let since = "\(office.zone.clock(of: row.since))"
            let note = WatchWord.raisedLevel[language, "\(row.level)", since]
            return MatterLine(row.matter, note: note, office, language)
        }
        more =
            found.count > limit
            ? Frame.Link(
                href: BreachQuestion.address(.limit),
                label: MatterWord.deskMore[language]
            ) : nil
    }
}
