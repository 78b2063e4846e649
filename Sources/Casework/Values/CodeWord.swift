package import Ledger

/// With which somebody without an account follows what he has reported: 60 random bits as 12 letters and digits.
///
/// The ledger keeps its digest only. So much chance needs no salt and no slow hash.
package struct CodeWord: Equatable, Sendable {
    /// In Crockford's Base32: no I, L, O or U.
    private let letters: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let length = 12

    /// - Parameter bytes: At least 12, of which five bits each are used.
    package init?(bytes: [UInt8]) {
        guard bytes.count >= Self.length else { return nil }
        letters = String(bytes.prefix(Self.length).map { Self.alphabet[Int($0 & 31)] })
    }

    /// Nil unless it is 12 letters and digits; case, blanks and hyphens do not matter, and O reads as 0, I and L as 1.
    package init?(_ typed: String) {
        guard typed.utf8.count <= 60 else { return nil }
        var read = ""
        for character in typed.uppercased() where character != "-" && !character.isWhitespace {
            switch character {
            case "O": read.append("0")
            case "I", "L": read.append("1")
            default:
                guard Self.alphabet.contains(character) else { return nil }
                read.append(character)
            }
        }
        guard read.count == Self.length else { return nil }
        letters = read
    }

    /// As it is written down: `7K3M-9QWX-2HT0`.
    package var text: String {
        stride(from: 0, to: Self.length, by: 4).map { start in
            String(letters.dropFirst(start).prefix(4))
        }.joined(separator: "-")
    }

    /// SHA-256 over `jiedao code word 1`, a newline and the letters.
    package var digest: Hash { Hash(of: Array("jiedao code word 1\n\(letters)".utf8)) }
}
