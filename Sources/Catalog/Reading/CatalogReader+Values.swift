import Ledger

extension CatalogReader {
    /// The value of a key that must be there.
    func member(_ name: String, of value: YAMLValue) -> YAMLValue? {
        guard let map = value.map else {
            report(value, "expected a list of keys with \"\(name)\"")
            return nil
        }
        guard let member = value[name] else {
            let known = map.prefix(20).map { "\"\($0.key.shortened)\"" }.joined(separator: ", ")
            report(value, "the key \"\(name)\" is missing; found \(known.isEmpty ? "none" : known)")
            return nil
        }
        return member
    }

    /// Names keys that nobody reads, most often a slip of the pen.
    func expectOnly(_ names: [String], in value: YAMLValue) {
        for member in value.map ?? [] where !names.contains(member.key) {
            report(
                Place(file: place(of: value).file, line: member.line),
                "the key \"\(member.key.shortened)\" is not known; expected one of \(names.joined(separator: ", "))\(Self.guess(member.key, names))"
            )
        }
    }

    /// "; did you mean …", or nothing.
    static func guess(_ wrong: String, _ names: some Sequence<String>) -> String {
        Nearest.name(to: wrong, in: names).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    /// Reads a scalar, or says what it is and what was expected.
    func parse<Value>(
        _ value: YAMLValue,
        _ name: String,
        expected: @autoclosure () -> String,
        _ parse: (String) -> Value?
    ) -> Value? {
        if let text = value.text, let parsed = parse(text) { return parsed }
        report(
            value,
            "\"\(name)\" is \(value.text.map { "\"\($0.shortened)\"" } ?? "not a single value"); expected \(expected())"
        )
        return nil
    }

    func value<Value>(
        _ name: String,
        of value: YAMLValue,
        expected: String,
        _ parse: (String) -> Value?
    )
        -> Value?
    {
        guard let member = member(name, of: value) else { return nil }
        return self.parse(member, name, expected: expected, parse)
    }

    /// As `value`, for a key that may be left out.
    func optional<Value>(
        _ name: String,
        of value: YAMLValue,
        expected: String,
        _ parse: (String) -> Value?
    )
        -> Value?
    {
        guard let member = value[name] else { return nil }
        return self.parse(member, name, expected: expected, parse)
    }

    /// One of the words of an enum.
    func choice<Value>(_ name: String, of value: YAMLValue) -> Value?
    where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
        guard let member = member(name, of: value) else { return nil }
        return choice(member, name)
    }

    func choice<Value>(_ value: YAMLValue, _ name: String) -> Value?
    where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
        let words = Value.allCases.map(\.rawValue)
        return parse(
            value,
            name,
            expected: "one of \(words.joined(separator: ", "))\(Self.guess(value.text ?? "", words))"
        ) { Value(rawValue: $0) }
    }

    func text(_ name: String, of value: YAMLValue) -> String? {
        self.value(name, of: value, expected: "a text") { text in
            text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : text
        }
    }

    func list(_ name: String, of value: YAMLValue) -> [YAMLValue] {
        guard let member = member(name, of: value) else { return [] }
        guard let list = member.list else {
            report(member, "\"\(name)\" must be a list; an empty one is written []")
            return []
        }
        return list
    }

    func localName(_ name: String, of value: YAMLValue) -> LocalName? {
        guard let member = member(name, of: value) else { return nil }
        guard member.map != nil else {
            report(member, "\"\(name)\" must be given in both languages, as {zh: …, en: …}")
            return nil
        }
        expectOnly(["zh", "en"], in: member)
        let (zh, en) = (text("zh", of: member), text("en", of: member))
        guard let zh, let en else { return nil }
        return LocalName(zh: zh, en: en)
    }

    /// Words of a-z and 0-9 joined by hyphens, 64 bytes at most.
    func code(_ name: String, of value: YAMLValue) -> Code? {
        self.value(name, of: value, expected: "a code of a-z, 0-9 and -, beginning with a letter") {
            Self.isWords($0) ? Code(rawValue: $0) : nil
        }
    }

    static func isWords(_ text: String) -> Bool {
        let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy {
            isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
    }

    func day(_ name: String, of value: YAMLValue) -> LocalDay? {
        self.value(name, of: value, expected: Self.dayExpected) { LocalDay($0) }
    }

    static let dayExpected = "a day such as 2018-03-05"

    /// The keys `since` and `until`, both of which may be left out.
    func validity(of value: YAMLValue) -> Validity {
        let since = optional("since", of: value, expected: Self.dayExpected) { LocalDay($0) }
        let until = optional("until", of: value, expected: Self.dayExpected) { LocalDay($0) }
        if let validity = Validity(since: since, until: until) { return validity }
        report(
            value["until"] ?? value,
            "it ends on \(until.map(\.description) ?? "?"), before it begins on \(since.map(\.description) ?? "?"); \"until\" is the last day"
        )
        return .always
    }
}
