import Dispatch
import HTTPTypes
import Identity
import Testing

@Suite("A flood of logins")
struct FloodTests {
    @Test(
        "is refused politely beyond what waits, costs nobody an attempt, and stops no other page",
        .timeLimit(.minutes(5))
    )
    func flood() async throws {
        let end = DispatchSemaphore(value: 0)
        let hasher = PasswordHasher(cost: Fixture.cost, concurrent: 1, waitingLimit: 4, random: .system) {
            _,
            _,
            _ in
            end.wait()
            end.signal()
            return Array(repeating: 1, count: 32)
        }
        try await Fixture.run(hasher: hasher) { fixture in
            try await withThrowingTaskGroup(of: Answer.self) { group in
                // Also where an expectation fails, or the hashing would be waited for without end.
                defer { end.signal() }
                for number in 0..<2000 {
                    group.addTask { try await fixture.tryToLogIn("user\(number)") }
                }
                for _ in 0..<1995 {
                    let answer = try #require(try await group.next())
                    #expect(answer.status == 503)
                    #expect(answer.headers[.retryAfter] != nil)
                }
                #expect(hasher.isFull)
                for path in ["/", "/announcements", "/figures", "/entries", "/sign-in", "/healthz"] {
                    let answer = try await fixture.ask(path)
                    #expect(answer.status == 200, "\(path)")
                }
                let late = try await fixture.tryToLogIn("late")
                #expect(late.status == 503 && late.headers[.retryAfter] == "5")
                #expect(late.text.contains("同时登录的人太多") && late.text.contains("value=\"late\""))
                end.signal()
                for try await answer in group { #expect(answer.status == 422) }
            }
            for _ in 0..<5 {
                let answer = try await fixture.tryToLogIn("late")
                #expect(answer.status == 422)
            }
        }
    }

    @Test("is told to whoever changes his password meanwhile, and he may try again", .timeLimit(.minutes(5)))
    func busy() async throws {
        let end = DispatchSemaphore(value: 0)
        let hasher = PasswordHasher(cost: Fixture.cost, concurrent: 1, waitingLimit: 0, random: .system) {
            password,
            salt,
            cost in
            if salt.allSatisfy({ $0 == 0 }) { end.wait() }
            return PasswordHasher.argon2id(password, salt, cost)
        }
        try await Fixture.run(hasher: hasher) { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", at: fixture)
            try await withThrowingTaskGroup(of: Answer.self) { group in
                // Also where an expectation fails, or the hashing would be waited for without end.
                defer { end.signal() }
                // Of an unknown name the salt is of nulls.
                group.addTask { try await fixture.tryToLogIn("nobody") }
                while !hasher.isFull {
                    try Task.checkCancellation()
                    await Task.yield()
                }
                let answer = try await browser.submit(
                    "/account/password",
                    ["present": Browser.password, "new": "a new password 18", "again": "a new password 18"]
                )
                #expect(answer.status == 503 && answer.headers[.retryAfter] != nil)
                end.signal()
                try await group.waitForAll()
            }
            let answer = try await browser.submit(
                "/account/password",
                ["present": Browser.password, "new": "a new password 18", "again": "a new password 18"]
            )
            #expect(answer.headers[.location] == "/account")
        }
    }
}

extension Fixture {
    /// Sends the form of the login, as a browser with nothing else would.
    fileprivate func tryToLogIn(_ login: String) async throws -> Answer {
        let visit = SessionToken(random: .system)
        let form = FormToken(for: visit, purpose: "/sign-in").text
        return try await ask(
            "/sign-in",
            .post,
            headers: [
                .cookie: "jiedao-session=\(visit.text)", .contentType: "application/x-www-form-urlencoded",
            ],
            body: "form=\(form)&login=\(login)&password=wrong"
        )
    }
}
