package import Identity
package import Ledger
package import Storage
import Synchronization
package import Vault

/// Where people prove who they are.
///
/// Unknown names, ended accounts and wrong passwords take the same work and get the same answer. How often somebody has
/// failed is counted in the vault, so that it does not matter which server he asks.
package final class SignIn: Sendable {
    private let store: Store
    private let vault: Vault
    private let hasher: PasswordHasher
    private let attempts = Mutex(0)

    /// After so many attempts counters are forgotten; each adds two at most, and a turn takes away up to a thousand.
    private static let attemptsBetweenTurns = 100

    package init(store: Store, vault: Vault, hasher: PasswordHasher) {
        self.store = store
        self.vault = vault
        self.hasher = hasher
    }

    /// What somebody typed, and from where.
    package struct Attempt: Sendable {
        package let login: String
        package let password: String
        /// Of the authenticator, or a recovery code; empty where none was typed.
        package let code: String
        package let network: NetworkBlock?
        package let device: DeviceToken?

        package init(
            login: String,
            password: String,
            code: String,
            network: NetworkBlock?,
            device: DeviceToken?
        ) {
            self.login = login
            self.password = password
            self.code = code
            self.network = network
            self.device = device
        }
    }

    package enum Answer: Equatable, Sendable {
        case welcome(Staff.ID, mustChangePassword: Bool)
        /// Some of login, password and code is wrong; which one is not told.
        case wrong
        case wait(until: Instant)
        /// Too many are logging in at this moment.
        case busy
    }

    package func check(_ attempt: Attempt) async throws -> Answer {
        // Before anything is read or written: a flood of logins shall not hold up the vault for others.
        guard !hasher.isFull else { return .busy }
        let now = store.clock.now
        let login = Login(rawValue: attempt.login)
        let member: StaffMember? =
            if let login { try await store.read { try StaffDirectory.member(login, $0) } } else { nil }
        let tried = Throttle.Attempt(
            account: attempt.login,
            from: attempt.network,
            knownDevice: try await knownDevice(attempt.device, of: member)
        )
        if case .wait(let until) = try await begin(tried, at: now) { return .wait(until: until) }
        let answer: Answer
        do { answer = try await verify(attempt, member, at: now) } catch PasswordHasher.Refusal.busy {
            try await vault.givenUp(tried)
            return .busy
        } catch {
            try await vault.givenUp(tried)
            throw error
        }
        if case .welcome = answer { try await vault.succeeded(tried) }
        return answer
    }

    private func begin(_ tried: Throttle.Attempt, at now: Instant) async throws -> Throttle.Answer {
        let answer = try await vault.begin(tried, at: now)
        guard answer == .allowed else { return answer }
        let isTurn = attempts.withLock { count in
            defer { count = (count + 1) % Self.attemptsBetweenTurns }
            return count == 0
        }
        if isTurn { try await vault.forgetCounters(at: now) }
        return answer
    }

    private func knownDevice(_ device: DeviceToken?, of member: StaffMember?) async throws -> Hash? {
        guard let device, let member, try await vault.knows(device, of: member.id) else { return nil }
        return device.digest
    }

    private func verify(_ attempt: Attempt, _ member: StaffMember?, at now: Instant) async throws -> Answer {
        let day = store.genesis.zone.day(of: now)
        let account = member.flatMap { $0.isActive(on: day) ? $0.id : nil }
        let credential: Credential? =
            if let account { try await vault.credential(of: account) } else { nil }
        guard let password = Password(attempt.password) else { return .wrong }
        let verdict = try await hasher.verify(password, against: credential?.password)
        guard case .right(let needsRehash) = verdict, let account, let credential else { return .wrong }
        if let factor = credential.secondFactor {
            guard try await isGood(attempt.code, factor, of: account, at: now) else { return .wrong }
        }
        if needsRehash {
            let renewed = try await hasher.hash(password)
            try await vault.rehash(renewed, of: account, instead: credential.password)
        }
        return .welcome(account, mustChangePassword: credential.isTemporary)
    }

    private func isGood(
        _ typed: String,
        _ factor: Credential.SecondFactor,
        of staff: Staff.ID,
        at now: Instant
    ) async throws -> Bool {
        if let step = factor.authenticator.verify(typed, at: now, after: factor.lastStep) {
            return try await vault.use(step, of: staff)
        }
        guard let code = RecoveryCode(typed) else { return false }
        return try await vault.use(code, of: staff)
    }
}

extension SignIn {
    package enum Confirmation: Equatable, Sendable {
        case right
        case wrong
        case wait(until: Instant)
    }

    /// Whether somebody who is logged in has typed his own password; guesses are counted as at the login.
    package func confirm(
        _ password: Password,
        _ credential: Credential?,
        of member: StaffMember
    ) async throws -> Confirmation {
        let tried = Throttle.Attempt(confirming: member.id)
        if case .wait(let until) = try await begin(tried, at: store.clock.now) { return .wait(until: until) }
        do {
            guard case .right = try await hasher.verify(password, against: credential?.password) else {
                return .wrong
            }
        } catch {
            try await vault.givenUp(tried)
            throw error
        }
        try await vault.succeeded(tried)
        return .right
    }
}
