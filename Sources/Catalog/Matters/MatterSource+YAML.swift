import Ledger

extension MatterSource {
    static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [MatterSource] {
        reader.expectOnly(["sources"], in: root)
        return reader.list("sources", of: root).compactMap { MatterSource($0, reader) }
    }

    private init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["code", "name", "level", "closing", "numbered", "since", "until"], in: value)
        let code = reader.code("code", of: value)
        let name = reader.localName("name", of: value)
        let level: Level? = reader.choice("level", of: value)
        let closing: Closing? = reader.choice("closing", of: value)
        let hasNumber = reader.yesNo("numbered", of: value)
        let validity = reader.validity(of: value)
        if let code { reader.define(.source, code.rawValue, validity: validity, at: value) }
        guard let code, let name, let level, let closing else { return nil }
        self.init(
            code: code,
            name: name,
            level: level,
            closing: closing,
            hasNumber: hasNumber,
            validity: validity
        )
    }
}

extension MatterCategory {
    /// Each with those below it, in the order of the file.
    static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [MatterCategory] {
        reader.expectOnly(["categories"], in: root)
        return list(reader.list("categories", of: root), below: nil, reader)
    }

    private static func list(
        _ values: [YAMLValue],
        below parent: Code?,
        _ reader: CatalogReader
    ) -> [MatterCategory] {
        values.flatMap { value -> [MatterCategory] in
            reader.expectOnly(["code", "name", "hints", "below", "since", "until"], in: value)
            let code = reader.code("code", of: value)
            let name = reader.localName("name", of: value)
            let validity = reader.validity(of: value)
            let hints = reader.optionalList("hints", of: value).compactMap {
                reader.parse($0, "hints", expected: "a word") { $0.isEmpty ? nil : $0 }
            }
            if let code { reader.define(.category, code.rawValue, validity: validity, at: value) }
            let below = list(reader.optionalList("below", of: value), below: code, reader)
            guard let code, let name else { return below }
            let category = MatterCategory(
                code: code,
                name: name,
                parent: parent,
                hints: hints,
                validity: validity
            )
            return [category] + below
        }
    }
}

extension MatterDocument {
    static let keys = ["code", "name", "number", "chain", "sealed", "text", "since", "until"]

    /// Reads a document whose code and name its line has read already.
    init?(
        _ value: YAMLValue,
        _ code: Code?,
        _ name: LocalName?,
        _ validity: Validity,
        line: Code?,
        _ reader: CatalogReader
    ) {
        let number = reader.optional("number", of: value, expected: "a text with {year} and {number}") { $0 }
        if let number, let place = value["number"] {
            do { _ = try PaperNumberPattern(number) } catch { reader.report(place, "\(error)") }
        }
        let chain: [Signer] = reader.list("chain", of: value).compactMap { reader.choice($0, "chain") }
        checkChain(chain, value, reader)
        let isSealed = reader.yesNo("sealed", of: value)
        let text = reader.localName("text", of: value)
        if let text, let place = value["text"] { checkText(text, place, reader) }
        guard let code, let name, let line, let text, !chain.isEmpty else { return nil }
        self.init(
            code: code,
            name: name,
            line: line,
            number: number,
            chain: chain,
            isSealed: isSealed,
            text: text,
            validity: validity
        )
    }
}

/// The drafter signs first, and nobody twice.
private func checkChain(_ chain: [MatterDocument.Signer], _ value: YAMLValue, _ reader: CatalogReader) {
    guard let first = chain.first else {
        return reader.report(value, "\"chain\" is empty; somebody signs every document")
    }
    if first != .drafter {
        reader.report(value["chain"] ?? value, "\"chain\" begins with \(first.rawValue); expected drafter")
    }
    for signer in MatterDocument.Signer.allCases where chain.count(where: { $0 == signer }) > 1 {
        reader.report(value["chain"] ?? value, "\"chain\" names \(signer.rawValue) twice")
    }
}

/// Names in braces are those that a matter has something for.
private func checkText(_ text: LocalName, _ value: YAMLValue, _ reader: CatalogReader) {
    for part in [text.zh, text.en] {
        for match in part.matches(of: /\{([^{}]*)\}/) where !MatterDocument.names.contains(String(match.1)) {
            let name = String(match.1)
            let known = MatterDocument.names.joined(separator: ", ")
            reader.report(
                value,
                "\"text\" has {\(name.shortened)}; expected one of \(known)\(CatalogReader.guess(name, MatterDocument.names))"
            )
        }
    }
}

extension CatalogReader {
    /// A list that may be left out.
    func optionalList(_ name: String, of value: YAMLValue) -> [YAMLValue] {
        value[name] == nil ? [] : list(name, of: value)
    }

    /// Codes of things of a sort, none twice.
    func codes(
        _ name: String,
        _ sort: CatalogNames.Sort,
        of value: YAMLValue,
        isOptional: Bool = false
    ) -> [Code] {
        var seen: Set<Code> = []
        let values = isOptional ? optionalList(name, of: value) : list(name, of: value)
        return values.compactMap { element in
            guard
                let code = parse(element, name, expected: "the code of a \(sort)", { Code(rawValue: $0) })
            else { return nil }
            refer(to: sort, code.rawValue, as: name, from: nil, at: element)
            guard seen.insert(code).inserted else {
                report(element, "\"\(name)\" names \(code) twice")
                return nil
            }
            return code
        }
    }

    /// The code of a deadline rule.
    func rule(_ name: String, of value: YAMLValue) -> Code? {
        let code = self.value(name, of: value, expected: "the code of a deadline rule") {
            Code(rawValue: $0)
        }
        if let code, let place = value[name] {
            refer(to: .deadlineRule, code.rawValue, as: name, from: nil, at: place)
        }
        return code
    }

    /// `yes` or `no`; no where it is left out.
    func yesNo(_ name: String, of value: YAMLValue) -> Bool {
        optional(name, of: value, expected: "yes or no") {
            switch $0 {
            case "yes": true
            case "no": false
            default: nil
            }
        } ?? false
    }

    /// A number of days from 1.
    func days(_ name: String, of value: YAMLValue) -> Int? {
        optional(name, of: value, expected: "days from 1 to 3660") {
            Int($0).flatMap { (1...3660).contains($0) ? $0 : nil }
        }
    }
}
