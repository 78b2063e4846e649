import Ledger

extension CatalogRecord {
    init(_ profile: ImportProfile) {
        let closed = profile.closed.map { closing in
            [
                closing.from.text, closing.values.map { "is \($0.sorted().joined(separator: ", "))" } ?? "",
                closing.isInTime.map { $0 ? "in time" : "late" } ?? "", closing.isDay ? "day" : "",
            ].filter { !$0.isEmpty }.joined(separator: " ")
        }
        self.init(
            .profile,
            profile.code.rawValue,
            [
                ("name.zh", profile.name.zh), ("name.en", profile.name.en), ("kind", profile.kind.rawValue),
                ("header", profile.hasHeader ? "yes" : "no"),
                ("columns", Self.lines(profile.columns.map(\.text))),
                ("nothing", Self.lines(profile.nothing.sorted())),
                ("outside", Self.lines(profile.outside.map(\.text))), ("number", profile.number.text),
                ("source", profile.source.text), ("reported_at", profile.reportedAt?.text ?? ""),
                ("community", profile.community?.text ?? ""), ("category", profile.category?.text ?? ""),
                ("lead", profile.lead?.text ?? ""), ("position", profile.position?.text ?? ""),
                ("address", profile.address?.text ?? ""), ("text", Self.lines(profile.text.map(\.text))),
                ("note", Self.lines(profile.note.map(\.text))),
                ("fields", Self.lines(profile.fields.map { "\($0.code): \($0.from.text) \($0.codes.text)" })),
                ("closed", Self.lines(closed)),
            ]
        )
    }

    private static func lines(_ lines: [String]) -> String { lines.joined(separator: "; ") }
}

extension ImportProfile.Column {
    fileprivate var text: String {
        ([name] + otherNames).joined(separator: " / ") + (isRequired ? "" : ", optional")
    }
}

extension ImportProfile.Condition {
    fileprivate var text: String {
        "\(from.text) \(isOneOf ? "is" : "is not") \(values.sorted().joined(separator: ", "))"
    }
}

extension ImportProfile.Number {
    fileprivate var text: String {
        switch self {
        case .text(let template): template.text
        case .digest(let template): "digest of \(template.text)"
        }
    }
}

extension ImportProfile.Lookup {
    fileprivate var text: String {
        [
            from.text, codes.text, prefix.map { "prefix \($0)" } ?? "", isByName ? "by name" : "",
            othersAreNothing ? "others nothing" : "",
        ].filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

extension ImportProfile.Position {
    fileprivate var text: String {
        "\(latitude.text) \(longitude.text), nowhere \(nowhere.sorted().joined(separator: ", "))"
    }
}

extension [String: Code] {
    fileprivate var text: String {
        sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    }
}
