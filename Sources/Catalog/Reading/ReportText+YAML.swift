import Ledger

extension ReportText {
    init?(_ root: YAMLValue, path: String, _ reader: CatalogReader) {
        reader.expectOnly(["year", "title", "sentences"], in: root)
        let year = reader.value("year", of: root, expected: "a year from 1 to 9999") { text in
            Int(text).flatMap { String($0) == text && (1...9999).contains($0) ? $0 : nil }
        }
        let title = reader.localName("title", of: root)
        let sentences = Sentence.list(root, reader)
        if let year, let place = root["year"] {
            reader.define(.report, String(year), validity: .always, at: root)
            if path != "report/\(year).yaml" {
                reader.report(place, "the file of the report on \(year) must be report/\(year).yaml")
            }
        }
        guard let year, let title else { return nil }
        self.init(year: year, title: title, sentences: sentences)
    }
}

extension ReportText.Sentence {
    fileprivate static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [Self] {
        let list = reader.list("sentences", of: root)
        if let place = root["sentences"], place.list?.isEmpty == true {
            reader.report(place, "\"sentences\" is empty; a report has at least one")
        }
        var seen: Set<Code> = []
        return list.compactMap { value in
            guard let sentence = Self(value, reader) else { return nil }
            guard seen.insert(sentence.id).inserted else {
                reader.report(value, "the sentence \(sentence.id) stands above already; give it another id")
                return nil
            }
            return sentence
        }
    }

    private init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["id", "text", "claims"], in: value)
        let id = reader.code("id", of: value)
        guard let text = reader.localName("text", of: value), let id, let place = value["text"] else {
            return nil
        }
        guard let zh = Self.parts(text.zh), let en = Self.parts(text.en) else {
            reader.report(place, "a brace stands in the text; expected places such as {figure:F05} only")
            return nil
        }
        let (figures, others) = (zh.compactMap(\.figure), en.compactMap(\.figure))
        guard Set(figures).count == figures.count, figures.sorted() == others.sorted() else {
            reader.report(place, "both languages must hold the same figures, each once")
            return nil
        }
        for figure in figures { reader.refer(to: .figure, figure, as: "text", from: nil, at: place) }
        let stated = Claim.Stated.list(value, figures, reader)
        var claims: [Claim] = []
        for figure in figures {
            guard let stated = stated[figure] else {
                claims.append(Claim(figure: figure, assertion: .exact(nil)))
                Wording.check(.exact, of: figure, zh: zh, en: en, at: place, reader)
                continue
            }
            Wording.check(stated.word, of: figure, zh: zh, en: en, at: stated.place, reader)
            claims.append(
                Claim(
                    figure: figure,
                    assertion: stated.assertion(isBounded: Wording.isBounded(figure, zh: zh))
                )
            )
        }
        self.init(id: id, text: text, zh: zh, en: en, claims: claims)
    }

    /// Nil where a brace is not part of a place.
    private static func parts(_ text: String) -> [ReportText.Part]? {
        var parts: [ReportText.Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard !rest[..<open].contains("}"), let close = rest[open...].firstIndex(of: "}") else {
                return nil
            }
            let place = rest[rest.index(after: open)..<close]
            guard place.hasPrefix("figure:"), !place.contains("{") else { return nil }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.figure(String(place.dropFirst("figure:".count))))
            rest = rest[rest.index(after: close)...]
        }
        guard !rest.contains("}") else { return nil }
        return rest.isEmpty ? parts : parts + [.text(String(rest))]
    }
}

extension ReportText.Part {
    var figure: String? {
        guard case .figure(let id) = self else { return nil }
        return id
    }
}

extension Claim {
    /// A claim as the file states it, before its sentence is looked at.
    struct Stated {
        let word: Assertion.Word
        let number: Int64?
        let place: YAMLValue

        fileprivate static func list(
            _ value: YAMLValue,
            _ figures: [String],
            _ reader: CatalogReader
        ) -> [String: Stated] {
            guard value["claims"] != nil else { return [:] }
            var found: [String: Stated] = [:]
            for value in reader.list("claims", of: value) {
                reader.expectOnly(["figure", "is", "number"], in: value)
                let figure = reader.value(
                    "figure",
                    of: value,
                    expected:
                        "a figure of the text\(CatalogReader.guess(value["figure"]?.text ?? "", figures))"
                ) { figures.contains($0) ? $0 : nil }
                let word: Assertion.Word? = reader.choice("is", of: value)
                let number = word.flatMap { Self.number(of: value, $0, reader) }
                guard let figure, let word, number != nil || !word.needsNumber else { continue }
                if found[figure] != nil { reader.report(value, "the figure \(figure) has a claim already") }
                found[figure] = Stated(word: word, number: number, place: value)
            }
            return found
        }

        private static func number(
            of value: YAMLValue,
            _ word: Assertion.Word,
            _ reader: CatalogReader
        ) -> Int64? {
            let parse = { (text: String) in
                Int64(text).flatMap { String($0) == text && (0...Limit.integer).contains($0) ? $0 : nil }
            }
            let expected = "a whole number, as the text shows it"
            guard !word.needsNumber else {
                return reader.value("number", of: value, expected: expected, parse)
            }
            if word == .first, let member = value["number"] {
                reader.report(member, "\"number\" stands here, and \"first\" has none; leave it out")
            }
            return reader.optional("number", of: value, expected: expected, parse)
        }

        /// What is claimed; where a number that is needed is missing, that has been reported.
        fileprivate func assertion(isBounded: Bool) -> Assertion {
            switch word {
            case .exact: .exact(number)
            case .about: .about(number ?? 0)
            case .moreThan: .moreThan(number ?? 0, isBounded: isBounded)
            case .nearly: .nearly(number ?? 0)
            case .within: .within(number ?? 0)
            case .atLeast: .atLeast(number ?? 0)
            case .first: .first
            case .consecutive: .consecutive(number)
            }
        }
    }
}

extension Claim.Assertion.Word {
    fileprivate var needsNumber: Bool {
        switch self {
        case .about, .moreThan, .nearly, .within, .atLeast: true
        case .exact, .first, .consecutive: false
        }
    }
}
