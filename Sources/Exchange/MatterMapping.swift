package import Casework
package import Catalog
package import Ledger
package import Tables

/// What a profile makes of the rows of a table.
package struct MatterMapping: Sendable {
    package enum Read: Equatable, Sendable {
        case matter(ImportedMatter)
        /// It is somebody else's.
        case outside
    }

    package let profile: ImportProfile
    let rules: MatterRules
    private let kind: MatterKind
    private let (sources, communities, categories, units):
        (CatalogLookup, CatalogLookup, CatalogLookup, CatalogLookup)

    /// - Throws: `ProfileError` where the profile and its kind do not fit.
    package init(_ profile: ImportProfile, _ rules: MatterRules) throws(ProfileError) {
        guard let kind = rules.catalog.matterKind(profile.kind) else {
            throw ProfileError.kind(profile.code, profile.kind)
        }
        for field in profile.fields
        where !kind.fields.contains(where: { $0.code == field.code && $0.stage == .report }) {
            throw .field(profile.code, field.code, of: kind.code)
        }
        self.profile = profile
        self.rules = rules
        self.kind = kind
        sources = CatalogLookup(.source, rules.catalog)
        communities = CatalogLookup(.community, rules.catalog)
        categories = CatalogLookup(.category, rules.catalog)
        units = CatalogLookup(.unit, rules.catalog)
    }

    /// The columns that it looks for in the header.
    package var columns: [TableColumn] {
        profile.columns.map { TableColumn($0.name, otherNames: $0.otherNames, isRequired: $0.isRequired) }
    }

    /// - Parameters:
    ///   - cell: The text of a column; nil where the table lacks it.
    ///   - now: Nothing that comes in happened later.
    package func read(_ text: (String) -> String?, at now: Instant) throws(RowProblem) -> Read {
        func cell(_ name: String) -> String {
            let text = text(name)?.trimmed ?? ""
            return profile.nothing.contains(text) ? "" : text
        }
        if profile.outside.contains(where: { $0.holds(cell) }) { return .outside }
        guard let source = try sources.code(profile.source, cell) else {
            throw RowProblem(.empty, columns: profile.source.from.columns)
        }
        let number = try number(cell)
        let closing = try closing(cell)
        let place = Matter.Place(
            community: try profile.community.flatMap { lookup throws(RowProblem) in
                try communities.code(lookup, cell)
            },
            category: try profile.category.flatMap { lookup throws(RowProblem) in
                try categories.code(lookup, cell)
            }
        )
        let lead = try profile.lead.flatMap { lookup throws(RowProblem) in try units.code(lookup, cell) }
        // What is closed and says no time of its report is counted on the day of its end.
        let reportedAt = try time(cell) ?? closing?.day.map { rules.zone.instant($0) }
        if let reportedAt, reportedAt > now { throw late(profile.reportedAt, cell) }
        let points = profile.text.map { $0.filled(cell).trimmed }.filter { !$0.isEmpty }
        guard !points.isEmpty else {
            throw RowProblem(.empty, columns: profile.text.flatMap(\.columns))
        }
        let lines = profile.note.map { $0.filled(cell).trimmed }.filter { !$0.isEmpty }
        let fields = try answers(cell)
        let position = try position(cell)
        do throws(MatterError) {
            let report = Report(
                kind: kind.code,
                source: source,
                words: try Report.Words(points: points, address: profile.address?.filled(cell)),
                place: place,
                position: position,
                outsideNumber: number,
                fields: fields,
                reportedAt: reportedAt ?? (closing == nil ? nil : now)
            )
            guard kind.sources.contains(source) else { throw .otherSource(source) }
            try rules.check(report, of: kind)
            let note = lines.isEmpty ? nil : try Note(lines.joined(separator: "\n"))
            return .matter(
                ImportedMatter(
                    report,
                    closing: try closing.map { end throws(MatterError) in
                        let day = end.day ?? rules.zone.day(of: reportedAt ?? now)
                        guard day >= rules.zone.day(of: reportedAt ?? now), day <= rules.zone.day(of: now)
                        else { throw .time }
                        return .init(on: day, isInTime: end.isInTime, lead: lead)
                    },
                    note: note
                )
            )
        } catch .time {
            throw RowProblem(.time, columns: profile.closed.filter(\.isDay).flatMap(\.from.columns))
        } catch { throw RowProblem(.matter(error)) }
    }

    private func late(_ template: CellTemplate?, _ cell: (String) -> String) -> RowProblem {
        RowProblem(.time, columns: template?.columns ?? [], value: template?.filled(cell) ?? "")
    }

    private func number(_ cell: (String) -> String) throws(RowProblem) -> String {
        switch profile.number {
        case .text(let template):
            let number = template.filled(cell)
            guard !number.isEmpty else { throw RowProblem(.empty, columns: template.columns) }
            guard number.count <= MatterReported.outsideNumberLimit else {
                throw RowProblem(
                    .tooLong(most: MatterReported.outsideNumberLimit),
                    columns: template.columns,
                    value: number
                )
            }
            return number
        case .digest(let template):
            let text = template.filled(cell)
            return String(Hash(of: Array("\(profile.code)\n\(text)".utf8)).description.prefix(20))
        }
    }

    private func time(_ cell: (String) -> String) throws(RowProblem) -> Instant? {
        guard let template = profile.reportedAt, case let text = template.filled(cell).trimmed, !text.isEmpty
        else { return nil }
        guard let time = TableTime(text) else {
            throw RowProblem(.noTime, columns: template.columns, value: text)
        }
        return time.instant(in: rules.zone)
    }

    private func closing(_ cell: (String) -> String) throws(RowProblem) -> (day: LocalDay?, isInTime: Bool?)?
    {
        for closing in profile.closed {
            let text = closing.from.filled(cell).trimmed
            if let values = closing.values {
                if values.contains(text) { return (nil, closing.isInTime) }
            } else if !text.isEmpty {
                guard closing.isDay else { return (nil, closing.isInTime) }
                guard let time = TableTime(text) else {
                    throw RowProblem(.noDay, columns: closing.from.columns, value: text)
                }
                return (time.day, closing.isInTime)
            }
        }
        return nil
    }

    private func position(_ cell: (String) -> String) throws(RowProblem) -> MatterReported.Position? {
        guard let position = profile.position else { return nil }
        let (latitude, longitude) = (position.latitude.filled(cell), position.longitude.filled(cell))
        let text = "\(latitude) \(longitude)"
        if latitude.isEmpty && longitude.isEmpty || position.nowhere.contains(text) { return nil }
        guard let north = Degrees.millionths(latitude), let east = Degrees.millionths(longitude),
            let place = MatterReported.Position(latitude: north, longitude: east)
        else {
            throw RowProblem(
                .noPosition,
                columns: position.latitude.columns + position.longitude.columns,
                value: text
            )
        }
        return place
    }

    private func answers(_ cell: (String) -> String) throws(RowProblem) -> [Code: Report.FieldValue] {
        var answers: [Code: Report.FieldValue] = [:]
        for field in profile.fields {
            let text = field.from.filled(cell).trimmed
            guard !text.isEmpty, let asked = kind.fields.first(where: { $0.code == field.code }) else {
                continue
            }
            guard let answer = Self.answer(text, field, asked) else {
                throw RowProblem(.noAnswer, columns: field.from.columns, value: text)
            }
            answers[field.code] = answer
        }
        return answers
    }

    private static func answer(
        _ text: String,
        _ field: ImportProfile.Field,
        _ asked: MatterKind.Field
    ) -> Report.FieldValue? {
        switch asked.type {
        case .text: .text(text)
        case .number: Int64(text).map { .number($0) }
        case .day: TableTime(text).map { .day($0.day) }
        case .yesNo:
            ["yes", "是", "1"].contains(text)
                ? .flag(true) : ["no", "否", "0"].contains(text) ? .flag(false) : nil
        case .choice(let choices):
            (field.codes[text]
                ?? choices.first { [$0.name.zh, $0.name.en, $0.code.rawValue].contains(text) }?.code)
                .map { .choice($0) }
        }
    }
}

/// Why a profile cannot be used.
package enum ProfileError: Error, Equatable, CustomStringConvertible {
    case unknown(String, known: [Code])
    case kind(Code, Code)
    case field(Code, Code, of: Code)

    package var description: String {
        switch self {
        case .unknown(let code, let known):
            "The catalog has no profile \(code). It has: \(known.map(\.rawValue).joined(separator: ", "))."
        case .kind(let profile, let kind):
            "The profile \(profile) makes matters of the kind \(kind), which the catalog does not have."
        case .field(let profile, let field, let kind):
            "The profile \(profile) answers \(field), which the kind \(kind) does not ask when a matter is reported."
        }
    }
}

extension String {
    /// Without blanks around it.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
