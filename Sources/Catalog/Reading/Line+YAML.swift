import Ledger

extension Line {
    init?(_ root: YAMLValue, path: String, _ reader: CatalogReader) {
        reader.expectOnly(
            [
                "code", "name", "does", "lead", "assisting", "mechanisms", "kinds", "documents", "figures",
                "since", "until",
            ],
            in: root
        )
        let code = reader.code("code", of: root)
        let name = reader.localName("name", of: root)
        let does = reader.localName("does", of: root)
        let validity = reader.validity(of: root)
        let lead = reader.value("lead", of: root, expected: "the code of a unit") { Code(rawValue: $0) }
        if let lead, let place = root["lead"] {
            reader.refer(to: .unit, lead.rawValue, as: "lead", from: validity, at: place)
        }
        let assisting = Self.codes("assisting", of: root, expected: "the code of a unit", reader) {
            Code(rawValue: $0)
        }
        for (code, place) in assisting {
            reader.refer(to: .unit, code.rawValue, as: "assisting", from: validity, at: place)
            if code == lead { reader.report(place, "the unit \(code) leads already; leave it out here") }
        }
        let figures = Self.codes("figures", of: root, expected: "the id of a figure", reader) { $0 }
        for (id, place) in figures {
            reader.refer(to: .figure, id, as: "figures", from: .always, at: place)
        }
        let mechanisms = Self.mechanisms(root, reader)
        var matterKinds: [MatterKind] = []
        let kinds = Self.terms("kinds", .kind, of: root, reader, declaring: ("series", MatterKind.keys)) {
            if let kind = MatterKind($0, $1, $2, $3, line: code, reader) { matterKinds.append(kind) }
        }
        var matterDocuments: [MatterDocument] = []
        let documents = Self.terms(
            "documents",
            .document,
            of: root,
            reader,
            declaring: ("chain", MatterDocument.keys)
        ) {
            if let document = MatterDocument($0, $1, $2, $3, line: code, reader) {
                matterDocuments.append(document)
            }
        }
        if let code, let place = root["code"] {
            reader.define(.line, code.rawValue, validity: validity, at: root)
            if path != "lines/\(code).yaml" {
                reader.report(place, "the file of the line \(code) must be lines/\(code).yaml")
            }
        }
        guard let code, let name, let does, let lead else { return nil }
        self.init(
            code: code,
            name: name,
            does: does,
            lead: lead,
            assisting: assisting.map(\.0),
            mechanisms: mechanisms,
            kinds: kinds,
            documents: documents,
            matterKinds: matterKinds,
            matterDocuments: matterDocuments,
            figures: figures.map(\.0),
            validity: validity
        )
    }

    private static func mechanisms(_ root: YAMLValue, _ reader: CatalogReader) -> [Mechanism] {
        let list = reader.list("mechanisms", of: root)
        if list.isEmpty, let place = root["mechanisms"], place.list != nil {
            reader.report(place, "\"mechanisms\" is empty; a line of work has at least one")
        }
        var found: [Mechanism] = []
        for value in list {
            guard let mechanism: Mechanism = reader.choice(value, "mechanisms") else { continue }
            if found.contains(mechanism) {
                reader.report(value, "\"mechanisms\" names \(mechanism.rawValue) twice")
            } else {
                found.append(mechanism)
            }
        }
        return found
    }

    /// A list of codes, none twice, each with its place.
    private static func codes<Value: Hashable>(
        _ key: String,
        of root: YAMLValue,
        expected: String,
        _ reader: CatalogReader,
        _ parse: (String) -> Value?
    ) -> [(Value, YAMLValue)] {
        var seen: Set<Value> = []
        return reader.list(key, of: root).compactMap { value in
            guard let code = reader.parse(value, key, expected: expected, parse) else { return nil }
            guard seen.insert(code).inserted else {
                reader.report(value, "\"\(key)\" names \(value.text?.shortened ?? "") twice")
                return nil
            }
            return (code, value)
        }
    }

    private static func terms(
        _ key: String,
        _ sort: CatalogNames.Sort,
        of root: YAMLValue,
        _ reader: CatalogReader,
        declaring whole: (key: String, keys: [String]),
        _ declare: (YAMLValue, Code?, LocalName?, Validity) -> Void
    ) -> [Term] {
        reader.list(key, of: root).compactMap { value in
            let isWhole = value[whole.key] != nil
            reader.expectOnly(isWhole ? whole.keys : ["code", "name", "since", "until"], in: value)
            let code = reader.code("code", of: value)
            let name = reader.localName("name", of: value)
            let validity = reader.validity(of: value)
            if let code { reader.define(sort, code.rawValue, validity: validity, at: value) }
            if isWhole { declare(value, code, name, validity) }
            guard let code, let name else { return nil }
            return Term(code: code, name: name, validity: validity)
        }
    }
}
