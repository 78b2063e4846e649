import Identity
import Ledger
import Testing

/// Hashes that argon2-cffi 25.1 (the reference implementation in C) made.
private enum Vector {
    static let all: [(password: String, salt: String, text: String)] = [
        (
            "correct horse battery staple", "jiedao-test-salt",
            "$argon2id$v=19$m=19456,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0"
        ),
        (
            "街道办的一个长口令，够十五个字符了吧", "\0\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\t\n\u{B}\u{C}\r\u{E}\u{F}",
            "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$bupfBe0WDO9gJF/cUHzS96C2UjWXDTTWD83GYpw2Llc"
        ),
        (
            "", "0123456789abcdef",
            "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$p9c4ucO/R2KPDN+PkWHKJ8BFh72sWSAvoB5iH9pNqCY"
        ),
    ]
    /// At 8 MiB and one pass, of `older and weaker`.
    static let cheap =
        "$argon2id$v=19$m=8192,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$nARGcdaaQChUAJ6XpsRiCh35eIF+SX0f3zqPqwi290g"
}

@Suite("A password's hash")
struct PasswordHashTests {
    private let hasher = PasswordHasher(concurrent: 2, random: .system)

    @Test func isWhatTheReferenceImplementationMakes() async throws {
        for vector in Vector.all {
            let fixed = PasswordHasher(concurrent: 1, random: .fixed(Array(vector.salt.utf8)))
            let hash = try await fixed.hash(try #require(Password(vector.password)))
            #expect(hash.text == vector.text)
        }
    }

    @Test func madeByTheReferenceImplementationIsVerified() async throws {
        for vector in Vector.all {
            let hash = try #require(PasswordHash(vector.text))
            let right = try await hasher.verify(try #require(Password(vector.password)), against: hash)
            #expect(right == .right(needsRehash: false))
            let wrong = try await hasher.verify(try #require(Password(vector.password + " ")), against: hash)
            #expect(wrong == .wrong)
        }
    }

    @Test func ofAnotherCostIsVerifiedAndAskedToBeMadeAnew() async throws {
        let hash = try #require(PasswordHash(Vector.cheap))
        let verdict = try await hasher.verify(try #require(Password("older and weaker")), against: hash)
        #expect(verdict == .right(needsRehash: true))
        #expect(hash.needsRehash())
        #expect(!hash.needsRehash(for: try #require(PasswordHash.Cost(memory: 8192, passes: 1))))
    }

    @Test func thatIsNotThereIsNeverRight() async throws {
        // The tag that the work for an unknown name is compared with is all zeros; no password reaches it.
        for typed in ["", "password", "correct horse battery staple"] {
            let verdict = try await hasher.verify(try #require(Password(typed)), against: nil)
            #expect(verdict == .wrong)
        }
    }

    @Test func hasASaltOfItsOwn() async throws {
        let password = try #require(Password("correct horse battery staple"))
        let (first, second) = (try await hasher.hash(password), try await hasher.hash(password))
        #expect(first.text != second.text)
        #expect(first.cost == .current)
        #expect(PasswordHash(first.text) == first)
    }

    @Test func isTheSameForFullWidthLettersAndBothSpellingsOfAnAccent() async throws {
        let hash = try await hasher.hash(try #require(Password("Résumé 2018 of Émile")))
        for typed in ["Re\u{301}sume\u{301} 2018 of E\u{301}mile", "Ｒésumé　２０１８ of Émile"] {
            let verdict = try await hasher.verify(try #require(Password(typed)), against: hash)
            #expect(verdict == .right(needsRehash: false))
        }
        let other = try await hasher.verify(try #require(Password("resumé 2018 of Émile")), against: hash)
        #expect(other == .wrong)
    }

    @Test(
        "in another form is refused",
        arguments: [
            "", "$", "$argon2id$v=19$m=19456,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA",
            "argon2id$v=19$m=19456,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2i$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$K1BUhQyGyCl71hOSd0V8uEklH5Mi3z8nVD/3ZZEqgZc",
            "$argon2id$v=16$m=19456,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2id$v=19$m=19456,t=2,p=4$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2id$v=19$t=2,m=19456,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2id$v=19$m=019456,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2id$v=19$m=19456,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA==$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2id$v=19$m=19456,t=2,p=1$amllZGFvLXRlc3Qtc2Fs$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2id$v=19$m=19456,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBA",
            "$argon2id$v=19$m=19456,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0\n",
            // More than is spent on a guess.
            "$argon2id$v=19$m=4194304,t=2,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2id$v=19$m=19456,t=1000,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
            "$argon2id$v=19$m=19456,t=0,p=1$amllZGFvLXRlc3Qtc2FsdA$eUG+y9LTNb4AwIYXeVhtXk1GMtXwkX/Cq7VUev/rBC0",
        ]
    )
    func refused(text: String) { #expect(PasswordHash(text) == nil) }

    @Test func showsNeitherPasswordNorHash() throws {
        let password = try #require(Password("correct horse battery staple"))
        let hash = try #require(PasswordHash(Vector.all[0].text))
        var dumped = ""
        dump(password, to: &dumped)
        dump(hash, to: &dumped)
        for text in ["\(password)", "\(hash)", String(reflecting: hash), dumped] {
            #expect(!text.contains("horse") && !text.contains("eUG+") && !text.contains("argon2id$"))
        }
    }

    @Test func ofAnEndlessPasswordIsNotTried() {
        #expect(Password(String(repeating: "a", count: 4096)) != nil)
        #expect(Password(String(repeating: "a", count: 4097)) == nil)
    }

    @Test func isRefusedWhileTooManyWait() async throws {
        let narrow = PasswordHasher(concurrent: 1, waitingLimit: 0, random: .system)
        let password = try #require(Password("correct horse battery staple"))
        // Of ten at once each is either done or refused as busy; with no place to wait some are refused, and what was
        // done shows that a refusal keeps no place.
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do throws(PasswordHasher.Refusal) {
                        _ = try await narrow.hash(password)
                        return true
                    } catch {
                        #expect(error == .busy(waiting: 0))
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect((1...10).contains(done))
        _ = try await narrow.hash(password)
    }
}
