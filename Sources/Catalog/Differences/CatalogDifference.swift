package import Ledger

/// What taking over another catalog would change, thing by thing.
///
/// Comments and layout are not compared: catalogs of two digests may differ in nothing.
package struct CatalogDifference: Equatable, Sendable {
    /// In the order in which differences are told.
    package enum Thing: String, CaseIterable, Sendable {
        case subdistrict, community, unit, cell, line, kind, document, source, category, profile, figure,
            report
        case holidayNotice = "holiday-notice"
        case workingHours = "working-hours"
        case deadlineRule = "deadline-rule"
    }

    package enum Action: Equatable, Sendable {
        case added
        case changed
        /// It gets a last day; its code stays.
        case retired(until: LocalDay)
        /// It would break what the ledger says already; why, and what to do instead.
        case forbidden(String)
    }

    package struct Field: Equatable, Sendable {
        package let name: String
        /// Empty where there was none.
        package let old: String
        package let new: String
    }

    package struct Change: Equatable, Sendable {
        package let thing: Thing
        /// Empty for the subdistrict and the working hours, of which there is one.
        package let code: String
        package let action: Action
        /// In the order of the file's keys; none where the thing is new or gone.
        package let fields: [Field]
    }

    /// The digests of the two catalogs.
    package let old: Hash
    package let new: Hash
    /// By thing, and by code within a thing.
    package let changes: [Change]

    package init(from old: Catalog, to new: Catalog) {
        self.old = old.content.digest
        self.new = new.content.digest
        let (before, after) = (Self.byPlace(old.records), Self.byPlace(new.records))
        changes = Set(before.keys).union(after.keys).sorted()
            .compactMap { Self.change(from: before[$0], to: after[$0]) }
    }

    /// Whether the new catalog must not be adopted.
    package var isForbidden: Bool {
        changes.contains { change in
            if case .forbidden = change.action { true } else { false }
        }
    }
}

extension CatalogDifference {
    private struct Place: Hashable, Comparable {
        let order: Int
        let code: String

        static func < (left: Self, right: Self) -> Bool {
            (left.order, left.code) < (right.order, right.code)
        }
    }

    private static func byPlace(_ records: [CatalogRecord]) -> [Place: CatalogRecord] {
        let pairs = records.map { record in
            (Place(order: Thing.allCases.firstIndex(of: record.thing) ?? 0, code: record.code), record)
        }
        // Codes are unique in a checked catalog.
        return Dictionary(pairs) { first, _ in first }
    }

    private static func change(from old: CatalogRecord?, to new: CatalogRecord?) -> Change? {
        switch (old, new) {
        case (nil, nil): return nil
        case (nil, let new?): return Change(thing: new.thing, code: new.code, action: .added, fields: [])
        case (let old?, nil):
            return Change(
                thing: old.thing,
                code: old.code,
                action: .forbidden(old.thing.reasonToStay),
                fields: []
            )
        case (let old?, let new?):
            let fields = fields(from: old, to: new)
            guard !fields.isEmpty else { return nil }
            return Change(
                thing: new.thing,
                code: new.code,
                action: action(of: fields, old, new),
                fields: fields
            )
        }
    }

    private static func fields(from old: CatalogRecord, to new: CatalogRecord) -> [Field] {
        let names = new.fields.map(\.name) + old.fields.map(\.name).filter { new.text($0) == nil }
        return names.compactMap { name in
            let (before, after) = (old.text(name) ?? "", new.text(name) ?? "")
            return before == after ? nil : Field(name: name, old: before, new: after)
        }
    }

    private static func action(of fields: [Field], _ old: CatalogRecord, _ new: CatalogRecord) -> Action {
        let names = Set(fields.map(\.name))
        switch new.thing {
        case .subdistrict where names.contains("code"):
            return .forbidden("a store is one subdistrict's; make another store for another code")
        case .subdistrict where names.contains("time_zone"):
            return .forbidden("the days of all facts are those of the time zone in the first entry; keep it")
        case .figure:
            let version = Int(new.text("version") ?? "") ?? 0
            let last = Int(old.text("version") ?? "") ?? 0
            if version < last {
                return .forbidden("its version fell from \(last) to \(version); it only rises")
            }
            if version == last, !names.isSubset(of: ["name.zh", "name.en"]) {
                return .forbidden("its rule changed, and its version is still \(version); raise the version")
            }
            return .changed
        case .subdistrict, .community, .unit, .cell, .line, .kind, .document, .source, .category, .profile,
            .report, .holidayNotice, .workingHours, .deadlineRule:
            guard old.text("until") == "", let until = new.text("until").flatMap({ LocalDay($0) }) else {
                return .changed
            }
            return .retired(until: until)
        }
    }
}

extension CatalogDifference.Thing {
    /// Why it cannot just be left out of the next catalog.
    fileprivate var reasonToStay: String {
        switch self {
        case .community, .unit, .cell, .line, .kind, .document, .source, .category, .deadlineRule:
            "entries may name it; keep it and give it \"until\", its last day"
        case .profile: "what came in by it names it; keep it"
        case .report: "it has been read; keep its text"
        case .figure: "reports may hold it; keep its definition"
        case .holidayNotice: "deadlines may have been counted by it; keep it, a later notice replaces it"
        case .workingHours: "deadlines are counted in them; keep them"
        case .subdistrict: "a catalog has one"
        }
    }
}
