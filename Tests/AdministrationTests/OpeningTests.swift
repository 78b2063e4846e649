import Administration
import Identity
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Opening what is sealed")
struct OpeningTests {
    @Test("is an entry that says who, what and what for", arguments: TestEngine.available)
    func recorded(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let id = try await office.add("li.na", telephone: "13800138000").id
            let clerk = Actor(try await office.add("wang", .dispatcher).id)
            let target = try #require(try await office.member(id).telephone).entry
            func open(_ purpose: String, by actor: Actor) async throws {
                let command = try OpenSealed(
                    StaffField.telephone,
                    of: target,
                    purpose: purpose,
                    unit: .office,
                    zone: .shenzhen
                )
                _ = try await office.perform(command, by: actor)
            }
            try await open(" 通知  周一开会 ", by: clerk)
            let openings = try await office.store.read { try Openings.page(limit: 10, $0) }
            #expect(openings.map(\.purpose) == ["通知 周一开会"])
            #expect(openings.map(\.actor) == [clerk] && openings.map(\.target) == [target])
            await #expect(throws: OpeningError.purpose(1)) { try await open("看", by: clerk) }
            await #expect(throws: StaffError.notAllowed(.openSealed)) {
                try await open("好奇好奇", by: Actor(office.administrator))
            }
            let none = try OpenSealed(
                "name",
                of: Entry.ID(rawValue: 0),
                purpose: "通知开会",
                unit: nil,
                zone: .shenzhen
            )
            await #expect(throws: OpeningError.nothingSealed(Entry.ID(rawValue: 0), "name")) {
                try await office.perform(none, by: clerk)
            }
            #expect(try await office.differences().isEmpty)
        }
    }
}
