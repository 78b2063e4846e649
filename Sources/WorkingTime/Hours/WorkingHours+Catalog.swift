package import Catalog

extension WorkingHours {
    /// The hours that the catalog holds, or nil where it holds none: nothing is counted in hours there.
    package init?(_ catalog: Catalog) throws(WorkingHoursError) {
        guard let entry = catalog.workingHours else { return nil }
        try self.init(entry)
    }

    package init(_ entry: WorkingHoursEntry) throws(WorkingHoursError) {
        var changes: [Change] = []
        for change in entry.changes {
            changes.append(Change(from: change.from, spans: try Self.spans(change.spans)))
        }
        try self.init(try Self.spans(entry.spans), changes: changes)
    }

    private static func spans(_ spans: [WorkingHoursEntry.Span]) throws(WorkingHoursError) -> [Span] {
        try spans.map { span throws(WorkingHoursError) in try Span(from: span.from, until: span.until) }
    }
}
