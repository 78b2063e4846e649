import Ledger

/// What the files of a catalog hold, before their codes are compared.
struct CatalogDraft {
    private(set) var subdistrict: Subdistrict?
    private(set) var units: [OfficeUnit] = []
    private(set) var cells: [GridCell] = []
    private(set) var lines: [Line] = []
    private(set) var figures: [FigureDefinition] = []
    private(set) var reports: [ReportText] = []
    private(set) var notices: [(HolidayNoticeEntry, place: CatalogReader.Place)] = []
    private(set) var workingHours: WorkingHoursEntry?
    private(set) var sources: [MatterSource] = []
    private(set) var categories: [MatterCategory] = []
    private(set) var deadlineRules: [(DeadlineRuleEntry, place: CatalogReader.Place)] = []
    private(set) var profiles: [ImportProfile] = []
    private var hasSubdistrict = false

    init(_ content: CatalogContent, _ reader: CatalogReader) {
        var paths: Set<String> = []
        for file in content.files {
            guard Self.isPlain(file.path) else {
                reader.report(
                    .init(file: file.path.shortened, line: nil),
                    "a file must not have this name; its parts are words, and none of them is \".\" or \"..\""
                )
                continue
            }
            guard paths.insert(file.path).inserted else {
                reader.report(.init(file: file.path, line: nil), "the file is there twice")
                continue
            }
            if file.path == "subdistrict.yaml" { hasSubdistrict = true }
            guard let root = reader.root(of: file) else { continue }
            read(root, path: file.path, reader)
        }
    }

    /// Whether a path leads down from the catalog's folder and can be shown as it is.
    private static func isPlain(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= 255 && path.shown() == path && !path.contains("\\")
            && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }

    private mutating func read(_ root: YAMLValue, path: String, _ reader: CatalogReader) {
        switch path {
        case "subdistrict.yaml": subdistrict = Subdistrict(root, reader)
        case "units.yaml": units = OfficeUnit.list(root, reader)
        case "grid.yaml": cells = GridCell.list(root, reader)
        case "sources.yaml": sources = MatterSource.list(root, reader)
        case "calendar/hours.yaml": workingHours = WorkingHoursEntry(root, reader)
        case _ where path.hasPrefix("calendar/"):
            notices += HolidayNoticeEntry.list(root, reader).map { ($0, reader.place(of: $1)) }
        case _ where path.hasPrefix("categories/"): categories += MatterCategory.list(root, reader)
        case _ where path.hasPrefix("deadlines/"):
            deadlineRules += DeadlineRuleEntry.list(root, reader).map { ($0, reader.place(of: $1)) }
        case _ where path.hasPrefix("figures/"): figures += FigureDefinition.list(root, reader)
        case _ where path.hasPrefix("report/"):
            if let report = ReportText(root, path: path, reader) { reports.append(report) }
        case _ where path.hasPrefix("lines/"):
            if let line = Line(root, path: path, reader) { lines.append(line) }
        case _ where path.hasPrefix("profiles/"):
            if let profile = ImportProfile(root, path: path, reader) { profiles.append(profile) }
        default:
            let names = Self.files.joined(separator: ", ")
            reader.report(
                root,
                "no file of this name belongs to a catalog; expected \(names)\(CatalogReader.guess(path, Self.files))"
            )
        }
    }

    private static let files = [
        "subdistrict.yaml", "units.yaml", "grid.yaml", "sources.yaml", "calendar/hours.yaml", "calendar/…",
        "categories/…", "deadlines/…", "figures/…", "lines/…", "profiles/…", "report/…",
    ]

    /// Compares what stands in different places.
    func check(_ reader: CatalogReader) {
        if !hasSubdistrict {
            reader.report(.init(file: "subdistrict.yaml", line: nil), "the file is missing")
        }
        if reader.isComplete, hasSubdistrict { reader.names.check(reader.report) }
        OfficeUnit.checkParents(units, reader)
        DeadlineRuleEntry.check(deadlineRules, workingHours, reader)
        var seen: [String: CatalogReader.Place] = [:]
        for (notice, place) in notices {
            let name = "the notice for \(notice.year) published on \(notice.published)"
            if let earlier = seen.updateValue(place, forKey: name) {
                reader.report(place, "\(name) stands already at \(earlier.file):\(earlier.line ?? 1)")
            }
        }
    }
}
