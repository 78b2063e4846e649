import TestSupport

/// Bytes that are nothing in particular, among them those that mean something in CSV.
struct SeededSource {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func bytes() -> [UInt8] {
        (0..<Int.random(in: 0...300, using: &generator)).map { _ in
            Bool.random(using: &generator)
                ? UInt8.random(in: 1...255, using: &generator)
                : "\"\r\n,;\t'=a".utf8.randomElement(using: &generator) ?? 0
        }
    }

    /// Changes, removes or doubles some of the bytes.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) where bytes.count > 8 {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(place..<min(place + 7, bytes.count))
            case 2: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
            default: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            }
        }
        return bytes
    }
}
