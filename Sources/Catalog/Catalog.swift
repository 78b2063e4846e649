package import Ledger

/// The subdistrict as data: checked once, so that nothing in it can be wrong afterwards.
package struct Catalog: Sendable {
    package let content: CatalogContent
    package let subdistrict: Subdistrict
    /// By id.
    package let figures: [FigureDefinition]

    package init(_ content: CatalogContent) throws(CatalogErrors) {
        self.content = content
        let reader = CatalogReader()
        var subdistrict: Subdistrict?
        var figures: [FigureDefinition] = []
        for file in content.files {
            guard let root = reader.root(of: file) else { continue }
            switch file.path {
            case "subdistrict.yaml": subdistrict = Subdistrict(root, reader)
            case let path where path.hasPrefix("figures/"): figures += FigureDefinition.list(root, reader)
            default:
                reader.report(
                    root,
                    "no file of this name belongs to a catalog; expected subdistrict.yaml or figures/…"
                )
            }
        }
        if subdistrict == nil, reader.errors.isEmpty {
            reader.errors.append(.init(file: "subdistrict.yaml", line: nil, message: "the file is missing"))
        }
        let communities = Dictionary(grouping: subdistrict?.communities ?? [], by: \.code)
        for (code, twins) in communities.sorted(by: { $0.key < $1.key }) where twins.count > 1 {
            let message = "the community \(code) is named \(twins.count) times"
            reader.errors.append(.init(file: "subdistrict.yaml", line: nil, message: message))
        }
        let ids = Dictionary(grouping: figures, by: \.id)
        for (id, twins) in ids.sorted(by: { $0.key < $1.key }) where twins.count > 1 {
            reader.errors.append(
                .init(file: "figures", line: nil, message: "the figure \(id) is defined \(twins.count) times")
            )
        }
        guard reader.errors.isEmpty, let subdistrict else { throw CatalogErrors(reader.errors) }
        self.subdistrict = subdistrict
        self.figures = figures.sorted { $0.id < $1.id }
    }

    package func figure(_ id: String) -> FigureDefinition? { figures.first { $0.id == id } }

    package func community(_ code: Code) -> Community? { subdistrict.communities.first { $0.code == code } }
}

/// A name in the two languages of the platform.
package struct LocalName: Equatable, Sendable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }
}

package struct Community: Equatable, Sendable {
    /// 12 digits.
    package let code: Code
    package let name: LocalName
}

package struct Subdistrict: Equatable, Sendable {
    /// 9 digits (GB/T 10114 with the subdistrict's three).
    package let code: String
    package let name: LocalName
    package let zone: Zone
    /// The log's name.
    package let origin: String
    package let communities: [Community]
}

/// How a figure of the report is counted.
package struct FigureDefinition: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// What happened in the period.
        case flow
        /// What stands at the period's end.
        case stock
    }

    package let id: String
    /// Rises when the rule changes; a series over two versions shows a break.
    package let version: Int
    package let kind: Kind
    package let measure: Measure
    package let unit: Unit
    package let name: LocalName
    /// What is counted, in words for the reader of a report (口径).
    package let rule: LocalName
}
