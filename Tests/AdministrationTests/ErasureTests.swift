import Vault
import Administration
import Foundation
import Identity
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Erasing and redacting")
struct ErasureTests {
    @Test("take two persons who may do it", arguments: TestEngine.available)
    func twoPersons(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let id = try await ended(at: office)
            let (admin, clerk) = (office.administrator, try await office.add("wang", .dispatcher).id)
            func erase(_ asked: Actor, _ agreed: Staff.ID) async throws {
                let command = try EraseSubject(
                    Subject("staff", id),
                    reason: "本人要求删除",
                    agreed: agreed,
                    zone: .shenzhen
                )
                _ = try await office.perform(command, by: asked)
            }
            await #expect(throws: TwoPersons.Refusal.same(admin)) { try await erase(Actor(admin), admin) }
            await #expect(throws: TwoPersons.Refusal.notAllowed(clerk, .erase)) {
                try await erase(Actor(admin), clerk)
            }
            await #expect(throws: TwoPersons.Refusal.notAllowed(clerk, .erase)) {
                try await erase(Actor(clerk), admin)
            }
            await #expect(throws: StaffError.notAllowed(.erase)) { try await erase(.console, admin) }
            #expect(try await office.member(id).name != nil)
        }
    }

    @Test("leave nothing of the person, and every proof", arguments: TestEngine.available)
    func erased(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let id = try await ended(at: office)
            let second = try await office.add("wang", .leader).id
            let key = try await office.member(id).key
            let before = try await office.store.read { try Head($0) }
            let erase = try EraseSubject(
                Subject("staff", id),
                reason: "本人要求删除",
                agreed: second,
                zone: .shenzhen
            )
            _ = try await office.perform(erase, by: Actor(office.administrator))
            // A crash here leaves the key; the next start destroys it.
            _ = try await office.vault.key(key)
            let destroyed = try await Erasure.finish(office.store, office.vault)
            let again = try await Erasure.finish(office.store, office.vault)
            #expect(destroyed && !again)
            let member = try await office.member(id)
            #expect(member.name == nil && member.login == nil && member.telephone == nil)
            #expect(try await office.differences().isEmpty)
            let after = try await office.store.read { try Head($0) }
            #expect(after.size == before.size + 1)
            if case .file(let path) = office.place.location {
                try await office.vault.close()
                let folder = URL(filePath: path).deletingLastPathComponent()
                for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                    let bytes = try Data(contentsOf: folder.appending(path: name))
                    for secret in ["li.na 某", "138****8000"] {
                        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name) holds \(secret)")
                    }
                }
            }
        }
    }

    @Test(
        "an entry takes away what it brought, and names what stands in the way",
        arguments: TestEngine.available
    )
    func redacted(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let second = try await office.add("wang", .leader).id
            let clerk = try await office.add("li.na", .dispatcher, telephone: "13800138000").id
            let target = try #require(try await office.member(clerk).telephone).entry
            let open = try OpenSealed(
                StaffField.telephone,
                of: target,
                purpose: "误写了别人的隐私",
                unit: .office,
                zone: .shenzhen
            )
            let opening = try await office.perform(open, by: Actor(clerk)).first
            func redact(_ targets: Entry.ID...) async throws -> Outcome {
                let command = try RedactEntries(
                    targets,
                    reason: "误录他人隐私",
                    agreed: second,
                    zone: .shenzhen
                )
                let keyed = try await Store.open(
                    office.database,
                    schema: .administration(opener: try await office.vault.opener()),
                    clock: WallClock { office.clock.now }
                )
                return try await keyed.redact(
                    Order(id: .new(), actor: Actor(office.administrator), command: command)
                )
            }
            let size = try await office.store.read { try Head($0).size }
            // The account's first entry carries the roles behind it.
            await #expect(throws: RedactionError.self) {
                _ = try await redact(Entry.ID(rawValue: clerk.rawValue))
            }
            await #expect(throws: RedactionError.kind(Entry.ID(rawValue: 0), Genesis.kind)) {
                _ = try await redact(Entry.ID(rawValue: 0))
            }
            #expect(try await office.store.read { try Head($0).size } == size)
            _ = try await redact(opening)
            #expect(try await office.store.read { try Openings.page(limit: 10, $0) }.isEmpty)
            #expect(try await office.store.read { try EntryStore.entry(opening, $0) } == nil)
            #expect(try await office.member(clerk).name == "li.na 某")
            #expect(try await office.differences().isEmpty)
            await #expect(throws: RedactionError.gone(opening)) { _ = try await redact(opening) }
        }
    }

    /// Somebody whose account has ended.
    private func ended(at office: TestOffice) async throws -> Staff.ID {
        let id = try await office.add("li.na", telephone: "13800138000").id
        let account = try await office.account(id)
        try await office.accounts.end(account, command: .new(), by: Actor(office.administrator))
        return id
    }
}
