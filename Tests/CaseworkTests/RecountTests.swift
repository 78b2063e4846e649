import Casework
import Foundation
import Ledger
import Storage
import TestSupport
import Testing
import WorkingTime

@Suite("A limit that leans on a year without its days off")
struct RecountTests {
    /// A firm to be dealt with within 90 days, counted before the days off of 2019 were published.
    private func clearance(_ office: CaseOffice) async throws -> Matter.ID {
        office.clock.set(CaseOffice.zone.instant(LocalDay("2018-11-08")!, hour: 9))
        let id = try await office.report(
            "clearance",
            source: "patrol",
            category: nil,
            fields: [Code(rawValue: "way")!: .choice(Code(rawValue: "close")!)],
            by: office.clerk
        )
        try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
        return id
    }

    @Test(
        "is counted again by an entry once they are published, and once only",
        arguments: TestEngine.available
    )
    func recounted(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await clearance(office)
            let before = try #require(try await office.matter(id).clocks[.handling]?.term)
            #expect(before.isProvisional && before.due?.day == LocalDay("2019-02-06"))
            #expect(try await Recount(office.store).run(under: office.rules) == 0)
            // The notice comes out on the sixth of December; the day falls into the Spring Festival.
            office.clock.set(CaseOffice.zone.instant(LocalDay("2018-12-06")!, hour: 10))
            #expect(try await Recount(office.store).run(under: office.rules) == 1)
            let matter = try await office.matter(id)
            let after = try #require(matter.clocks[.handling]?.term)
            #expect(!after.isProvisional && after.due?.day == LocalDay("2019-02-11"))
            #expect(after.start == before.start)
            let history = try await office.store.read { try Matters.history(of: id, $0) }
            let last = try #require(history.last)
            #expect(last.kind == MatterRecounted.kind && last.party.actor == .matterRecountRule)
            let entry = try await office.store.read { try EntryStore.entry(last.entry, $0) }
            let event = try MatterRecounted(body: try #require(entry).body)
            #expect(event.earlier == [.handling: before] && event.clocks == [.handling: after])
            // Its sum can be shown line by line, and names the notice.
            #expect(office.rules.deadline(of: after)?.lastDay == after.due?.day)
            #expect(try await Recount(office.store).run(under: office.rules) == 0)
            let wrong = try await office.differences()
            #expect(wrong.isEmpty)
        }
    }

    @Test("is left alone where it leans on no such year", arguments: TestEngine.available)
    func certain(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            office.clock.set(CaseOffice.zone.instant(LocalDay("2018-12-07")!, hour: 10))
            let revision = try await office.matter(id).revision
            #expect(try await Recount(office.store).run(under: office.rules) == 0)
            await #expect(throws: CommandError.nothingRecorded) {
                try await office.store.perform(
                    Order(
                        id: CommandID(UUID()),
                        actor: .matterRecountRule,
                        command: RecountClocks(id, rules: office.rules)
                    )
                )
            }
            #expect(try await office.matter(id).revision == revision)
        }
    }
}
