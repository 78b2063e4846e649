package import Identity
package import Ledger
package import Storage

/// A subject's key under the name that sealed fields give it: `key:4503599627370497`.
///
/// The number is drawn at random. So a key can be kept safely before the entry that first uses it is written, and a sealed
/// field does not say whose it is.
package struct NamedKey: Sendable {
    package let name: Subject
    package let key: SubjectKey
    private let random: RandomSource

    init(_ number: Int64, _ key: SubjectKey, _ random: RandomSource) {
        name = Self.name(number)
        self.key = key
        self.random = random
    }

    static func name(_ number: Int64) -> Subject {
        Subject("key", Identifier<SubjectKey>(rawValue: number))
    }

    /// A number of 0 to 2⁵³ − 1.
    static func randomNumber(_ random: RandomSource) -> Int64 {
        random.bytes(8).reduce(0) { $0 << 8 | Int64($1) } & Limit.integer
    }

    /// The same key, sealing with another source of chance: what a simulation seals shall be the same in each run.
    package func drawing(from random: RandomSource) -> NamedKey {
        NamedKey(name.number, key, random)
    }

    /// Seals a text as a field of the entry that `command` is about to record.
    package func sealed(
        _ text: String,
        as field: String,
        command: CommandID
    ) throws(SealingError) -> SealedText {
        let sealed = try Entry.SealedField(
            sealing: text,
            name: field,
            of: name,
            under: key,
            command: command,
            random: random
        )
        return SealedText(sealed, text: text)
    }
}
