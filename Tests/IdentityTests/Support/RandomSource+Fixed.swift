import Identity
import Synchronization

extension RandomSource {
    /// Gives these bytes one after another, and stops the test where they are used up.
    static func fixed(_ bytes: [UInt8]) -> RandomSource {
        let left = Left(bytes)
        return RandomSource { count in left.take(count) }
    }

    /// Bytes that differ at each call and are the same in each run.
    static func counting() -> RandomSource {
        let calls = Left([])
        return RandomSource { count in calls.pattern(count) }
    }
}

private final class Left: Sendable {
    private let state: Mutex<(bytes: [UInt8], calls: UInt64)>

    init(_ bytes: [UInt8]) { state = Mutex((bytes, 0)) }

    func take(_ count: Int) -> [UInt8] {
        state.withLock { state in
            let taken = Array(state.bytes.prefix(count))
            state.bytes.removeFirst(taken.count)
            return taken
        }
    }

    func pattern(_ count: Int) -> [UInt8] {
        state.withLock { state in
            state.calls += 1
            var generator = SplitMix64(state: state.calls)
            return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        }
    }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
