/// What a new password must be, after NIST SP 800-63B-4 section 3.1.1.2.
///
/// Long, and not one that attackers try first; no mixture of character sorts, no change by the calendar. A pass that
/// stands alone needs 15 characters, one beside a second factor 8. A character is a Unicode code point of the NFKC
/// form. Words of the place (user name, office) are refused anywhere in the password, which is stricter than the standard.
package struct PasswordRules: Sendable {
    package let minimum: Int
    /// The office's names and the program's, in the spellings that people would use: 坪山, pingshan.
    package let officeNames: [String]

    package static let minimumAlone = 15
    package static let minimumWithSecondFactor = 8
    /// The standard asks to allow 64 at least.
    package static let maximum = 256

    package init(withSecondFactor: Bool, officeNames: [String]) {
        minimum = withSecondFactor ? Self.minimumWithSecondFactor : Self.minimumAlone
        self.officeNames = officeNames
    }

    /// Why a password is refused, to be said in the reader's language.
    package enum Refusal: Hashable, Sendable {
        case tooShort(count: Int, minimum: Int)
        case tooLong(count: Int, maximum: Int)
        /// It holds a control character, such as a line's end, or one that Unicode has not assigned, so that another
        /// machine may spell it differently.
        case unusableCharacter
        /// It is made of the most common passwords and a few digits.
        case common
        /// A piece of so many characters, shorter than the minimum, is only repeated.
        case repeats(unit: Int)
        /// Each character is the next one of the alphabet, up or down.
        case sequence
        /// A date, a mobile number or an identity number.
        case expectedNumber
        case holdsUserName
        case holdsOfficeName(String)
    }

    /// All reasons against the password, none where it may be used.
    ///
    /// - Parameter userNames: The name to log in with and the person's own, those of two characters and more count
    ///   (three of ASCII).
    package func refusals(of password: Password, userNames: [String]) -> [Refusal] {
        let scalars = Array(password.text.unicodeScalars)
        guard scalars.count <= Self.maximum else {
            return [.tooLong(count: scalars.count, maximum: Self.maximum)]
        }
        var refusals: [Refusal] = []
        if scalars.count < minimum { refusals.append(.tooShort(count: scalars.count, minimum: minimum)) }
        if scalars.contains(where: Self.isUnusable) { refusals.append(.unusableCharacter) }
        let guess = Guessable(password.text)
        if guess.isMadeOfCommonOnes { refusals.append(.common) }
        if let unit = guess.repeatedUnit, unit < minimum { refusals.append(.repeats(unit: unit)) }
        if guess.isSequence { refusals.append(.sequence) }
        if guess.isExpectedNumber { refusals.append(.expectedNumber) }
        if userNames.contains(where: guess.holds) { refusals.append(.holdsUserName) }
        refusals += officeNames.filter(guess.holds).map { .holdsOfficeName($0) }
        return refusals
    }

    private static func isUnusable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
