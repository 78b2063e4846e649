import Foundation
package import Ledger

/// Slows down whoever tries passwords, and locks nobody out.
///
/// Failed attempts are counted per account name and per network block, and after some free ones each further attempt
/// has to wait: 1, 2, 4 … seconds, 15 minutes at most (NIST SP 800-63B-4 section 3.2.2 asks for such waiting; it also
/// asks to disable an account after 100 failures in a row, which is left out on purpose, since anybody could then
/// disable any account). An attempt during a wait is refused unseen and makes the wait no longer.
///
/// A browser that has logged in to the account before, known by its device token, is counted by itself alone: whoever hammers
/// the name from elsewhere, or from the same office's address, does not delay its owner there.
///
/// A pure value: the answers follow from the state and the given times, and memory is bounded.
package struct Throttle: Equatable, Sendable {
    private var counters: [Key: Counter] = [:]
    private let limit: Int

    /// - Parameter limit: The most counters kept, of about 100 bytes each. Where there are more, the least failures are
    ///   forgotten first, the oldest of them before others, down to nine tenths.
    package init(limit: Int = 100_000) {
        precondition(limit > 0)
        self.limit = limit
    }

    /// Somebody's try to log in.
    package struct Attempt: Sendable {
        let keys: [Key]

        /// - Parameters:
        ///   - account: The name as it was typed, whether or not there is such an account.
        ///   - network: Where it comes from; nil where that is not known.
        ///   - knownDevice: The digest of the browser's device token, if it has logged in to this very account before;
        ///     a token of another account is none.
        package init(account: String, from network: NetworkBlock?, knownDevice: Hash? = nil) {
            let name = Array(account.precomposedStringWithCompatibilityMapping.lowercased().utf8)
            if let knownDevice {
                keys = [Key(.device, name, knownDevice.bytes)]
            } else {
                keys = [Key(.account, name)] + (network.map { [Key(.network, $0.bytes)] } ?? [])
            }
        }
    }

    package enum Answer: Equatable, Sendable {
        /// Check the password. It counts as failed until `succeeded` or `givenUp` is told.
        case allowed
        /// Refuse without looking, and say until when.
        case wait(until: Instant)
    }

    /// Whether the attempt may be made now; if so it is counted as failed at once, so that many at the same moment
    /// do not all pass.
    package mutating func begin(_ attempt: Attempt, at now: Instant) -> Answer {
        for key in attempt.keys { counters[key]?.settle(at: now) }
        let until = attempt.keys.compactMap { counters[$0]?.waitsUntil($0.policy) }.max()
        if let until, until > now { return .wait(until: until) }
        for key in attempt.keys {
            counters[key] = (counters[key] ?? Counter()).charged(at: now, key.policy)
        }
        forgetWhereTooMany(at: now)
        return .allowed
    }

    /// The password was right: the attempt did not fail.
    ///
    /// Only a known device begins anew; the counters of name and network give back this one attempt, or whoever has an
    /// account of his own could reset them.
    package mutating func succeeded(_ attempt: Attempt) {
        for key in attempt.keys {
            if key.kind == .device { counters[key] = nil } else { giveBack(key) }
        }
    }

    /// The password was not looked at after all.
    package mutating func givenUp(_ attempt: Attempt) {
        for key in attempt.keys { giveBack(key) }
    }

    /// How many counters are kept.
    package var count: Int { counters.count }

    private mutating func giveBack(_ key: Key) {
        guard let counter = counters[key] else { return }
        counters[key] = counter.failures > 1 ? counter.givenBack : nil
    }

    private mutating func forgetWhereTooMany(at now: Instant) {
        guard counters.count > limit else { return }
        let ranked = counters.map {
            (key: $0, counter: $1, failures: $1.standing(at: now, $0.policy).failures)
        }
        .filter { $0.failures > 0 }
        .sorted { left, right in
            if left.failures != right.failures { return left.failures > right.failures }
            if left.counter.last != right.counter.last { return left.counter.last > right.counter.last }
            return left.key.hash.bytes.lexicographicallyPrecedes(right.key.hash.bytes)
        }
        counters = Dictionary(
            uniqueKeysWithValues: ranked.prefix(max(1, limit * 9 / 10)).map { ($0.key, $0.counter) }
        )
    }
}
