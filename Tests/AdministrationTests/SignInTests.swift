import Administration
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("Logging in")
struct SignInTests {
    @Test("takes login and password", arguments: TestEngine.available)
    func welcome(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let answer = try await office.signIn.check(office.attempt(" ADMIN", office.password))
            #expect(answer == .welcome(office.administrator, mustChangePassword: true))
            for (login, password) in [
                ("admin", "wrong"), ("nobody", office.password), ("", ""), ("admin", ""),
                ("admin' OR 1=1 --", office.password), ("admin", String(repeating: "x", count: 5000)),
            ] {
                let answer = try await office.signIn.check(office.attempt(login, password))
                #expect(answer == .wrong)
            }
        }
    }

    @Test("makes whoever guesses wait, and nobody else", arguments: TestEngine.available)
    func throttled(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            try await office.add("li.na")
            for _ in 0..<5 {
                let answer = try await office.signIn.check(office.attempt("li.na", "wrong"))
                #expect(answer == .wrong)
            }
            let answer = try await office.signIn.check(office.attempt("li.na", "wrong"))
            guard case .wait = answer else {
                Issue.record("The sixth guess was answered with \(answer).")
                return
            }
            let other = try await office.signIn.check(office.attempt("admin", office.password))
            #expect(other == .welcome(office.administrator, mustChangePassword: true))
        }
    }

    @Test(
        "asks for a code where there is a second factor, and takes it once",
        arguments: TestEngine.available
    )
    func secondFactor(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let authenticator = Authenticator(random: .system)
            let (codes, kept) = RecoveryCodes.new(random: .system)
            try await office.vault.setSecondFactor(
                Credential.SecondFactor(authenticator: authenticator, lastStep: nil, recovery: kept),
                of: office.administrator
            )
            func check(_ code: String) async throws -> SignIn.Answer {
                try await office.signIn.check(office.attempt("admin", office.password, code: code))
            }
            let welcome = SignIn.Answer.welcome(office.administrator, mustChangePassword: true)
            let code = authenticator.code(at: Authenticator.Step(at: office.clock.now))
            let recovery = codes[0].text
            for (typed, expected) in [("", .wrong), (code, welcome), (code, .wrong), (recovery, welcome)] {
                let answer = try await check(typed)
                #expect(answer == expected)
            }
            let again = try await check(recovery)
            #expect(again == .wrong)
        }
    }
}
