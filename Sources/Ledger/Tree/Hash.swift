import Crypto

/// A SHA-256 value (FIPS 180-4): 32 bytes.
package struct Hash: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    package static let byteCount = 32

    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        let whole = bytes.withContiguousStorageIfAvailable { Self.words(UnsafeRawBufferPointer($0)) }
        words = whole ?? Array(bytes).withUnsafeBytes { Self.words($0) }
    }

    private static func words(_ bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64, UInt64, UInt64) {
        func word(_ place: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
        }
        return (word(0), word(1), word(2), word(3))
    }

    package init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The hash of the given parts, one after another.
    package init(of parts: [UInt8]...) {
        var stream = HashStream()
        for part in parts { stream.update(part[...]) }
        self = stream.hash
    }

    init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes { Self.words($0) }
    }

    package var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Self.byteCount)
        append(to: &result)
        return result
    }

    package func append(to buffer: inout [UInt8]) {
        let ordered = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        withUnsafeBytes(of: ordered) { buffer.append(contentsOf: $0) }
    }

    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) {
        // The words of a SHA-256 are already evenly spread; one is enough for a table in memory.
        hasher.combine(words.0)
    }
}

extension Hash: CustomStringConvertible {
    package var description: String { Hex.encode(bytes) }
}

extension Hash {
    /// The root of the empty tree (RFC 9162 section 2.1.1).
    package static let emptyTree = Hash(of: [])

    /// SHA-256(00 ‖ data) (RFC 9162 section 2.1.1).
    package static func leaf(_ data: [UInt8]) -> Hash { Hash(of: [0], data) }

    /// SHA-256(01 ‖ left ‖ right) (RFC 9162 section 2.1.1).
    package static func node(_ left: Hash, _ right: Hash) -> Hash {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 9) { buffer in
            // One word in front holds the prefix as its last byte, so the 65 hashed bytes stand together.
            buffer[0] = UInt64(1).bigEndian
            (buffer[1], buffer[2]) = (left.words.0.bigEndian, left.words.1.bigEndian)
            (buffer[3], buffer[4]) = (left.words.2.bigEndian, left.words.3.bigEndian)
            (buffer[5], buffer[6]) = (right.words.0.bigEndian, right.words.1.bigEndian)
            (buffer[7], buffer[8]) = (right.words.2.bigEndian, right.words.3.bigEndian)
            var hasher = SHA256()
            hasher.update(
                bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[7...])
            )
            return Hash(hasher.finalize())
        }
    }
}
