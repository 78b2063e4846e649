import Casework
import Ledger
import Storage
import TestSupport
import Testing
import WorkingTime

@Suite("What is late or silent")
struct BreachTests {
    private func breaches(
        _ rule: Breaches.Rule,
        _ office: CaseOffice,
        sight: MatterFilter.Sight = .everything,
        of asked: Breaches.Asked? = nil,
        after place: Breaches.Place? = nil,
        limit: Int = 50
    ) async throws -> [(breach: Breaches.Breach, place: Breaches.Place)] {
        let question = Breaches(
            rule,
            sight: sight,
            at: office.clock.now,
            zone: CaseOffice.zone,
            catalog: office.rules.catalog
        )
        return try await office.store.read {
            try question.page(of: asked, after: place, limit: limit, $0)
        }
    }

    private func day(_ text: String) -> Instant { CaseOffice.zone.instant(LocalDay(text)!, hour: 9) }

    @Test(
        "is named from the moment after the limit, with its rule and who is asked",
        arguments: TestEngine.available
    )
    func limits(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            let due = try #require(try await office.matter(id).clocks[.answer]?.term.due?.instant)
            office.clock.set(due)
            #expect(try await breaches(.limit, office).isEmpty)
            // No timer has fired: what is late is found without it.
            office.clock.set(due.advanced(byMilliseconds: 1))
            var found = try #require(try await breaches(.limit, office).first).breach
            #expect(found.matter.id == id && found.since == due && found.asked == .dispatchers)
            #expect(found.late.map(\.clock) == [.answer])
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            #expect(try await breaches(.limit, office).isEmpty)
            office.clock.set(day("2018-04-02"))
            found = try #require(try await breaches(.limit, office).first).breach
            #expect(found.asked == .unit(.team) && found.late.map(\.clock) == [.handling])
            #expect(try await breaches(.limit, office, of: .unit(.municipal)).isEmpty)
            try await office.act(.handle(points: [1]), on: id, by: office.handler)
            office.clock.set(day("2018-04-20"))
            found = try #require(try await breaches(.limit, office, of: .verifiers).first).breach
            #expect(found.late.map(\.clock) == [.verification])
            try await office.act(.verify(isOnSite: true), .strikeOff, on: id, by: office.verifier)
            #expect(try await breaches(.limit, office).isEmpty)
        }
    }

    @Test(
        "is named though no clock runs, once nobody has acted for as long as its kind allows",
        arguments: TestEngine.available
    )
    func silence(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            try await office.act(.ask(.suspension(.suspension)), on: id, by: office.handler)
            let ask = try #require(try await office.matter(id).asks.first?.id)
            try await office.act(.decide(ask, .granted), on: id, by: office.leader)
            // Residents' reports lie for 14 days at most; the fourteenth day is still in time.
            office.clock.set(day("2018-03-19"))
            try await office.act(.urge, on: id, by: .reporter(of: id), note: nil)
            #expect(try await breaches(.silence, office).isEmpty)
            office.clock.set(day("2018-03-20"))
            let found = try #require(try await breaches(.silence, office).first).breach
            #expect(found.matter.id == id && found.isSuspended && found.late.isEmpty)
            #expect(found.touchedAt == day("2018-03-05"))
            #expect(found.since == CaseOffice.zone.instant(LocalDay("2018-03-20")!))
            #expect(try await breaches(.limit, office).isEmpty)
            // Whoever waits cannot break it; whoever acts does.
            try await office.act(.note(isForReporter: false), on: id, by: office.handler)
            #expect(try await breaches(.silence, office).isEmpty)
            let wrong = try await office.differences()
            #expect(wrong.isEmpty)
        }
    }

    @Test("takes the days of each kind", arguments: TestEngine.available)
    func days(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            try await office.report()
            let other = try await office.report("opinion", source: "window", category: nil, by: office.clerk)
            office.clock.set(day("2018-03-25"))
            var found = try await breaches(.silence, office).map(\.breach.matter.id)
            #expect(found.count == 1 && !found.contains(other))
            office.clock.set(day("2018-04-05"))
            found = try await breaches(.silence, office).map(\.breach.matter.id)
            #expect(found.count == 2)
        }
    }

    @Test("is read page by page, and counted by whoever is asked", arguments: TestEngine.available)
    func pages(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            var ids: [Matter.ID] = []
            for number in 0..<5 {
                ids.append(try await office.report())
                if number < 2 {
                    try await office.act(
                        .file,
                        .dispatch(lead: .team, assisting: []),
                        on: ids[number],
                        by: office.clerk
                    )
                }
            }
            let secret = try await office.report(
                "petition",
                source: "petitioner",
                category: nil,
                by: office.clerk
            )
            office.clock.set(day("2018-05-02"))
            var (seen, place): ([Matter.ID], Breaches.Place?) = ([], nil)
            while true {
                let page = try await breaches(.limit, office, sight: .office, after: place, limit: 2)
                seen += page.map(\.breach.matter.id)
                guard let last = page.last else { break }
                place = last.place
            }
            #expect(Set(seen) == Set(ids) && seen.count == 5)
            let question = Breaches(
                .limit,
                sight: .everything,
                at: office.clock.now,
                zone: CaseOffice.zone,
                catalog: office.rules.catalog
            )
            let units = try await office.store.read { try question.units(upTo: 100, $0) }
            #expect(units.map(\.asked) == [.dispatchers, .unit(.team)] && units.map(\.count) == [4, 2])
            #expect(try await breaches(.limit, office).map(\.breach.matter.id).contains(secret))
        }
    }
}
