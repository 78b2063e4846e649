import Casework
import Ledger
import Storage
import TestSupport
import Testing

@Suite("What has gone up a level")
struct RaisedTests {
    private enum Who { case dispatcher, leader(Actor), line, nobody }

    private func told(_ who: Who, _ office: CaseOffice) async throws -> [RaisedMatters.Row] {
        let member: Actor = if case .leader(let actor) = who { actor } else { office.clerk }
        let raised = RaisedMatters(
            for: member,
            of: Code(rawValue: { if case .line = who { "safety-office" } else { "party-committee" } }())!,
            sight: .everything,
            catalog: office.rules.catalog,
            mayDispatch: { _ in if case .dispatcher = who { true } else { false } },
            leads: { _ in if case .leader = who { true } else { false } }
        )
        return try await office.store.read { try raised.page(limit: 10, $0) }
    }

    /// A report that is dispatched, and its clock run out as far as that level.
    private func late(_ office: CaseOffice, level: Int, _ kind: String = "report") async throws -> Matter.ID {
        let id = try await office.report(
            kind,
            source: "patrol",
            category: kind == "report" ? "ps-1164" : nil,
            by: office.clerk
        )
        try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
        let marks = try #require(try await office.matter(id).clocks[.handling]?.term.escalations)
        try await fire(office, at: marks[level - 1])
        return id
    }

    private func fire(_ office: CaseOffice, at time: Instant) async throws {
        office.clock.set(time)
        try await office.fireTimers()
    }

    @Test("is told to whom the catalog says, and to those below as well", arguments: TestEngine.available)
    func levels(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await late(office, level: 1)
            let first = try #require(try await told(.dispatcher, office).first)
            #expect(first.matter.id == id && first.level == 1 && first.since == office.clock.now)
            #expect(try await told(.leader(office.leader), office).isEmpty)
            #expect(try await told(.nobody, office).isEmpty)
            let marks = try #require(try await office.matter(id).clocks[.handling]?.term.escalations)
            try await fire(office, at: marks[1])
            let second = try #require(try await told(.leader(office.leader), office).first)
            // Since when nobody has acted, not since it came so high.
            #expect(second.level == 2 && second.since == first.since)
            #expect(try await told(.dispatcher, office).count == 1)
            let wrong = try await office.differences()
            #expect(wrong.isEmpty)
        }
    }

    @Test("is told to the lead unit of the line where the kind says so", arguments: TestEngine.available)
    func line(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await late(office, level: 1, "hazard")
            #expect(try await told(.line, office).map(\.matter.id) == [id])
            #expect(try await told(.dispatcher, office).isEmpty)
        }
    }

    @Test("is the named leader's where there is one", arguments: TestEngine.available)
    func named(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(
                .file,
                .dispatch(lead: .team, assisting: []),
                .plan(person: nil, leader: office.secondLeader),
                on: id,
                by: office.clerk
            )
            let marks = try #require(try await office.matter(id).clocks[.handling]?.term.escalations)
            try await fire(office, at: marks[1])
            #expect(try await told(.leader(office.leader), office).isEmpty)
            #expect(try await told(.leader(office.secondLeader), office).map(\.matter.id) == [id])
        }
    }

    @Test("stays until somebody of the office acts", arguments: TestEngine.available)
    func acknowledged(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await late(office, level: 1)
            try await office.act(.urge, on: id, by: .reporter(of: id), note: nil)
            #expect(try await told(.dispatcher, office).count == 1)
            try await office.act(.note(isForReporter: false), on: id, by: office.clerk, note: "已催办单位")
            #expect(try await told(.dispatcher, office).isEmpty)
            // The clock goes on, and so it comes back one level higher.
            let marks = try #require(try await office.matter(id).clocks[.handling]?.term.escalations)
            try await fire(office, at: marks[1])
            #expect(try await told(.leader(office.leader), office).map(\.level) == [2])
            try await office.act(.handle(points: [1]), on: id, by: office.handler)
            #expect(try await told(.leader(office.leader), office).isEmpty)
            #expect(try await office.matter(id).raised == nil)
        }
    }
}
