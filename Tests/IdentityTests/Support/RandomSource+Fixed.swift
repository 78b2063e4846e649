import TestSupport
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
            var generator = SeededGenerator(seed: state.calls)
            return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        }
    }
}
