import Catalog
import Foundation

extension CatalogContent {
    static let subdistrict = """
        code: "440310001"
        name: {zh: 甲, en: A}
        time_zone: Asia/Shanghai
        origin: a.example
        communities:
          - code: "440310001001"
            name: {zh: 乙, en: B}

        """
    static let figure = """
        figures:
          - id: posted
            version: 1
            kind: flow
            measure: a.posted
            unit: item
            name: {zh: 甲, en: A}
            rule: {zh: 乙, en: B}

        """
    static let units = """
        units:
          - code: office
            name: {zh: 办事处, en: Office}
            kind: authority
          - code: land-centre
            name: {zh: 土整, en: Land}
            kind: centre
            parent: office
            since: 2017-01-01
          - code: station
            name: {zh: 工作站, en: Station}
            kind: workstation
            parent: office
            community: "440310001001"
            since: 2018-01-01

        """
    static let grid = """
        cells:
          - code: "440310001001001"
            name: {zh: 一格, en: Cell 1}
            since: 2018-01-01

        """
    static let line = """
        code: land
        name: {zh: 土地, en: Land}
        does: {zh: 征收, en: Acquires land}
        lead: land-centre
        assisting: [station]
        mechanisms: [projects, casework]
        kinds:
          - {code: parcel, name: {zh: 地块, en: Parcel}}
        documents:
          - {code: notice, name: {zh: 告知书, en: Notice}}
        figures: [posted]

        """
    static let notices = """
        notices:
          - year: 2018
            published: 2017-11-30
            note: {zh: 通知, en: Notice}
            days_off: [2018-01-01, 2018-02-15..2018-02-21]
            makeup_days: [2018-02-11, 2018-02-24]

        """
    static let hours = """
        spans:
          - {from: "09:00", until: "12:00"}
          - {from: "14:00", until: "18:00"}
        changes:
          - from: 2019-07-01
            spans: [{from: "00:00", until: "24:00"}]

        """
    static let deadlines = """
        rules:
          - code: handling-2005
            name: {zh: 办结, en: Handled}
            count: 60
            unit: calendar-day
            last_day: moves
            extension: {count: 30, unit: calendar-day, approval: {zh: 负责人批准, en: By the head}}
            source: {zh: 旧条例, en: Old regulations}
            until: 2022-04-30
          - code: handling-2022
            name: {zh: 办结, en: Handled}
            count: 15
            unit: working-hour
            source: {zh: 新条例, en: New regulations}
            replaces: handling-2005
            since: 2022-05-01

        """

    static func tiny(
        subdistrict: String = subdistrict,
        figures: String = figure
    ) throws(CatalogErrors) -> CatalogContent {
        try CatalogContent([
            .init(path: "subdistrict.yaml", text: subdistrict), .init(path: "figures/a.yaml", text: figures),
        ])
    }

    /// The files of a catalog that has something of everything.
    static let whole = [
        "subdistrict.yaml": subdistrict, "figures/a.yaml": figure, "units.yaml": units, "grid.yaml": grid,
        "lines/land.yaml": line, "calendar/2018.yaml": notices, "calendar/hours.yaml": hours,
        "deadlines/a.yaml": deadlines,
    ]

    /// The whole catalog with other texts for some files; nil leaves a file out.
    static func whole(_ changes: [String: String?]) throws(CatalogErrors) -> CatalogContent {
        var files: [String: String?] = whole
        files.merge(changes) { _, new in new }
        return try CatalogContent(files.compactMap { path, text in text.map { .init(path: path, text: $0) } })
    }
}

extension Catalog {
    static func whole(_ changes: [String: String?] = [:]) throws -> Catalog {
        try Catalog(try CatalogContent.whole(changes))
    }

    /// What is said of the whole catalog when a text in one file is replaced.
    static func errors(_ file: String, _ old: String, _ new: String) throws -> [String] {
        let text = CatalogContent.whole[file] ?? ""
        return try errors(file, text: old.isEmpty ? text + new : text.replacing(old, with: new))
    }

    /// What is said of the whole catalog when one file has another text.
    static func errors(_ file: String, text: String?) throws -> [String] {
        let content = try CatalogContent.whole([file: text])
        do {
            _ = try Catalog(content)
            return []
        } catch {
            return error.items.map(\.description)
        }
    }
}

/// The catalog that is shipped.
enum Shipped {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Catalog/pingshan")

    static var catalog: Catalog {
        get throws { try Catalog(try CatalogContent(folder: folder)) }
    }
}
