/// How large and how many the parts of the format may be, for whoever writes and whoever reads them.
///
/// `Docs/ledger-format.md` names each of them.
package enum Limit {
    /// The largest magnitude that an integer may have: 2⁵³ − 1.
    package static let integer: Int64 = (1 << 53) - 1
    /// The deepest nesting of a value.
    package static let depth = 16
    /// How many combining marks may follow one another in a text (UAX #15 section 13, Stream-Safe Text Format).
    ///
    /// What normalising costs grows with the square of such a run.
    package static let marks = 30
    /// Bytes of a member's name.
    package static let nameBytes = 64

    /// Bytes of an entry; larger content is a blob, named in the entry by its hash.
    package static let entryBytes = 32 * 1024
    package static let facts = 100
    /// The version of a kind.
    package static let version: Int64 = 9999
    /// The last moment that an entry can name: the end of the year 9999 in UTC.
    package static let instant = Instant(rawValue: 253_402_300_799_999)

    package static let keyNameBytes = 255
    package static let noteBytes = 64 * 1024
    package static let signatures = 64
    /// Hashes of an inclusion path.
    package static let path = 64
    /// Bytes of a receipt; one of the largest entry, every character escaped, stays below it.
    package static let receiptBytes = 512 * 1024

    /// Bytes of a line of an export without its newline.
    package static let lineBytes = 4 * 1024 * 1024
    /// Bytes of a catalog's content, so that its line in an export, which holds it in Base64, is not too long.
    package static let catalogBytes = (lineBytes - "catalog ".utf8.count) / 4 * 3
}
