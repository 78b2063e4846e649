/// The number of an official document as its office counts: the series, the year, and its place in both.
package struct PaperNumber: Hashable, Sendable {
    /// Such as `交办`; each series is counted by itself.
    package let series: String
    package let year: Int
    /// From 1 on.
    package let number: Int

    /// Nil unless the series has a name, the year four digits, and the number is at least 1.
    package init?(series: String, year: Int, number: Int) {
        guard !series.isEmpty, (1000...9999).contains(year), number >= 1 else { return nil }
        self.series = series
        self.year = year
        self.number = number
    }
}

/// How numbers of one series are written, such as `坪街交办〔{year}〕{number}号`.
///
/// The year is written whole and in hexagonal brackets, the number without zeros in front (GB/T 9704-2012 7.2.5); the
/// brackets are the pattern's matter, the digits are ours.
package struct PaperNumberPattern: Equatable, Sendable {
    package let text: String
    private let parts: [Part]

    private enum Part: Equatable {
        case text(String)
        case series, year, number
    }

    /// - Throws: Unless `{year}` and `{number}` stand in it once each, apart from one another by at least one character
    ///   that is no digit; `{series}` may stand in it once. Other braces may not.
    package init(_ text: String) throws(PaperNumberError) {
        self.text = text
        parts = try Self.parts(text)
        for (name, part) in [("year", Part.year), ("number", .number)] where !parts.contains(part) {
            throw .missing(name, pattern: text)
        }
        for (left, right) in zip(parts, parts.dropFirst()) where Self.runTogether(left, right) {
            throw .runTogether(pattern: text)
        }
    }

    package func callAsFunction(_ number: PaperNumber) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .series: number.series
            case .year: String(number.year)
            case .number: String(number.number)
            }
        }.joined()
    }

    private static func parts(_ text: String) throws(PaperNumberError) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
                throw .brace(pattern: text)
            }
            let name = String(rest[rest.index(after: open)..<close])
            let part: Part
            switch name {
            case "series": part = .series
            case "year": part = .year
            case "number": part = .number
            default: throw .unknown(name, pattern: text)
            }
            guard !parts.contains(part) else { throw .repeated(name, pattern: text) }
            parts.append(part)
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }

    /// Whether digits of both could not be told apart: 2018 and 12, written 201812.
    private static func runTogether(_ left: Part, _ right: Part) -> Bool {
        switch (left, right) {
        case (.year, .number), (.number, .year): true
        case (.year, .text(let text)), (.number, .text(let text)): text.first?.isWholeNumber == true
        case (.text(let text), .year), (.text(let text), .number): text.last?.isWholeNumber == true
        case (.series, _), (_, .series), (.text, .text), (.year, .year), (.number, .number): false
        }
    }
}

/// Why a text is no pattern of numbers.
package enum PaperNumberError: Error, Equatable, Sendable {
    case missing(String, pattern: String)
    case repeated(String, pattern: String)
    case unknown(String, pattern: String)
    case brace(pattern: String)
    case runTogether(pattern: String)
}

extension PaperNumberError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let name, let pattern): "The pattern \"\(pattern)\" has no {\(name)}. Put it in once."
        case .repeated(let name, let pattern):
            "The pattern \"\(pattern)\" has {\(name)} twice. Leave it once."
        case .unknown(let name, let pattern):
            "The pattern \"\(pattern)\" has {\(name)}; write {year}, {number} or {series}."
        case .brace(let pattern):
            "The pattern \"\(pattern)\" has a brace without its other. Mend or remove it."
        case .runTogether(let pattern):
            "In the pattern \"\(pattern)\" year and number run into other digits. Put a sign between, such as 〔{year}〕."
        }
    }
}
