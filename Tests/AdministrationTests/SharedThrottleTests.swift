import Administration
import Dispatch
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("The counters of failed logins")
struct SharedThrottleTests {
    /// Another server with the same store and vault.
    private func withSecondServer(
        on engine: TestEngine,
        _ body: (TestOffice, SignIn) async throws -> Void
    ) async throws {
        try await TestOffice.run(on: engine) { office in
            let vault = try await Vault.open(office.vaultPlace.location, ring: nil)
            try await body(office, SignIn(store: office.store, vault: vault, hasher: TestOffice.hasher))
            try await vault.close()
        }
    }

    @Test("are one for all servers, also at the same moment", arguments: TestEngine.available)
    func together(engine: TestEngine) async throws {
        try await withSecondServer(on: engine) { office, second in
            let first = office.signIn
            // Again and again, since a server that has just begun is late the first time.
            for round in 0..<10 {
                let attempt = office.attempt("name\(round)", "wrong")
                let answers = try await withThrowingTaskGroup(of: SignIn.Answer.self) { group in
                    for number in 0..<40 {
                        let desk = number.isMultiple(of: 2) ? first : second
                        group.addTask { try await desk.check(attempt) }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                let wait = SignIn.Answer.wait(until: office.clock.now.advanced(byMilliseconds: 1000))
                #expect(answers.count { $0 == .wrong } == 5)
                #expect(answers.count { $0 == wait } == 35)
            }
        }
    }

    @Test("are one for a network, whichever names are tried where", arguments: TestEngine.available)
    func network(engine: TestEngine) async throws {
        try await withSecondServer(on: engine) { office, second in
            let network = try #require(NetworkBlock("192.0.2.7"))
            for number in 0..<50 {
                let desk = number.isMultiple(of: 2) ? office.signIn : second
                let answer = try await desk.check(office.attempt("user\(number)", "wrong", from: network))
                #expect(answer == .wrong)
            }
            for desk in [office.signIn, second] {
                let answer = try await desk.check(office.attempt("another", "wrong", from: network))
                #expect(answer == .wait(until: office.clock.now.advanced(byMilliseconds: 1000)))
            }
        }
    }

    @Test("are given back on one server what was right on the other", arguments: TestEngine.available)
    func givenBack(engine: TestEngine) async throws {
        try await withSecondServer(on: engine) { office, second in
            for number in 0..<20 {
                let desk = number.isMultiple(of: 2) ? office.signIn : second
                let answer = try await desk.check(office.attempt("admin", office.password))
                #expect(answer == .welcome(office.administrator, mustChangePassword: true))
            }
            let counters = try await office.counters()
            #expect(counters == 0)
        }
    }

    @Test("outlive a server", arguments: TestEngine.available)
    func restart(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let before = try await Vault.open(office.vaultPlace.location, ring: nil)
            let desk = SignIn(store: office.store, vault: before, hasher: TestOffice.hasher)
            for _ in 0..<5 { _ = try await desk.check(office.attempt("admin", "wrong")) }
            try await before.close()
            let answer = try await office.signIn.check(office.attempt("admin", office.password))
            #expect(answer == .wait(until: office.clock.now.advanced(byMilliseconds: 1000)))
            office.clock.advance(byMilliseconds: 1000)
            let later = try await office.signIn.check(office.attempt("admin", office.password))
            #expect(later == .welcome(office.administrator, mustChangePassword: true))
        }
    }

    @Test("lock nobody out of a browser that he has used before", arguments: TestEngine.available)
    func knownDevice(engine: TestEngine) async throws {
        try await withSecondServer(on: engine) { office, second in
            let device = DeviceToken(random: .system)
            try await office.vault.note(device, of: office.administrator, at: office.clock.now)
            let network = try #require(NetworkBlock("192.0.2.7"))
            for _ in 0..<60 { _ = try await second.check(office.attempt("admin", "wrong", from: network)) }
            for desk in [office.signIn, second] {
                let answer = try await desk.check(
                    office.attempt("admin", office.password, from: network, device: device)
                )
                #expect(answer == .welcome(office.administrator, mustChangePassword: true))
            }
        }
    }

    @Test("do not keep anybody who is logged in from showing his password", arguments: TestEngine.available)
    func confirmation(engine: TestEngine) async throws {
        try await withSecondServer(on: engine) { office, second in
            let (id, clock) = (office.administrator, office.clock)
            for name in ["confirm:\(id)", "admin"] {
                for _ in 0..<6 { _ = try await second.check(office.attempt(name, "wrong")) }
            }
            let member = try await office.member(id)
            let credential = try await office.vault.credential(of: id)
            let (own, wrong) = (try #require(Password(office.password)), try #require(Password("wrong")))
            for _ in 0..<10 {
                let answer = try await office.signIn.confirm(own, credential, of: member)
                #expect(answer == .right)
            }
            for number in 0..<5 {
                let desk = number.isMultiple(of: 2) ? office.signIn : second
                let answer = try await desk.confirm(wrong, credential, of: member)
                #expect(answer == .wrong)
            }
            let waiting = try await second.confirm(own, credential, of: member)
            #expect(waiting == .wait(until: clock.now.advanced(byMilliseconds: 1000)))
        }
    }

    @Test(
        "count nothing where nobody looked at the password",
        .timeLimit(.minutes(5)),
        arguments: TestEngine.available
    )
    func busy(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let end = DispatchSemaphore(value: 0)
            // One inside, nobody waits.
            let hasher = PasswordHasher(
                cost: TestOffice.cost,
                concurrent: 1,
                waitingLimit: 0,
                random: .system
            ) { _, _, _ in
                end.wait()
                return nil
            }
            let desk = SignIn(store: office.store, vault: office.vault, hasher: hasher)
            let first = office.attempt("first", "wrong")
            try await withThrowingTaskGroup(of: Void.self) { group in
                // Also where an expectation fails, or the hashing would be waited for without end.
                defer { end.signal() }
                // The system has no memory for it in the end.
                group.addTask {
                    await #expect(throws: PasswordHasher.Refusal.memory) { _ = try await desk.check(first) }
                }
                while !hasher.isFull {
                    try Task.checkCancellation()
                    await Task.yield()
                }
                for _ in 0..<10 {
                    let answer = try await desk.check(office.attempt("admin", "wrong"))
                    #expect(answer == .busy)
                }
                end.signal()
                try await group.waitForAll()
            }
            let counters = try await office.counters()
            #expect(counters == 0)
        }
    }

    @Test(
        "are forgotten when they are over, and the least first where there are too many",
        arguments: TestEngine.available
    )
    func forgotten(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let (vault, start) = (office.vault, office.clock.now)
            let victim = Throttle.Attempt(account: "victim", from: nil)
            for _ in 0..<5 { _ = try await vault.begin(victim, at: start) }
            for number in 0..<30 {
                _ = try await vault.begin(.init(account: "n\(number)", from: nil), at: start)
            }
            func forget(hours: Int64, limit: Int) async throws -> Int64 {
                let now = start.advanced(byMilliseconds: hours * 3_600_000)
                try await vault.forgetCounters(at: now, limit: limit)
                return try await office.counters()
            }
            for (hours, limit, left) in [(0, 31, 31), (0, 10, 10), (1, 10, 1), (4, 10, 1)]
                as [(Int64, Int, Int64)]
            {
                let count = try await forget(hours: hours, limit: limit)
                #expect(count == left)
            }
            let answer = try await vault.begin(victim, at: start)
            #expect(answer == .wait(until: start.advanced(byMilliseconds: 1000)))
            let count = try await forget(hours: 5, limit: 10)
            #expect(count == 0)
        }
    }

    @Test("that are over are forgotten by whoever counts next", arguments: TestEngine.available)
    func turn(engine: TestEngine) async throws {
        try await withSecondServer(on: engine) { office, second in
            let network = try #require(NetworkBlock("192.0.2.7"))
            _ = try await office.signIn.check(office.attempt("nobody", "wrong", from: network))
            let before = try await office.counters()
            #expect(before == 2)
            office.clock.advance(byMilliseconds: 3_600_000)
            _ = try await second.check(office.attempt("another", "wrong"))
            let after = try await office.counters()
            #expect(after == 1)
        }
    }
}

extension TestOffice {
    fileprivate func attempt(
        _ login: String,
        _ password: String,
        from network: NetworkBlock,
        device: DeviceToken? = nil
    ) -> SignIn.Attempt {
        SignIn.Attempt(login: login, password: password, code: "", network: network, device: device)
    }

    /// How many are kept.
    fileprivate func counters() async throws -> Int64 {
        let database = try await vaultPlace.database()
        let count = try await database.read { reader in
            try reader.first("SELECT COUNT(*) FROM throttle") { try $0.integer(0) }
        }
        try await database.close()
        return count ?? 0
    }
}
