import Identity
import Ledger
import Storage

/// Chance that is the same for the same seed: SplitMix64 (Steele, Lea and Flood, 2014).
struct DemoChance {
    private var state: UInt64

    /// - Parameter text: Tells one use of a seed from another, so that a part that is added moves no other.
    init(seed: UInt64, _ text: String = "") {
        state = text.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to, and without, `count`.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

    /// Whether something happens that does so `permille` times in a thousand.
    mutating func happens(_ permille: Int) -> Bool { below(1000) < permille }

    mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

    mutating func pick<Element>(_ list: [(Element, weight: Int)]) -> Element {
        var left = below(list.reduce(0) { $0 + $1.weight })
        for (element, weight) in list {
            left -= weight
            if left < 0 { return element }
        }
        return list[list.count - 1].0
    }

    mutating func shuffle<Element>(_ list: [Element]) -> [Element] {
        var list = list
        for place in list.indices.reversed() { list.swapAt(place, below(place + 1)) }
        return list
    }
}

extension RandomSource {
    /// Bytes that follow from a text and how many are asked for, and from nothing else: a command that is run twice seals the
    /// same.
    static func demo(_ text: String) -> RandomSource {
        RandomSource { count in
            var bytes: [UInt8] = []
            while bytes.count < count {
                bytes += Hash(of: Array("jiedao demo chance \(text) \(count) \(bytes.count)".utf8)).bytes
            }
            return Array(bytes.prefix(count))
        }
    }
}

extension CommandID {
    /// The same for the same text: the first half of a SHA-256, marked as a UUID of version 8 (RFC 9562 section 5.8).
    init(demo text: String) {
        var bytes = Array(Hash(of: Array("jiedao demo \(text)".utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        guard let id = CommandID(bytes: bytes) else { preconditionFailure("Sixteen bytes make a UUID.") }
        self = id
    }
}

extension Salt {
    /// The same for the same text and entry.
    static func demo(_ text: String, _ entry: Entry.ID) -> Salt {
        let bytes = Hash(of: Array("jiedao demo salt \(text) \(entry)".utf8)).bytes
        guard let salt = Salt(bytes: bytes) else { preconditionFailure("A SHA-256 has 32 bytes.") }
        return salt
    }
}
