package import Ledger

extension Throttle {
    /// What is counted: a name, a network block, a device at a name, or somebody who is logged in.
    package struct Key: Hashable, Sendable {
        enum Kind: String, Sendable {
            case account, network, device, confirmation
        }

        let kind: Kind
        /// A hash, since people type their password into the field for the name, and it shall not lie about; no two
        /// keys share one.
        package let hash: Hash

        init(_ kind: Kind, _ parts: [UInt8]...) {
            self.kind = kind
            let framed = parts.reduce(
                Framed.bytes(Framed.bytes("jiedao-throttle/1"), Framed.bytes(kind.rawValue))
            ) {
                $0 + Framed.bytes($1)
            }
            hash = Hash(of: framed)
        }

        var policy: Policy { kind == .network ? .network : .account }
    }

    /// How failures become waiting.
    struct Policy: Sendable {
        /// So many attempts in a row cost nothing.
        let free: Int

        /// The first wait doubles with each further failure.
        static let firstWaitMilliseconds: Int64 = 1000
        static let longestWaitMilliseconds: Int64 = 15 * 60_000
        /// A quiet hour forgives one failure.
        ///
        /// That is slower than the attempt every 15 minutes which the longest wait
        /// allows, so it helps nobody who tries passwords.
        static let forgivenessMilliseconds: Int64 = 3_600_000

        static let account = Policy(free: 5)
        /// A whole office sits behind one address.
        static let network = Policy(free: 50)

        func wait(after failures: Int) -> Int64 {
            guard failures >= free else { return 0 }
            return min(
                Self.longestWaitMilliseconds,
                Self.firstWaitMilliseconds << Int64(min(failures - free, 20))
            )
        }

        /// More failures are not counted: ten doublings reach the longest wait.
        var most: Int { free + 10 }
    }

    /// Failures in a row, less those that are forgiven, and when the last one was.
    package struct Counter: Equatable, Sendable {
        package let failures: Int
        package private(set) var last: Instant

        package init(failures: Int = 0, last: Instant = Instant(rawValue: 0)) {
            self.failures = failures
            self.last = last
        }

        /// When the last failure is forgiven, so that the counter may be forgotten.
        package var end: Instant {
            last.advanced(byMilliseconds: Int64(failures) * Policy.forgivenessMilliseconds)
        }

        /// Where the clock was set back, the last failure counts as now: nobody waits for a time that was wrong.
        mutating func settle(at now: Instant) { last = min(last, now) }

        /// The counter as it stands at `now`, less what quiet hours forgave.
        func standing(at now: Instant, _ policy: Policy) -> Counter {
            let hours = (now.rawValue - last.rawValue) / Policy.forgivenessMilliseconds
            guard hours > 0 else { return self }
            return Counter(failures: max(0, failures - Int(min(hours, Int64(policy.most)))), last: last)
        }

        /// Counted from all failures: a wait is over long before the first of them is forgiven.
        func waitsUntil(_ policy: Policy) -> Instant {
            last.advanced(byMilliseconds: policy.wait(after: failures))
        }

        func charged(at now: Instant, _ policy: Policy) -> Counter {
            Counter(failures: min(standing(at: now, policy).failures + 1, policy.most), last: now)
        }

        var givenBack: Counter { Counter(failures: failures - 1, last: last) }
    }
}
