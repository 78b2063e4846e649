import Foundation

/// A text as search sees it: what looks alike is alike, and what only parts words is gone.
///
/// Compatibility forms are folded by NFKC (UAX #15), so that full-width letters, Ⅳ and ㎡ are found as they are typed,
/// and letters by full case mapping. Characters of a script that is written without blanks, and symbols such as emoji, are
/// *signs*, each by itself; other letters, digits and their marks are words. Whatever else stands there parts words from
/// words and signs from signs, and nothing more: 12 栋 is 12栋, and 诉-2018-0412 is 诉2018-0412. Traditional and simplified
/// characters stay two.
struct SearchText: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        case sign, word
        /// Between two words or two signs.
        case gap
        /// Between two texts of a record.
        case end
    }

    struct Unit: Sendable, Equatable {
        let scalar: Unicode.Scalar
        let kind: Kind
    }

    private(set) var units: [Unit] = []
    private var isParted = false

    /// What stands behind is not searched; an entry cannot hold much more (`Limit`).
    static let limit = 16_384

    init(_ text: String) { append(text) }

    /// - Parameter texts: Of one record; nothing is found across two of them.
    init(_ texts: [String]) {
        for text in texts {
            if !units.isEmpty { units.append(Unit(scalar: "\n", kind: .end)) }
            append(text)
        }
    }

    private mutating func append(_ text: String) {
        isParted = false
        let quick = text.unicodeScalars.allSatisfy(Self.isQuick)
        let folded = quick ? text : Self.folded(text)
        for scalar in folded.unicodeScalars {
            guard units.count < Self.limit else { return }
            add(scalar)
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: add(scalar, .word)
        case 0x41...0x5A: add(Unicode.Scalar(UInt8(scalar.value + 0x20)), .word)
        case 0x4E00...0x9FFF, 0x3400...0x4DBF: add(scalar, .sign)
        // Full-width letters and digits; their marks part as those of ASCII do.
        case 0xFF01...0xFF5E: add(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
        case 0...0x7F: isParted = true
        default: addOther(scalar)
        }
    }

    private mutating func addOther(_ scalar: Unicode.Scalar) {
        let properties = scalar.properties
        // Joiners, selectors and soft hyphens are no part of what is read.
        if properties.isDefaultIgnorableCodePoint { return }
        if properties.isIdeographic || Self.isKana(scalar) { return add(scalar, .sign) }
        switch properties.generalCategory {
        case .otherSymbol: add(scalar, .sign)
        case .nonspacingMark, .spacingMark, .enclosingMark:
            if !isParted, units.last?.kind == .word { add(scalar, .word) }
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            add(scalar, .word)
        default: isParted = true
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar, _ kind: Kind) {
        if isParted, units.last?.kind == kind { units.append(Unit(scalar: " ", kind: .gap)) }
        isParted = false
        units.append(Unit(scalar: scalar, kind: kind))
    }

    /// Japanese is written without blanks.
    private static func isKana(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005, 0x303B, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
            0x31F0...0x31FF:
            true
        default: false
        }
    }

    /// What `add` folds by itself, nearly all that an office writes: ASCII, the unified ideographs, general and ideographic
    /// punctuation, and full-width forms.
    private static func isQuick(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x7F, 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3003, 0x3008...0x3029, 0x3030,
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF5E:
            true
        default: false
        }
    }

    private static func folded(_ text: String) -> String {
        // By upper case first, so that ß is ss and both small sigmas are one; twice NFKC, since the cases of a letter may be
        // composed otherwise.
        text.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
            .precomposedStringWithCompatibilityMapping
    }
}
