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
/// A pure value: the answers follow from the counters and the given times. The vault keeps the counters between
/// attempts, so that all servers count together, and hands in those that an attempt touches.
package struct Throttle: Equatable, Sendable {
    package private(set) var counters: [Key: Counter]

    package init(_ counters: [Key: Counter] = [:]) { self.counters = counters }

    /// Somebody's try to prove who he is.
    package struct Attempt: Sendable {
        /// What it is counted under.
        package let keys: [Key]

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

        /// Those of the network; of the name where none is known.
        package var placeKeys: [Key] {
            let networks = keys.filter { $0.kind == .network }
            return networks.isEmpty ? keys : networks
        }

        /// A try of somebody who is logged in already to show that he knows his password.
        ///
        /// It is counted apart from the logins: whoever hammers a name at the login page does not keep its owner from changing his password.
        package init(confirming staff: Staff.ID) {
            keys = [Key(.confirmation, Array("\(staff)".utf8))]
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
        return .allowed
    }

    /// Until when everything that comes from the attempt's place has to wait, whatever name it tries.
    ///
    /// By its name where the place is not known.
    package func wait(at place: Attempt, at now: Instant) -> Instant? {
        let untils = place.placeKeys.compactMap { key -> Instant? in
            guard var counter = counters[key] else { return nil }
            counter.settle(at: now)
            return counter.waitsUntil(key.policy)
        }
        return untils.max().flatMap { $0 > now ? $0 : nil }
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

    private mutating func giveBack(_ key: Key) {
        guard let counter = counters[key] else { return }
        counters[key] = counter.failures > 1 ? counter.givenBack : nil
    }
}
