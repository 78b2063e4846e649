import Ledger

extension ImportProfile {
    private static let keys = [
        "code", "name", "kind", "header", "columns", "nothing", "outside", "number", "source", "reported_at",
        "community", "category", "lead", "position", "address", "text", "note", "fields", "closed",
    ]

    /// Reads `profiles/CODE.yaml`.
    init?(_ root: YAMLValue, path: String, _ reader: CatalogReader) {
        reader.expectOnly(Self.keys, in: root)
        let code = reader.code("code", of: root)
        if let code {
            reader.define(.profile, code.rawValue, validity: .always, at: root)
            if path != "profiles/\(code).yaml" {
                reader.report(root, "the profile \(code) must stand in profiles/\(code).yaml")
            }
        }
        let name = reader.localName("name", of: root)
        let kind = reader.value("kind", of: root, expected: "the code of a kind") { Code(rawValue: $0) }
        if let kind, let place = root["kind"] {
            reader.refer(to: .kind, kind.rawValue, as: "kind", from: nil, at: place)
        }
        let columns = reader.list("columns", of: root).compactMap { Column($0, reader) }
        let known = Set(columns.map(\.name))
        if known.count < columns.count {
            reader.report(root["columns"] ?? root, "\"columns\" names one twice")
        }
        let hasHeader = root["header"] == nil || reader.yesNo("header", of: root)
        let nothing = reader.texts("nothing", of: root)
        let outside = reader.optionalList("outside", of: root).compactMap { Condition($0, known, reader) }
        let number = reader.member("number", of: root).flatMap { Number($0, known, reader) }
        func lookup(_ key: String, _ sort: CatalogNames.Sort) -> Lookup? {
            root[key].flatMap { Lookup($0, key, sort, known, reader) }
        }
        if root["source"] == nil { _ = reader.member("source", of: root) }
        let source = lookup("source", .source)
        let (community, category) = (lookup("community", .community), lookup("category", .category))
        let lead = lookup("lead", .unit)
        func template(_ key: String) -> CellTemplate? {
            root[key].flatMap { reader.template($0, key, known) }
        }
        let (reportedAt, address) = (template("reported_at"), template("address"))
        let position = root["position"].flatMap { Position($0, known, reader) }
        let text = reader.list("text", of: root).compactMap { reader.template($0, "text", known) }
        let note = reader.optionalList("note", of: root).compactMap { reader.template($0, "note", known) }
        let fields = (root["fields"]?.map ?? []).compactMap { Field($0, known, reader) }
        let closed = reader.optionalList("closed", of: root).compactMap { Closing($0, known, reader) }
        guard let code, let name, let kind, let number, let source, !text.isEmpty, !columns.isEmpty else {
            return nil
        }
        self.init(
            code: code,
            name: name,
            kind: kind,
            hasHeader: hasHeader,
            columns: columns,
            nothing: nothing,
            outside: outside,
            number: number,
            source: source,
            reportedAt: reportedAt,
            community: community,
            category: category,
            lead: lead,
            position: position,
            address: address,
            text: text,
            note: note,
            fields: fields,
            closed: closed
        )
    }
}

extension ImportProfile.Column {
    /// `REC_ID`, or `{name: 来源, other: [问题来源], optional: yes}`.
    fileprivate init?(_ value: YAMLValue, _ reader: CatalogReader) {
        if let name = value.text, !name.isEmpty {
            self.init(name: name, otherNames: [], isRequired: true)
            return
        }
        reader.expectOnly(["name", "other", "optional"], in: value)
        let others = reader.optionalList("other", of: value).compactMap(\.text)
        let isOptional = reader.yesNo("optional", of: value)
        guard let name = reader.text("name", of: value) else { return nil }
        self.init(name: name, otherNames: others, isRequired: !isOptional)
    }
}

extension ImportProfile.Condition {
    fileprivate init?(_ value: YAMLValue, _ columns: Set<String>, _ reader: CatalogReader) {
        reader.expectOnly(["from", "is", "is_not"], in: value)
        let from = reader.member("from", of: value).flatMap { reader.template($0, "from", columns) }
        let isOneOf = value["is"] != nil
        if isOneOf == (value["is_not"] != nil) {
            reader.report(value, "give either \"is\" or \"is_not\", a list of texts")
        }
        let values = reader.texts(isOneOf ? "is" : "is_not", of: value)
        guard let from else { return nil }
        self.init(from: from, values: values, isOneOf: isOneOf)
    }
}

extension ImportProfile.Number {
    fileprivate init?(_ value: YAMLValue, _ columns: Set<String>, _ reader: CatalogReader) {
        guard value.map != nil else {
            guard let template = reader.template(value, "number", columns) else { return nil }
            self = .text(template)
            return
        }
        reader.expectOnly(["digest_of"], in: value)
        guard let of = reader.member("digest_of", of: value),
            let template = reader.template(of, "digest_of", columns)
        else { return nil }
        self = .digest(template)
    }
}

extension ImportProfile.Lookup {
    fileprivate init?(
        _ value: YAMLValue,
        _ key: String,
        _ sort: CatalogNames.Sort,
        _ columns: Set<String>,
        _ reader: CatalogReader
    ) {
        // The same for all rows.
        if value.map == nil {
            guard
                let code = reader.parse(
                    value,
                    key,
                    expected: "the code of a \(sort)",
                    { Code(rawValue: $0) }
                ),
                let constant = CellTemplate(code.rawValue)
            else { return nil }
            reader.refer(to: sort, code.rawValue, as: key, from: nil, at: value)
            self.init(
                from: constant,
                codes: [code.rawValue: code],
                prefix: nil,
                isByName: false,
                othersAreNothing: false
            )
            return
        }
        reader.expectOnly(["from", "codes", "prefix", "by_name", "others"], in: value)
        let from = reader.member("from", of: value).flatMap { reader.template($0, "from", columns) }
        let codes = reader.codeList("codes", sort, of: value)
        let prefix = reader.optional("prefix", of: value, expected: "the beginning of a code") {
            Code(rawValue: "\($0)x") == nil ? nil : $0
        }
        let isByName = reader.yesNo("by_name", of: value)
        let others = reader.optional(
            "others",
            of: value,
            expected: "nothing, where what is not found counts as such"
        ) {
            $0 == "nothing" ? true : nil
        }
        guard let from else { return nil }
        self.init(
            from: from,
            codes: codes,
            prefix: prefix,
            isByName: isByName,
            othersAreNothing: others ?? false
        )
    }
}

extension ImportProfile.Position {
    fileprivate init?(_ value: YAMLValue, _ columns: Set<String>, _ reader: CatalogReader) {
        reader.expectOnly(["latitude", "longitude", "nowhere"], in: value)
        func template(_ key: String) -> CellTemplate? {
            reader.member(key, of: value).flatMap { reader.template($0, key, columns) }
        }
        let (latitude, longitude) = (template("latitude"), template("longitude"))
        let nowhere = reader.texts("nowhere", of: value)
        guard let latitude, let longitude else { return nil }
        self.init(latitude: latitude, longitude: longitude, nowhere: nowhere)
    }
}

extension ImportProfile.Field {
    fileprivate init?(_ member: YAMLValue.Member, _ columns: Set<String>, _ reader: CatalogReader) {
        let value = member.value
        reader.expectOnly(["from", "codes"], in: value)
        guard let code = Code(rawValue: member.key) else {
            reader.report(value, "\"\(member.key.shortened)\" is no code of a field")
            return nil
        }
        let codes = reader.codeList("codes", nil, of: value)
        guard let from = reader.member("from", of: value).flatMap({ reader.template($0, "from", columns) })
        else { return nil }
        self.init(code: code, from: from, codes: codes)
    }
}

extension ImportProfile.Closing {
    fileprivate init?(_ value: YAMLValue, _ columns: Set<String>, _ reader: CatalogReader) {
        reader.expectOnly(["from", "is", "in_time", "is_day"], in: value)
        let from = reader.member("from", of: value).flatMap { reader.template($0, "from", columns) }
        let values = value["is"] == nil ? nil : reader.texts("is", of: value)
        let isInTime = value["in_time"] == nil ? nil : reader.yesNo("in_time", of: value)
        let isDay = reader.yesNo("is_day", of: value)
        if isDay, values != nil { reader.report(value, "a text that \"is\" something is no day") }
        guard let from else { return nil }
        self.init(from: from, values: values, isInTime: isInTime, isDay: isDay)
    }
}

extension CatalogReader {
    /// A text with columns in braces, each of which the profile lists.
    fileprivate func template(_ value: YAMLValue, _ name: String, _ columns: Set<String>) -> CellTemplate? {
        let template = parse(value, name, expected: "a text with columns in braces, as {REC_ID}") {
            CellTemplate($0)
        }
        for column in template?.columns ?? [] where !columns.contains(column) {
            report(
                value,
                "\"\(name)\" names the column \"\(column.shortened)\", which \"columns\" does not list\(Self.guess(column, columns.sorted()))"
            )
        }
        return template
    }

    fileprivate func texts(_ name: String, of value: YAMLValue) -> Set<String> {
        Set(optionalList(name, of: value).compactMap { parse($0, name, expected: "a text") { $0 } })
    }

    /// `{word of the table: code}`.
    fileprivate func codeList(
        _ name: String,
        _ sort: CatalogNames.Sort?,
        of value: YAMLValue
    ) -> [String: Code] {
        guard let list = value[name] else { return [:] }
        guard let members = list.map else {
            report(list, "\"\(name)\" must be a list of words with their codes, as {12345: hotline-12345}")
            return [:]
        }
        var codes: [String: Code] = [:]
        for member in members {
            guard let code = parse(member.value, member.key, expected: "a code", { Code(rawValue: $0) })
            else { continue }
            if let sort { refer(to: sort, code.rawValue, as: member.key, from: nil, at: member.value) }
            codes[member.key] = code
        }
        return codes
    }
}
