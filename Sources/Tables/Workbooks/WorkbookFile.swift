/// Which sheet of a workbook is meant.
package enum SheetChoice: Equatable, Sendable, CustomStringConvertible {
    /// The first that is not hidden.
    case first
    case named(String)
    /// From 1, in the order of the tabs, hidden ones counted.
    case numbered(Int)

    package var description: String {
        switch self {
        case .first: "that can be seen"
        case .named(let name): "\"\(name)\""
        case .numbered(let number): String(number)
        }
    }
}

/// A workbook's parts and what holds for all its sheets (ECMA-376 part 1, 18.2, and part 2).
struct WorkbookFile {
    static let rowsMax = 1_048_576

    let archive: ZipArchive
    let contents: Contents
    private let relations: Relations
    private let limits: TableLimits

    init(_ file: InputFile, limits: TableLimits) throws(TableError) {
        archive = try ZipArchive(file)
        self.limits = limits
        let roots = Relations(folder: "")
        try Self.readList("_rels/.rels", in: archive, limits, into: roots)
        let path = roots.path(ofType: "/officeDocument") ?? "xl/workbook.xml"
        let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let name = path.dropFirst(folder.count)
        relations = Relations(folder: folder)
        contents = Contents()
        try Self.readList(path, in: archive, limits, into: contents)
        try Self.readList("\(folder)_rels/\(name).rels", in: archive, limits, into: relations)
    }

    /// The chosen sheet's name and part.
    func sheet(_ choice: SheetChoice) throws(TableError) -> (name: String, part: ZipArchive.Entry) {
        let sheets = contents.sheets.compactMap { sheet in
            relations.path(sheet.relation, ofType: "/worksheet").map { (sheet: sheet, path: $0) }
        }
        let found =
            switch choice {
            case .first: sheets.first { !$0.sheet.isHidden }
            case .named(let name): sheets.first { $0.sheet.name == name }
            case .numbered(let number): sheets.indices.contains(number - 1) ? sheets[number - 1] : nil
            }
        guard let found else { throw .noSuchSheet(choice, sheets: sheets.map(\.sheet.name)) }
        return (found.sheet.name, try Self.part(found.path, in: archive))
    }

    /// Reads the styles, where the workbook has any.
    func readStyles(into sink: any XMLSink) throws(TableError) {
        guard let path = relations.path(ofType: "/styles") else { return }
        try Self.readList(path, in: archive, limits, into: sink)
    }

    /// Reads the texts that cells share, where the workbook has any; the sink limits what it keeps.
    func readSharedTexts(into sink: any XMLSink) throws(TableError) {
        guard let path = relations.path(ofType: "/sharedStrings") else { return }
        try XMLScanner.read(
            try Self.part(path, in: archive),
            in: archive,
            limit: limits.unpackedBytes,
            into: sink
        )
    }

    private static func part(_ path: String, in archive: ZipArchive) throws(TableError) -> ZipArchive.Entry {
        guard let entry = archive.entry(path) else {
            throw .brokenWorkbook(part: path, reason: "it is missing")
        }
        return entry
    }

    /// Reads a part whose sink keeps something of each element.
    private static func readList(
        _ path: String,
        in archive: ZipArchive,
        _ limits: TableLimits,
        into sink: any XMLSink
    ) throws(TableError) {
        try XMLScanner.read(try part(path, in: archive), in: archive, limit: limits.listBytes, into: sink)
    }
}

extension WorkbookFile {
    /// The list of sheets, and from which day dates count.
    final class Contents: XMLSink {
        struct Sheet {
            let name: String
            let relation: String
            let isHidden: Bool
        }

        private(set) var sheets: [Sheet] = []
        private(set) var countsFrom1904 = false

        func start(_ name: String, _ attributes: XMLAttributes) throws(TableError) {
            switch name {
            case "sheet":
                guard let name = attributes["name"], let relation = attributes["id"] else { return }
                let state = attributes["state"] ?? "visible"
                sheets.append(Sheet(name: name, relation: relation, isHidden: state != "visible"))
            case "workbookPr":
                countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
            default: break
            }
        }
    }

    /// Which parts belong to a part, by id and by type.
    final class Relations: XMLSink {
        private let folder: String
        private var parts: [String: (type: String, path: String)] = [:]
        /// Their ids in the order of the list.
        private var ids: [String] = []

        init(folder: String) { self.folder = folder }

        func start(_ name: String, _ attributes: XMLAttributes) throws(TableError) {
            guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
                let target = attributes["Target"]
            else { return }
            guard parts[id] == nil else { return }
            parts[id] = (type, target.hasPrefix("/") ? String(target.dropFirst()) : folder + target)
            ids.append(id)
        }

        func path(ofType type: String) -> String? {
            for id in ids { if let path = path(id, ofType: type) { return path } }
            return nil
        }

        func path(_ id: String, ofType type: String) -> String? {
            parts[id].flatMap { $0.type.hasSuffix(type) ? $0.path : nil }
        }
    }
}
