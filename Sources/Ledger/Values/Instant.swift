/// A moment: milliseconds since 1970-01-01T00:00:00Z, as entries and tables hold it.
package struct Instant: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    package func advanced(byMilliseconds milliseconds: Int64) -> Self {
        Self(rawValue: rawValue + milliseconds)
    }
}

extension Instant: CustomStringConvertible {
    /// The moment in UTC, `2018-03-05T01:20:00.000Z` (RFC 3339).
    package var description: String {
        let (days, rest) = rawValue.flooredDivision(by: 86_400_000)
        let milliseconds = rest % 1000
        let seconds = rest / 1000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
        return
            "\(LocalDay(daysSince1970: days))T\(clock.joined(separator: ":")).\(milliseconds.padded(to: 3))Z"
    }
}

/// The source of the present moment, passed in so that tests and the demo year can set it.
package struct WallClock: Sendable {
    private let read: @Sendable () -> Instant
    /// What it adds to the real time, in milliseconds; nil for a clock that has nothing to do with it.
    package let aheadOfRealTime: Int64?

    package init(aheadOfRealTime: Int64? = nil, _ read: @escaping @Sendable () -> Instant) {
        self.aheadOfRealTime = aheadOfRealTime
        self.read = read
    }

    package var now: Instant { read() }

    /// A clock that always shows `instant`.
    package static func fixed(_ instant: Instant) -> Self { Self { instant } }

    /// This clock moved by `milliseconds`; a demo store lives some years in the past.
    package func shifted(byMilliseconds milliseconds: Int64) -> Self {
        Self(aheadOfRealTime: aheadOfRealTime.map { $0 + milliseconds }) {
            read().advanced(byMilliseconds: milliseconds)
        }
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
