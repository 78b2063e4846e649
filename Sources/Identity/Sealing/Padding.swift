/// Padding that hides how long a short text is: 80 and as many 00 as fill the bucket (ISO/IEC 7816-4).
///
/// Buckets are 64, 128, 256, 512 and 1024 bytes, then every multiple of 1024. Names, telephone and identity numbers
/// all fit the first one, so their boxes look alike; a longer text tells its length to a kilobyte at most.
enum Padding {
    /// The largest bucket is 16 KiB, so that a box with Base64 around it still fits an entry; one byte is the mark's.
    static let contentByteLimit = 16 * 1024 - 1

    private static let mark: UInt8 = 0x80
    private static let step = 1024

    /// The smallest bucket that holds so many bytes of content and the mark.
    static func bucket(for contentByteCount: Int) -> Int {
        let needed = contentByteCount + 1
        var bucket = 64
        while bucket < needed, bucket < step { bucket *= 2 }
        return bucket >= needed ? bucket : (needed + step - 1) / step * step
    }

    static func isBucket(_ count: Int) -> Bool {
        (64...contentByteLimit + 1).contains(count) && bucket(for: count - 1) == count
    }

    static func added(to content: [UInt8]) -> [UInt8] {
        let bucket = bucket(for: content.count)
        return content + [mark] + [UInt8](repeating: 0, count: bucket - content.count - 1)
    }

    /// Nil unless exactly this padding was added.
    static func removed(from padded: [UInt8]) -> [UInt8]? {
        guard let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == mark,
            bucket(for: end) == padded.count
        else { return nil }
        return Array(padded[..<end])
    }
}
