import Administration
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("Accounts")
struct AccountTests {
    @Test("keep login, name and telephone sealed in the ledger", arguments: TestEngine.available)
    func sealed(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let made = try await office.add("li.na", telephone: "138 0013 8000")
            let member = try await office.member(made.id)
            #expect(member.login?.rawValue == "li.na" && member.name == "li.na 某")
            #expect(member.telephone?.mask == "138 **** 8000")
            let entry = try await office.store.read {
                try EntryStore.entry(Entry.ID(rawValue: made.id.rawValue), $0)
            }
            let text = String(decoding: try #require(entry).bytes(), as: UTF8.self)
            for secret in ["li.na", "某", "8000"] { #expect(!text.contains(secret)) }
            let field = try #require(entry?.sealed.first { $0.name == StaffField.telephone })
            let command = try #require(entry?.command)
            #expect(try await office.vault.text(in: field, command: command) == "138 0013 8000")
            #expect(try await office.differences().isEmpty)
        }
    }

    @Test("made twice by one form are made once", arguments: TestEngine.available)
    func once(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let (command, login) = (CommandID.new(), Login(rawValue: "li.na")!)
            let person = try StaffPerson(name: "李娜", telephone: nil)
            func add() async throws -> Staff.ID {
                try await office.accounts.add(
                    login,
                    person,
                    unit: .office,
                    grants: [],
                    command: command,
                    by: Actor(office.administrator)
                ).id
            }
            let (first, second) = (try await add(), try await add())
            #expect(first == second)
        }
    }

    @Test("have a login that nobody else has", arguments: TestEngine.available)
    func loginTaken(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            try await office.add("li.na")
            await #expect(throws: StaffError.loginTaken(Login(rawValue: "li.na")!)) {
                try await office.add("LI.NA")
            }
        }
    }

    @Test("changed by two at once tell the second", arguments: TestEngine.available)
    func changedMeanwhile(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let id = try await office.add("li.na", .handler).id
            let seen = try await office.account(id)
            let actor = Actor(office.administrator)
            _ = try await office.perform(GrantRole(.whole(.verifier), to: seen), by: actor)
            await #expect(throws: StaffError.changed(id, revision: seen.revision + 1)) {
                try await office.perform(EndStaff(seen), by: actor)
            }
            #expect(try await office.member(id).endedOn == nil)
        }
    }

    @Test("that have ended have no rights, and may return", arguments: TestEngine.available)
    func ended(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let made = try await office.add("li.na", .administrator)
            let actor = Actor(office.administrator)
            try await office.accounts.end(try await office.account(made.id), command: .new(), by: actor)
            let answer = try await office.signIn.check(
                office.attempt("li.na", try #require(made.oneTimePassword))
            )
            #expect(answer == .wrong)
            await #expect(throws: StaffError.notAllowed(.manageAccounts)) {
                try await office.perform(ReturnStaff(try await office.account(made.id)), by: Actor(made.id))
            }
            _ = try await office.perform(ReturnStaff(try await office.account(made.id)), by: actor)
            let again = try await office.signIn.check(
                office.attempt("li.na", try #require(made.oneTimePassword))
            )
            #expect(again == .welcome(made.id, mustChangePassword: true))
        }
    }

    @Test("leave a trace where somebody else sets the password", arguments: TestEngine.available)
    func secured(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let made = try await office.add("li.na")
            let actor = Actor(office.administrator)
            let account = try await office.account(made.id)
            let new = try await office.accounts.resetPassword(account, command: .new(), by: actor)
            let old = try await office.signIn.check(
                office.attempt("li.na", try #require(made.oneTimePassword))
            )
            #expect(old == .wrong)
            let answer = try await office.signIn.check(office.attempt("li.na", try #require(new)))
            #expect(answer == .welcome(made.id, mustChangePassword: true))
            let last = try await office.store.read { reader in
                try EntryStore.entry(Entry.ID(rawValue: try Head(reader).size - 1), reader)
            }
            #expect(last?.kind == StaffSecured.kind && last?.actor == actor)
        }
    }

    @Test("take only names and numbers of people")
    func persons() throws {
        #expect(try StaffPerson(name: "  李 娜 ", telephone: "").name == "李 娜")
        #expect(throws: StaffError.name(0)) { try StaffPerson(name: " ", telephone: nil) }
        #expect(throws: StaffError.name(3)) { try StaffPerson(name: "a\u{202E}b", telephone: nil) }
        #expect(throws: StaffError.telephone) { try StaffPerson(name: "李娜", telephone: "call me") }
        #expect(Login(rawValue: " Ｌi.Na ")?.rawValue == "li.na")
        for text in ["", "a", "1a", "李娜", "a b", String(repeating: "a", count: 41)] {
            #expect(Login(rawValue: text) == nil)
        }
    }
}
