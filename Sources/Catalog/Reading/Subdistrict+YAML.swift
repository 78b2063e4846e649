import Ledger

extension Subdistrict {
    init?(_ root: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["code", "name", "time_zone", "origin", "communities"], in: root)
        let code = reader.value("code", of: root, expected: "9 digits in quotes") { Self.digits($0, 9) }
        let name = reader.localName("name", of: root)
        let zone = reader.value("time_zone", of: root, expected: "a time zone such as Asia/Shanghai") {
            Zone(name: $0)
        }
        let origin = reader.value(
            "origin",
            of: root,
            expected: "a name such as ledger.example.org, without blanks and +"
        ) {
            VerifierKey(name: $0, publicKey: Array(repeating: 0, count: 32)).map(\.name)
        }
        let communities = reader.list("communities", of: root).compactMap {
            Community($0, subdistrict: code, reader)
        }
        guard let code, let name, let zone, let origin else { return nil }
        self.init(code: code, name: name, zone: zone, origin: origin, communities: communities)
    }

    static func digits(_ text: String, _ count: Int) -> String? {
        text.utf8.count == count && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
    }
}

extension Community {
    init?(_ value: YAMLValue, subdistrict: String?, _ reader: CatalogReader) {
        reader.expectOnly(["code", "name", "since", "until"], in: value)
        let code = reader.value(
            "code",
            of: value,
            expected: "12 digits in quotes, the first 9 the subdistrict's"
        ) { text in
            Subdistrict.digits(text, 12).flatMap { digits in
                digits.hasPrefix(subdistrict ?? "") ? Code(rawValue: digits) : nil
            }
        }
        let name = reader.localName("name", of: value)
        let validity = reader.validity(of: value)
        if let code { reader.define(.community, code.rawValue, validity: validity, at: value) }
        guard let code, let name else { return nil }
        self.init(code: code, name: name, validity: validity)
    }
}

extension GridCell {
    static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [GridCell] {
        reader.expectOnly(["cells"], in: root)
        return reader.list("cells", of: root).compactMap { GridCell($0, reader) }
    }

    private init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["code", "name", "since", "until"], in: value)
        let code = reader.value(
            "code",
            of: value,
            expected: "15 digits in quotes, the first 12 a community's"
        ) {
            Subdistrict.digits($0, 15).flatMap { Code(rawValue: $0) }
        }
        let name = reader.localName("name", of: value)
        let validity = reader.validity(of: value)
        if let code, let place = value["code"] {
            reader.define(.cell, code.rawValue, validity: validity, at: value)
            let community = String(code.rawValue.prefix(12))
            reader.refer(to: .community, community, as: "code (first 12 digits)", from: validity, at: place)
        }
        guard let code, let name else { return nil }
        self.init(code: code, name: name, validity: validity)
    }
}
