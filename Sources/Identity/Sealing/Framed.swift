/// Parts of bytes joined so that no two lists of parts give the same: each with its length before it.
///
/// A length is 4 bytes, the highest first.
enum Framed {
    static func bytes(_ parts: [UInt8]...) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(parts.reduce(0) { $0 + 4 + $1.count })
        for part in parts {
            withUnsafeBytes(of: UInt32(part.count).bigEndian) { result.append(contentsOf: $0) }
            result.append(contentsOf: part)
        }
        return result
    }

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
