import ArgumentParser
import Casework
import Catalog
import Exchange
import Foundation
import Ledger
import Storage
import Tables
import Vault

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring in the rows of somebody else's table.",
        subcommands: [ImportMattersCommand.self]
    )
}

struct ImportMattersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matters",
        abstract: "Bring in matters from CSV or XLSX by a profile of the catalog.",
        discussion: """
            The profile says what the columns mean and which rows are somebody else's. What is closed there comes in as \
            closed at its source and never counts as struck off. A row that comes in again adds nothing. Rows that cannot be \
            taken are written with their line and reason into a file beside the table, which can be mended and imported again.

            Example:
              jiedao import matters reports.csv --profile pingshan-2018 --dry-run --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The table, CSV or XLSX.", valueName: "FILE"))
    var file: String

    @Option(help: ArgumentHelp("The profile's code in the catalog.", valueName: "NAME"))
    var profile: String

    @Flag(help: "Only tell what would be done; nothing is written into the store.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "The new file for rows that are refused; left out, FILE with \"-refused\" in its name.",
            valueName: "FILE"
        )
    )
    var refused: String?

    @Option(
        help: ArgumentHelp(
            "The sheet of a workbook, by its name or number; else the first.",
            valueName: "SHEET"
        )
    )
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            "The text's encoding: \(TextEncoding.allValueStrings.joined(separator: ", ")); else it is found out.",
            valueName: "NAME"
        )
    )
    var encoding: TextEncoding?

    @Option(help: "text or json")
    var format = OutputFormat.text

    @OptionGroup var store: StoreOptions

    func run() async throws {
        var reading = TableReader.Options()
        reading.encoding = encoding
        if let sheet { reading.sheet = Int(sheet).map { .numbered($0) } ?? .named(sheet) }
        let options = store
        let store = try await options.openStore()
        let vault = try await options.openVault()
        let catalog = try await store.loadCatalog()
        let mapping = try mapping(catalog, store.genesis.zone)
        let rows = try Self.count(file, reading)
        let reader = try TableReader(file, options: reading)
        let header = try Self.header(of: reader, mapping)
        let left = RefusedFile(refused, beside: file, header, store.clock.now)
        let show = Output.progress(dryRun ? "checking" : "importing")
        let importing = MatterImport(mapping, into: store, vault, isDry: dryRun)
        let count = try await importing.run(
            reader,
            header,
            by: .console,
            progress: { show(min($0, rows), rows) },
            refused: { try left.append($0, $1) }
        )
        let path = try left.finish()
        try await vault.close()
        if !dryRun, count.added > 0 { try await options.sign(store) }
        try await store.close()
        answer(count, left.examples, path, header.unknown)
    }

    private func mapping(_ catalog: Catalog, _ zone: Zone) throws -> MatterMapping {
        guard let found = Code(rawValue: profile).flatMap({ catalog.profile($0) }) else {
            throw ProfileError.unknown(profile, known: catalog.profiles.map(\.code))
        }
        return try MatterMapping(found, try MatterRules(catalog, zone: zone))
    }

    /// Reads the whole table once, so that a byte or a quote that breaks it is known before anything is written.
    private static func count(_ file: String, _ options: TableReader.Options) throws -> Int64 {
        let reader = try TableReader(file, options: options)
        var count: Int64 = 0
        while try reader.next() != nil { count += 1 }
        return count
    }

    private static func header(of reader: TableReader, _ mapping: MatterMapping) throws -> TableHeader {
        mapping.profile.hasHeader
            ? try reader.header(mapping.columns) : try reader.header(inOrder: mapping.columns)
    }

    private func answer(
        _ count: MatterImport.Count,
        _ examples: [String],
        _ path: String?,
        _ unknown: [String]
    ) {
        guard format == .text else {
            Output.json([
                "added": .integer(Int64(count.added)), "dry_run": dryRun ? .bool(true) : nil,
                "known": .integer(Int64(count.known)), "outside": .integer(Int64(count.outside)),
                "read": .integer(Int64(count.read)), "refused": .integer(Int64(count.refused)),
                "refused_file": path.map { .string($0) },
            ])
            return
        }
        Output.lines(
            "Read \(Output.count(count.read, "row")): \(count.added) \(dryRun ? "would be added" : "added"), \(count.known) known already, \(count.outside) somebody else's, \(count.refused) refused."
        )
        if !unknown.isEmpty {
            Output.lines("Columns that the profile does not use: \(unknown.joined(separator: ", "))")
        }
        for example in examples { Output.lines("  \(example)") }
        if count.refused > examples.count { Output.lines("  and \(count.refused - examples.count) more") }
        if let path {
            Output.lines("Mend the refused rows in \(path), and import that file in the same way.")
        }
    }
}

/// The file of refused rows, which is there only where there are any.
private final class RefusedFile {
    private let path: String
    private let header: TableHeader
    private let now: Instant
    private var rows: RefusedRows?
    private(set) var examples: [String] = []

    init(_ path: String?, beside table: String, _ header: TableHeader, _ now: Instant) {
        self.path = path ?? Self.path(beside: table)
        self.header = header
        self.now = now
    }

    /// `reports-refused.csv` beside `reports.csv`, or the next number that is free.
    private static func path(beside table: String) -> String {
        let url = URL(filePath: table)
        let kind = url.pathExtension.lowercased() == "xlsx" ? "xlsx" : "csv"
        let stem = url.deletingPathExtension().path
        for number in 1... {
            let path = "\(stem)-refused\(number == 1 ? "" : "-\(number)").\(kind)"
            if !FileManager.default.fileExists(atPath: path) { return path }
        }
        return stem
    }

    func append(_ row: TableRow, _ problem: RowProblem) throws {
        if examples.count < 5 { examples.append("line \(row.line): \(problem)") }
        if rows == nil {
            let format: TableFormat = path.hasSuffix(".xlsx") ? .xlsx : .csv
            rows = try RefusedRows(format, to: path, header, createdAt: now)
        }
        try rows?.append(row, reason: problem.description)
    }

    /// - Returns: Where it lies; nil where nothing was refused.
    func finish() throws -> String? {
        guard let rows else { return nil }
        try rows.finish()
        return path
    }
}

extension TextEncoding: ExpressibleByArgument {
    private static let words: [(String, TextEncoding)] = [
        ("utf-8", .utf8), ("gbk", .gb18030), ("gb18030", .gb18030), ("utf-16le", .utf16LittleEndian),
        ("utf-16be", .utf16BigEndian),
    ]

    public init?(argument: String) {
        guard let found = Self.words.first(where: { $0.0 == argument.lowercased() }) else { return nil }
        self = found.1
    }

    public static var allValueStrings: [String] { words.map(\.0) }
}
