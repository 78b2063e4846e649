import Foundation

/// Hashes and verifies passwords, a few at a time and on threads of its own.
///
/// A hashing takes 19 MiB and tens of milliseconds of one core: done in tasks it would stop the pool that serves pages, and
/// done without bound a thousand logins would take the memory.
package final class PasswordHasher: Sendable {
    private let cost: PasswordHash.Cost
    private let random: RandomSource
    private let derivation: Derivation
    private let gate: Gate

    /// What makes a password's tag under a salt at a cost; nil where there is no memory for it.
    package typealias Derivation = @Sendable (Password, [UInt8], PasswordHash.Cost) -> [UInt8]?

    package static let argon2id: Derivation = { Argon2id.tag(of: $0, salt: $1, cost: $2) }

    package enum Verdict: Equatable, Sendable {
        case wrong
        /// `needsRehash` where the hash was made at another cost; hash the password anew while it is known.
        case right(needsRehash: Bool)
    }

    package enum Refusal: Error, Equatable, CustomStringConvertible {
        /// So many others are waiting. Try again in a few seconds.
        case busy(waiting: Int)
        /// The request was given up while it waited.
        case cancelled
        /// The system has no memory for a hashing.
        case memory

        package var description: String {
            switch self {
            case .busy(let waiting): "\(waiting) logins are waiting already. Try again in a few seconds."
            case .cancelled: "The login was given up while it waited."
            case .memory: "There is no memory to check a password. Try again in a few seconds."
            }
        }
    }

    /// - Parameters:
    ///   - concurrent: How many hashings at once; each takes the cost's memory and a core.
    ///   - waitingLimit: How many may wait; 64 wait for 1.5 seconds on one core.
    ///   - derivation: Where the work is done; a test counts it there.
    package init(
        cost: PasswordHash.Cost = .current,
        concurrent: Int = ProcessInfo.processInfo.activeProcessorCount,
        waitingLimit: Int = 64,
        random: RandomSource,
        derivation: @escaping Derivation = PasswordHasher.argon2id
    ) {
        self.cost = cost
        self.random = random
        self.derivation = derivation
        gate = Gate(places: concurrent, waitingLimit: waitingLimit)
    }

    /// Whether whoever comes now would be refused as `busy`.
    package var isFull: Bool { gate.isFull }

    package func hash(_ password: Password) async throws(Refusal) -> PasswordHash {
        let salt = random.bytes(PasswordHash.saltByteCount)
        let tag = try await tag(of: password, salt: salt, cost: cost)
        return PasswordHash(cost: cost, salt: salt, tag: tag)
    }

    /// Whether this is the password of the hash.
    ///
    /// - Parameter hash: Nil where there is no such account. The same work is done then, so that the time does not
    ///   tell which names exist; the verdict is `.wrong`.
    package func verify(
        _ password: Password,
        against hash: PasswordHash?
    ) async throws(Refusal) -> Verdict {
        let salt = hash?.salt ?? [UInt8](repeating: 0, count: PasswordHash.saltByteCount)
        let tag = try await tag(of: password, salt: salt, cost: hash?.cost ?? cost)
        let expected = hash?.tag ?? [UInt8](repeating: 0, count: PasswordHash.tagByteCount)
        let isRight = Sodium.areEqual(tag, expected)
        guard isRight, let hash else { return .wrong }
        return .right(needsRehash: hash.needsRehash(for: cost))
    }

    private func tag(
        of password: Password,
        salt: [UInt8],
        cost: PasswordHash.Cost
    ) async throws(Refusal) -> [UInt8] {
        let tag: [UInt8]?
        do throws(Gate.Refusal) {
            tag = try await gate.pass { [derivation] in
                await withCheckedContinuation { caller in
                    // A new one each time: a thread that has given way cannot come forward again.
                    Thread.detachNewThread {
                        Self.giveWay()
                        caller.resume(returning: derivation(password, salt, cost))
                    }
                }
            }
        } catch {
            switch error {
            case .full(let waiting): throw .busy(waiting: waiting)
            case .cancelled: throw .cancelled
            }
        }
        guard let tag else { throw .memory }
        return tag
    }

    /// Lets the threads that serve pages go first on a busy machine.
    ///
    /// On Linux the nice value is the calling thread's own (setpriority(2), section "C library/kernel differences").
    private static func giveWay() {
        // Not being allowed to is no reason to let nobody in.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
    }
}
