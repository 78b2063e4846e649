import Administration
import Identity
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Roles")
struct RoleTests {
    @Test("are changed by administrators only", arguments: TestEngine.available)
    func administratorsOnly(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let target = try await office.add("li.na").id
            for role in Role.allCases where role != .administrator {
                let actor = Actor(try await office.add("some-\(role.rawValue)", role).id)
                await #expect(throws: StaffError.notAllowed(.manageRoles)) {
                    try await office.perform(
                        GrantRole(.whole(.handler), to: try await office.account(target)),
                        by: actor
                    )
                }
            }
            let actor = Actor(office.administrator)
            _ = try await office.perform(
                GrantRole(.whole(.handler), to: try await office.account(target)),
                by: actor
            )
            #expect(try await office.differences().isEmpty)
        }
    }

    @Test("are never changed by their own bearer", arguments: TestEngine.available)
    func notOwn(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            await #expect(throws: StaffError.ownRoles) {
                try await office.perform(
                    GrantRole(.whole(.leader), to: try await office.account(office.administrator)),
                    by: Actor(office.administrator)
                )
            }
        }
    }

    @Test("do not join auditor and another role", arguments: TestEngine.available)
    func auditor(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let id = try await office.add("li.na", .handler).id
            await #expect(throws: StaffError.auditorWrites) {
                try await office.perform(
                    GrantRole(.whole(.auditor), to: try await office.account(id)),
                    by: Actor(office.administrator)
                )
            }
            await #expect(throws: StaffError.auditorWrites) {
                try await office.add("shen", .auditor, .handler)
            }
        }
    }

    @Test("end today where they are taken back", arguments: TestEngine.available)
    func revoked(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let id = try await office.add("li.na", .administrator).id
            let grants = try await office.store.read { try StaffDirectory.grants(of: id, $0) }
            let grant = try #require(grants.first)
            let revoke = RevokeRole(grant.id, of: try await office.account(id))
            _ = try await office.perform(revoke, by: Actor(office.administrator))
            let rights = try await office.store.read { try StaffDirectory.rights(of: id, on: .today, $0) }
            #expect(!rights.allows(.manageAccounts, unit: nil, line: nil, on: .today))
            #expect(try await office.differences().isEmpty)
            let again = RevokeRole(grant.id, of: try await office.account(id))
            await #expect(throws: StaffError.unknownGrant(grant.id)) {
                try await office.perform(again, by: Actor(office.administrator))
            }
        }
    }

    @Test("leave the office an administrator", arguments: TestEngine.available)
    func lastAdministrator(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let own = try await office.account(office.administrator)
            await #expect(throws: StaffError.lastAdministrator) {
                try await office.perform(EndStaff(own), by: .console)
            }
            let grants = try await office.store.read { reader in
                try StaffDirectory.grants(of: office.administrator, reader)
            }
            await #expect(throws: StaffError.lastAdministrator) {
                try await office.perform(RevokeRole(try #require(grants.first).id, of: own), by: .console)
            }
        }
    }

    @Test("give nothing to devices, rules and unknown people", arguments: TestEngine.available)
    func strangers(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let account = try await office.account(office.administrator)
            for name in ["device:7", "rule:escalation@3", "import:2026-03", "staff:4096", "operator:other"] {
                let actor = try #require(Actor(rawValue: name))
                await #expect(throws: StaffError.notAllowed(.manageAccounts)) {
                    try await office.perform(EndStaff(account), by: actor)
                }
            }
        }
    }
}
