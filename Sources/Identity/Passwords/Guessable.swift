import Foundation
import Ledger

/// A password as somebody who guesses sees it: without case.
struct Guessable {
    private let text: String
    private let scalars: [Unicode.Scalar]

    init(_ text: String) {
        self.text = text.lowercased()
        scalars = Array(self.text.unicodeScalars)
    }

    /// More digits and marks than these make a common word's neighbour hard to guess.
    private static let freeLimit = 10

    /// Whether common passwords, one or several, are all there is, but for at most ten digits, blanks and marks.
    ///
    /// So the whole password is weighed, with the changes that people make to a listed one, and not a word inside it.
    var isMadeOfCommonOnes: Bool {
        // At each place: the fewest free characters up to it, without and with a listed word.
        var without = [Int?](repeating: nil, count: scalars.count + 1)
        var with = without
        without[0] = 0
        for place in scalars.indices {
            guard without[place] != nil || with[place] != nil else { continue }
            if Self.isFree(scalars[place]) {
                without[place + 1] = Self.fewer(without[place + 1], without[place].map { $0 + 1 })
                with[place + 1] = Self.fewer(with[place + 1], with[place].map { $0 + 1 })
            }
            var word = ""
            for end in place..<min(place + CommonPasswords.longest, scalars.count) {
                word.unicodeScalars.append(scalars[end])
                guard CommonPasswords.all.contains(word) else { continue }
                with[end + 1] = Self.fewer(with[end + 1], Self.fewer(without[place], with[place]))
            }
        }
        return with[scalars.count].map { $0 <= Self.freeLimit } ?? false
    }

    private static func fewer(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return left ?? right }
        return min(left, right)
    }

    private static func isFree(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: false
        default: true
        }
    }

    /// The length of the piece of which the password consists at least twice, the last time perhaps in part.
    var repeatedUnit: Int? {
        guard scalars.count >= 2 else { return nil }
        return (1...scalars.count / 2).first { unit in
            scalars.indices.dropFirst(unit).allSatisfy { scalars[$0] == scalars[$0 - unit] }
        }
    }

    /// `abcdefgh`, `87654321`.
    var isSequence: Bool {
        guard scalars.count >= 3 else { return false }
        let steps = zip(scalars, scalars.dropFirst()).map { Int($1.value) - Int($0.value) }
        return abs(steps[0]) == 1 && steps.allSatisfy { $0 == steps[0] }
    }

    /// A date of 1900 to 2099, a mainland mobile number (11 digits from 13 to 19), or an identity number (GB 11643), with
    /// nothing but blanks and marks around.
    var isExpectedNumber: Bool {
        guard let last = scalars.last, Self.isFree(last) || last == "x",
            scalars.dropLast().allSatisfy(Self.isFree)
        else { return false }
        var digits = scalars.filter { ("0"..."9").contains($0) || $0 == "x" }.map { Character($0) }
        if digits.starts(with: "0086") { digits.removeFirst(4) }
        if digits.count == 13, digits.starts(with: "86") { digits.removeFirst(2) }
        switch digits.count {
        case 8:
            return Self.isDate(digits) || Self.isDate(digits[4...] + digits[..<4])
                || Self.isDate(digits[4...] + digits[2..<4] + digits[..<2])
        case 11: return digits[0] == "1" && digits[1] >= "3"
        case 18: return Self.isDate(digits[6..<14])
        default: return false
        }
    }

    /// Eight digits of year, month and day.
    private static func isDate(_ digits: some Collection<Character>) -> Bool {
        guard let number = Int64(String(digits)), let day = LocalDay(rawValue: number) else { return false }
        return (1900...2099).contains(day.year)
    }

    /// Whether a name is in it; one of a character, or of two of ASCII, says nothing.
    func holds(_ name: String) -> Bool {
        let name = name.precomposedStringWithCompatibilityMapping.lowercased()
        guard name.unicodeScalars.count >= (name.utf8.allSatisfy { $0 < 0x80 } ? 3 : 2) else { return false }
        return scalars.count >= name.unicodeScalars.count
            && scalars.indices.contains { scalars[$0...].starts(with: name.unicodeScalars) }
    }
}
