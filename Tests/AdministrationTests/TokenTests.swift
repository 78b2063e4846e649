import Administration
import Foundation
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("The tokens of programs in the vault")
struct VaultTokenTests {
    private static let owner = Staff.ID(rawValue: 81)
    private static let other = Staff.ID(rawValue: 82)
    private static let start = Instant(rawValue: 1_520_212_800_000)
    private static let day: Int64 = 86_400_000

    private func run(on engine: TestEngine, _ body: (Vault, TestPlace) async throws -> Void) async throws {
        let place = try await TestPlace(engine)
        let vault = try await Vault.open(place.location, ring: nil)
        do { try await body(vault, place) } catch {
            try await vault.close()
            try await place.remove()
            throw error
        }
        try await vault.close()
        try await place.remove()
    }

    private func keep(
        _ token: AccessToken,
        id: CommandID = .new(),
        of staff: Staff.ID = Self.owner,
        days: Int64 = 30,
        at now: Instant = Self.start,
        _ vault: Vault
    ) async throws -> Vault.TokenKeeping {
        let ends = now.advanced(byMilliseconds: days * Self.day)
        let grant = AccessGrant(scopes: [.writeAnnouncements, .readLedger], begins: now, ends: ends)!
        return try await vault.keep(token, id: id, of: staff, named: TokenName("网站")!, grant, at: now)
    }

    @Test("are found by their secret, which is not kept", arguments: TestEngine.available)
    func found(engine: TestEngine) async throws {
        try await run(on: engine) { vault, _ in
            let (token, id) = (AccessToken(random: .system), CommandID.new())
            let kept = try await keep(token, id: id, vault)
            #expect(kept == .kept)
            let found = try #require(try await vault.token(token, at: Self.start))
            #expect(found.id == id && found.staff == Self.owner && found.name.text == "网站")
            #expect(found.grant.scopes == [.readLedger, .writeAnnouncements] && found.hint == token.hint)
            #expect(try await vault.token(AccessToken(random: .system), at: Self.start) == nil)
        }
    }

    @Test("made twice by one form are made once", arguments: TestEngine.available)
    func once(engine: TestEngine) async throws {
        try await run(on: engine) { vault, _ in
            let (token, id) = (AccessToken(random: .system), CommandID.new())
            _ = try await keep(token, id: id, vault)
            let again = try await keep(AccessToken(random: .system), id: id, vault)
            let stolen = try await keep(AccessToken(random: .system), id: id, of: Self.other, vault)
            #expect(again == .madeBefore && stolen == .madeBefore)
            #expect(try await vault.tokens(of: Self.owner, at: Self.start).map(\.hint) == [token.hint])
            #expect(try await vault.tokens(of: Self.other, at: Self.start).isEmpty)
        }
    }

    @Test("note their use once a minute", arguments: TestEngine.available)
    func noted(engine: TestEngine) async throws {
        try await run(on: engine) { vault, _ in
            let token = AccessToken(random: .system)
            _ = try await keep(token, vault)
            for (after, noted) in [(1000, 1000), (60_999, 1000), (61_000, 61_000), (30_000, 61_000)]
                as [(Int64, Int64)]
            {
                _ = try await vault.token(token, at: Self.start.advanced(byMilliseconds: after))
                let last = try await vault.tokens(of: Self.owner, at: Self.start).map(\.lastUsed)
                #expect(last == [Self.start.advanced(byMilliseconds: noted)])
            }
        }
    }

    @Test(
        "are good from their first moment to their last, and until they are revoked",
        arguments: TestEngine.available
    )
    func over(engine: TestEngine) async throws {
        try await run(on: engine) { vault, _ in
            let (token, id) = (AccessToken(random: .system), CommandID.new())
            _ = try await keep(token, id: id, days: 1, vault)
            for (after, isGood) in [(-1, false), (0, true), (Self.day - 1, true), (Self.day, false)]
                as [(Int64, Bool)]
            {
                let found = try await vault.token(token, at: Self.start.advanced(byMilliseconds: after))
                #expect((found != nil) == isGood, "\(after)")
            }
            try await vault.revoke(id, of: Self.other, at: Self.start)
            #expect(try await vault.token(token, at: Self.start) != nil)
            for after in [5, 9] as [Int64] {
                try await vault.revoke(id, of: Self.owner, at: Self.start.advanced(byMilliseconds: after))
            }
            #expect(try await vault.token(token, at: Self.start) == nil)
            let listed = try await vault.tokens(of: Self.owner, at: Self.start)
            #expect(listed.map(\.revokedAt) == [Self.start.advanced(byMilliseconds: 5)])
            #expect(listed[0].state(at: Self.start.advanced(byMilliseconds: Self.day)) == .revoked)
        }
    }

    @Test(
        "are twenty at most that are not over, also where two are made at once",
        arguments: TestEngine.available
    )
    func limit(engine: TestEngine) async throws {
        try await run(on: engine) { vault, place in
            let password = try #require(Password("correct horse battery 77"))
            let hash = try await TestOffice.hasher.hash(password)
            try await vault.setPassword(hash, of: Self.owner, temporary: false, at: Self.start)
            _ = try await keep(AccessToken(random: .system), days: 1, vault)
            for _ in 0..<18 { _ = try await keep(AccessToken(random: .system), vault) }
            // As two servers would, each time with room for one more.
            let second = try await Vault.open(place.location, ring: nil)
            for round in 0..<10 {
                let made = try await withThrowingTaskGroup(of: (CommandID, Vault.TokenKeeping).self) {
                    group in
                    for vault in [vault, second] {
                        group.addTask {
                            let id = CommandID.new()
                            let keeping = try await keep(AccessToken(random: .system), id: id, vault)
                            return (id, keeping)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(Set(made.map(\.1)) == [.kept, .tooMany], "\(round)")
                for (id, _) in made where round < 9 {
                    try await vault.revoke(id, of: Self.owner, at: Self.start)
                }
            }
            try await second.close()
            let others = try await keep(AccessToken(random: .system), of: Self.other, vault)
            #expect(others == .kept)
            // The short one makes room when it ends.
            let later = Self.start.advanced(byMilliseconds: Self.day)
            let early = later.advanced(byMilliseconds: -1)
            let before = try await keep(AccessToken(random: .system), at: early, vault)
            let after = try await keep(AccessToken(random: .system), at: later, vault)
            #expect(before == .tooMany && after == .kept)
        }
    }

    @Test(
        "are listed for ninety days after their end, those that are good first",
        arguments: TestEngine.available
    )
    func listed(engine: TestEngine) async throws {
        try await run(on: engine) { vault, _ in
            let ids = (0..<3).map { _ in CommandID.new() }
            for (place, id) in ids.enumerated() {
                let now = Self.start.advanced(byMilliseconds: Int64(place))
                _ = try await keep(AccessToken(random: .system), id: id, at: now, vault)
            }
            try await vault.revoke(ids[1], of: Self.owner, at: Self.start)
            #expect(
                try await vault.tokens(of: Self.owner, at: Self.start).map(\.id) == [ids[2], ids[0], ids[1]]
            )
            let late = Self.start.advanced(byMilliseconds: 90 * Self.day + 1)
            _ = try await keep(AccessToken(random: .system), at: late, vault)
            let left = try await vault.tokens(of: Self.owner, at: late)
            #expect(left.count == 3 && !left.contains { $0.id == ids[1] })
            try await vault.forgetTokens(of: Self.owner)
            #expect(try await vault.tokens(of: Self.owner, at: late).isEmpty)
        }
    }
}

@Suite("Tokens of programs")
struct AccountTokenTests {
    @Test("are made for what their owner may do on that day", arguments: TestEngine.available)
    func rights(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let id = try await office.add("li.na", .dispatcher).id
            func make(_ scopes: Set<AccessGrant.Scope>, _ through: LocalDay = .tomorrow) async throws {
                _ = try await office.accounts.makeToken(
                    of: id,
                    named: TokenName("p")!,
                    scopes: scopes,
                    through: through,
                    command: .new()
                )
            }
            try await make([.writeAnnouncements])
            try await make([.writeAnnouncements], .today)
            await #expect(throws: TokenError.noScope) { try await make([]) }
            await #expect(throws: TokenError.notOffered(.readLedger)) {
                try await make([.readLedger, .writeAnnouncements])
            }
            try await make([.reportMatters, .readMatters])
            let days = LocalDay.today...LocalDay("2019-03-05")!
            try await make([.writeAnnouncements], days.upperBound)
            for day in ["2018-03-04", "2019-03-06", "9999-12-31", "0001-01-01"] {
                await #expect(throws: TokenError.lastDay(days)) {
                    try await make([.writeAnnouncements], LocalDay(day)!)
                }
            }
        }
    }

    @Test("end with the account and do not return with it", arguments: TestEngine.available)
    func ended(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let (id, token, _) = try await office.addWithToken("li.na")
            let actor = Actor(office.administrator)
            try await office.accounts.end(try await office.account(id), command: .new(), by: actor)
            _ = try await office.perform(ReturnStaff(try await office.account(id)), by: actor)
            #expect(try await office.vault.token(token, at: office.clock.now) == nil)
            #expect(try await office.vault.tokens(of: id, at: office.clock.now).isEmpty)
        }
    }

    @Test("and single sessions, ended by somebody else, leave a trace", arguments: TestEngine.available)
    func secured(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let (id, token, number) = try await office.addWithToken("li.na")
            let (session, now) = (SessionToken(random: .system), office.clock.now)
            try await office.vault.begin(session, of: id, at: now, network: "::1", browser: "b")
            let before = try await office.size
            let (accounts, clerk) = (office.accounts, Actor(id))
            let seen = try await office.account(id)
            await #expect(throws: StaffError.notAllowed(.manageAccounts)) {
                try await accounts.revokeToken(number, of: seen, command: .new(), by: clerk)
            }
            await #expect(throws: StaffError.notAllowed(.endSessions)) {
                try await accounts.endSession(session.digest, of: seen, command: .new(), by: clerk)
            }
            #expect(try await office.vault.token(token, at: now) != nil)
            let actor = Actor(office.administrator)
            try await accounts.revokeToken(number, of: seen, command: .new(), by: actor)
            #expect(try await office.vault.token(token, at: now) == nil)
            await #expect(throws: StaffError.changed(id, revision: seen.revision + 1)) {
                try await accounts.endSession(session.digest, of: seen, command: .new(), by: actor)
            }
            let again = try await office.account(id)
            try await accounts.endSession(session.digest, of: again, command: .new(), by: actor)
            #expect(try await office.vault.session(of: session, at: now) == nil)
            // What is over already is left alone.
            try await accounts.revokeToken(number, of: again, command: .new(), by: actor)
            try await accounts.endSession(session.digest, of: again, command: .new(), by: actor)
            let written = try await office.store.read { reader in
                try (before..<(try Head(reader).size)).map { number in
                    let entry = try EntryStore.entry(Entry.ID(rawValue: number), reader)
                    return try StaffSecured(body: entry?.body ?? [:]).what
                }
            }
            #expect(written == [.tokenRevoked, .sessionsEnded])
            #expect(try await office.differences().isEmpty)
        }
    }
}

extension TestOffice {
    /// How many entries there are.
    fileprivate var size: Int64 { get async throws { try await store.read { try Head($0).size } } }

    /// A new dispatcher with a program that posts for him.
    fileprivate func addWithToken(
        _ login: String
    ) async throws -> (id: Staff.ID, token: AccessToken, number: CommandID) {
        let (id, number) = (try await add(login, .dispatcher).id, CommandID.new())
        let made = try await accounts.makeToken(
            of: id,
            named: TokenName("p")!,
            scopes: [.writeAnnouncements],
            through: .tomorrow,
            command: number
        )
        return (id, try #require(made), number)
    }
}
