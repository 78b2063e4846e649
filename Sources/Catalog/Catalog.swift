package import Ledger

/// The subdistrict as data: checked once, so that nothing in it can be wrong afterwards.
///
/// Only `subdistrict.yaml` must be there. Lists are by code unless they say otherwise.
package struct Catalog: Sendable {
    package let content: CatalogContent
    package let subdistrict: Subdistrict
    /// In the order of the file, which is the office's own.
    package let units: [OfficeUnit]
    package let cells: [GridCell]
    package let lines: [Line]
    /// By id.
    package let figures: [FigureDefinition]
    /// By year.
    package let reports: [ReportText]
    /// By year and day of publication.
    package let holidayNotices: [HolidayNoticeEntry]
    package let workingHours: WorkingHoursEntry?
    package let deadlineRules: [DeadlineRuleEntry]
    /// Of all lines.
    package let kinds: [MatterKind]
    package let documents: [MatterDocument]
    /// In the order of the file.
    package let sources: [MatterSource]
    /// In the order of the files, each before those below it.
    package let categories: [MatterCategory]
    package let profiles: [ImportProfile]
    let categoryTable: [Code: MatterCategory]

    /// - Throws: All that is wrong in any file, by file and line.
    package init(_ content: CatalogContent) throws(CatalogErrors) {
        let reader = CatalogReader()
        let draft = CatalogDraft(content, reader)
        draft.check(reader)
        if let failure = reader.failure { throw failure }
        guard let subdistrict = draft.subdistrict else {
            throw CatalogErrors([.init(file: "subdistrict.yaml", line: nil, message: "it cannot be read")])
        }
        self.content = content
        self.subdistrict = subdistrict
        units = draft.units
        cells = draft.cells.sorted { $0.code < $1.code }
        lines = draft.lines.sorted { $0.code < $1.code }
        figures = draft.figures.sorted { $0.id < $1.id }
        reports = draft.reports.sorted { $0.year < $1.year }
        holidayNotices = draft.notices.map(\.0).sorted { ($0.year, $0.published) < ($1.year, $1.published) }
        workingHours = draft.workingHours
        kinds = lines.flatMap(\.matterKinds).sorted { $0.code < $1.code }
        documents = lines.flatMap(\.matterDocuments).sorted { $0.code < $1.code }
        sources = draft.sources
        categories = draft.categories
        profiles = draft.profiles.sorted { $0.code < $1.code }
        categoryTable = Dictionary(categories.map { ($0.code, $0) }) { first, _ in first }
        deadlineRules = draft.deadlineRules.map(\.0).sorted { $0.code < $1.code }
    }
}

extension Catalog {
    package func figure(_ id: String) -> FigureDefinition? { figures.first { $0.id == id } }

    package func report(_ year: Int) -> ReportText? { reports.first { $0.year == year } }

    package func line(_ code: Code) -> Line? { lines.first { $0.code == code } }

    /// The unit of this code, whether it still stands or not.
    package func unit(_ code: Code) -> OfficeUnit? { units.first { $0.code == code } }

    /// The unit of this code, if it stands on that day.
    package func unit(_ code: Code, on day: LocalDay) -> OfficeUnit? {
        unit(code).flatMap { $0.validity.contains(day) ? $0 : nil }
    }

    package func units(on day: LocalDay) -> [OfficeUnit] { units.filter { $0.validity.contains(day) } }

    /// The community of this code, whether it still stands or not.
    package func community(_ code: Code) -> Community? {
        subdistrict.communities.first { $0.code == code }
    }

    /// In the order of the file.
    package func communities(on day: LocalDay) -> [Community] {
        subdistrict.communities.filter { $0.validity.contains(day) }
    }

    package func cell(_ code: Code) -> GridCell? { cells.first { $0.code == code } }

    package func cells(of community: Code, on day: LocalDay) -> [GridCell] {
        cells.filter { $0.community == community && $0.validity.contains(day) }
    }
}

extension Catalog {
    /// The deadline rule of this code, whether it is still in force or not.
    package func deadlineRule(_ code: Code) -> DeadlineRuleEntry? { deadlineRules.first { $0.code == code } }

    package func deadlineRules(on day: LocalDay) -> [DeadlineRuleEntry] {
        deadlineRules.filter { $0.validity.contains(day) }
    }

    /// The rules that are in force on that day in the place of `rule`: what it replaces, or is replaced by, over any
    /// number of changes.
    package func deadlineRules(insteadOf rule: DeadlineRuleEntry, on day: LocalDay) -> [DeadlineRuleEntry] {
        var related: Set<Code> = [rule.code]
        var count = 0
        while related.count > count {
            count = related.count
            for other in deadlineRules {
                guard let earlier = other.replaces, related.contains(other.code) || related.contains(earlier)
                else { continue }
                related.formUnion([other.code, earlier])
            }
        }
        return deadlineRules(on: day).filter { $0.code != rule.code && related.contains($0.code) }
    }
}
