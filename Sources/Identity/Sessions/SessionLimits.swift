package import Ledger

/// How long a session may last, in all and unused.
package struct SessionLimits: Equatable, Sendable {
    package let idleMilliseconds: Int64
    package let wholeMilliseconds: Int64

    /// Nil unless both are positive and the idle time is not the longer one.
    package init?(idleMilliseconds: Int64, wholeMilliseconds: Int64) {
        guard idleMilliseconds > 0, idleMilliseconds <= wholeMilliseconds else { return nil }
        self.init(known: idleMilliseconds, wholeMilliseconds)
    }

    private init(known idle: Int64, _ whole: Int64) {
        idleMilliseconds = idle
        wholeMilliseconds = whole
    }

    /// 30 minutes unused, 12 hours in all: a working day with its evening.
    ///
    /// NIST SP 800-63B-4 section 2.2.3 (AAL2) allows an hour and a day at most.
    package static let office = Self(known: 30 * 60_000, 12 * 3_600_000)

    /// When a session began and was last used.
    package struct Times: Equatable, Sendable {
        package let begun: Instant
        package let lastSeen: Instant

        package init(begun: Instant, lastSeen: Instant) {
            self.begun = begun
            self.lastSeen = lastSeen
        }
    }

    package enum Verdict: Equatable, Sendable {
        /// If it is not used again before.
        case live(until: Instant)
        /// It was unused for too long.
        case idle(since: Instant)
        /// It has lasted as long as a session may.
        case over(since: Instant)
    }

    /// Whether a session with these times may be used at `now`; at the moment of its end it may not.
    package func judge(_ times: Times, at now: Instant) -> Verdict {
        let idleEnd = times.lastSeen.advanced(byMilliseconds: idleMilliseconds)
        let wholeEnd = times.begun.advanced(byMilliseconds: wholeMilliseconds)
        guard now < min(idleEnd, wholeEnd) else {
            return wholeEnd <= idleEnd ? .over(since: wholeEnd) : .idle(since: idleEnd)
        }
        return .live(until: min(idleEnd, wholeEnd))
    }

    /// Whether the time of the last use should be written now: not for every page, but once a minute.
    package static func shouldNote(_ times: Times, at now: Instant) -> Bool {
        now.rawValue - times.lastSeen.rawValue >= 60_000
    }
}
