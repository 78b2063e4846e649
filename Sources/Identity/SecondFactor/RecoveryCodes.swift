import Foundation
package import Ledger

/// A code on paper that stands in once for a lost second factor: 120 random bits as six groups of four,
/// `7ZXK-2M9Q-…`.
///
/// With 112 bits and more a plain hash keeps it safe (NIST SP 800-63B-4 section 3.1.2.2).
package struct RecoveryCode: Sendable, Hidden {
    private let bytes: [UInt8]

    private static let byteCount = 15
    /// Crockford's alphabet, without I, L, O and U, which are misread.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    init(random: RandomSource) { bytes = random.bytes(Self.byteCount) }

    /// Reads what was typed; nil unless there are 24 characters.
    ///
    /// Small letters, blanks, hyphens and full-width characters do not matter, I and L are read as 1, O as 0.
    package init?(_ typed: String) {
        guard typed.utf8.count <= 200 else { return nil }
        let digits = typed.precomposedStringWithCompatibilityMapping.uppercased().utf8
            .filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
            .map { digit in
                switch digit {
                case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
                case UInt8(ascii: "O"): UInt8(ascii: "0")
                default: digit
                }
            }
        guard digits.count == 24, let bytes = Base32.decode(digits, Self.alphabet) else { return nil }
        self.bytes = bytes
    }

    /// To be printed once.
    package var text: String {
        let digits = Array(Base32.encode(bytes, Self.alphabet))
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }
            .joined(separator: "-")
    }

    var digest: Hash { Hash(of: Framed.bytes(Framed.bytes("jiedao-recovery/1"), bytes)) }
}

/// What is kept of somebody's recovery codes: the SHA-256 of each that is left.
package struct RecoveryCodes: Hashable, Sendable {
    package let digests: [Hash]

    package static let count = 10

    /// Those that were kept.
    package init(digests: [Hash]) { self.digests = digests }

    /// Ten new ones, with what is kept of them.
    package static func new(random: RandomSource) -> (codes: [RecoveryCode], kept: RecoveryCodes) {
        let codes = (0..<count).map { _ in RecoveryCode(random: random) }
        return (codes, RecoveryCodes(digests: codes.map(\.digest)))
    }

    /// What is left once `code` is used; nil where it is none of them, or was used.
    package func using(_ code: RecoveryCode) -> RecoveryCodes? {
        let used = code.digest
        let left = digests.filter { !Sodium.areEqual($0.bytes, used.bytes) }
        return left.count == digests.count ? nil : RecoveryCodes(digests: left)
    }
}
