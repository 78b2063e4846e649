import Administration
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

/// How long an answer takes shall not tell which names exist.
///
/// Nearly all of that time is hashing, so hashings are counted.
@Suite("The work of a login")
struct SignInWorkTests {
    @Test("is the same whatever is wrong", arguments: TestEngine.available)
    func same(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            try await office.add("ended")
            try await office.addWithoutPassword("without")
            try await office.add("factor")
            let ended = try await office.id(of: "ended")
            try await office.accounts.end(office.account(ended), command: .new(), by: .console)
            let (_, recovery) = RecoveryCodes.new(random: .system)
            try await office.vault.setSecondFactor(
                .init(authenticator: .init(random: .system), lastStep: nil, recovery: recovery),
                of: office.id(of: "factor")
            )
            let log = HashingLog()
            let desk = SignIn(store: office.store, vault: office.vault, hasher: log.hasher)
            for login in ["admin", "nobody", "no such login", "", "ended", "without", "factor"] {
                for password in ["wrong", ""] {
                    let answer = try await desk.check(office.attempt(login, password, code: "123456"))
                    #expect(answer == .wrong)
                    #expect(log.take() == [TestOffice.cost], "\(login)")
                }
                // No password is that long, whoever types it.
                let long = String(repeating: "x", count: Password.byteLimit + 1)
                let answer = try await desk.check(office.attempt(login, long))
                #expect(answer == .wrong)
                #expect(log.take() == [], "\(login)")
            }
        }
    }

    @Test("is none for whoever has to wait, whether or not there is such an account")
    func none() async throws {
        try await TestOffice.run(on: .sqlite) { office in
            let log = HashingLog()
            let desk = SignIn(store: office.store, vault: office.vault, hasher: log.hasher)
            let until = office.clock.now.advanced(byMilliseconds: 1000)
            for login in ["admin", "nobody"] {
                for _ in 0..<5 { _ = try await desk.check(office.attempt(login, "wrong")) }
                #expect(log.take().count == 5)
                // The right password as well as a wrong one.
                for password in ["wrong", office.password] {
                    let answer = try await desk.check(office.attempt(login, password))
                    #expect(answer == .wait(until: until))
                }
                #expect(log.take() == [])
            }
        }
    }
}

extension TestOffice {
    fileprivate func id(of login: String) async throws -> Staff.ID {
        let login = try #require(Login(rawValue: login))
        let member = try await store.read { try StaffDirectory.member(login, $0) }
        return try #require(member).id
    }

    /// As a crash between the entry and the password leaves it.
    fileprivate func addWithoutPassword(_ login: String) async throws {
        let key = try await vault.makeKey(at: clock.now)
        let add = AddStaff(
            try #require(Login(rawValue: login)),
            try StaffPerson(name: "某", telephone: nil),
            unit: .office,
            grants: [],
            key: key,
            zone: .shenzhen
        )
        _ = try await perform(add, by: .console)
    }
}
