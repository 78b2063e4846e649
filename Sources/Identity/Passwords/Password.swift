import Foundation

/// A password as it was typed, in the one form in which it is counted, judged and hashed: NFKC.
///
/// NIST SP 800-63B-4 section 3.1.1.2 asks for NFKC or NFKD (UAX #15). NFKC makes the full-width letters and digits that
/// Chinese input methods give the same as the plain ones. Nothing is trimmed and nothing cut off.
package struct Password: Sendable, Hidden {
    let text: String

    /// More is no password but an attack on the memory; the rules allow far less.
    package static let byteLimit = 4096

    /// Nil where more than 4096 bytes of UTF-8 were typed.
    package init?(_ typed: String) {
        guard typed.utf8.count <= Self.byteLimit else { return nil }
        text = typed.precomposedStringWithCompatibilityMapping
    }

    private init(normal text: String) { self.text = text }

    /// A password to be handed to somebody who then chooses his own: 100 random bits, `7zxk-2m9q-…`.
    package static func oneTime(random: RandomSource) -> (password: Password, text: String) {
        // Without letters that are misread; all of it ASCII, so it is its own normal form.
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        let digits = random.bytes(20).map { alphabet[Int($0 & 31)] }
        let text = stride(from: 0, to: digits.count, by: 4)
            .map { String(decoding: digits[$0..<$0 + 4], as: UTF8.self) }
            .joined(separator: "-")
        return (Password(normal: text), text)
    }
}
