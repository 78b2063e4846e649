import Casework
import Catalog
import Demo
import Ledger
import Reporting
import Storage
import TestSupport
import Testing

@Suite("The demo year")
struct DemoYearTests {
    @Test("has the same root wherever it is made", arguments: TestEngine.available)
    func root(engine: TestEngine) async throws {
        func root(on engine: TestEngine, seed: UInt64 = 2018) async throws -> Hash {
            try await Simulation.run(on: engine, seed: seed) { simulation in
                try await simulation.simulate()
                return try await simulation.root
            }
        }
        let first = try await root(on: .sqlite)
        #expect(try await root(on: engine) == first)
        #expect(try await root(on: engine, seed: 2019) != first)
    }

    @Test func givesItsCommandsIdsThatNoOtherYearHas() async throws {
        let first = try await Simulation.run { try await $0.simulate() }
        // Of version 8, as RFC 9562 marks what is made in a way of one's own.
        #expect(first.allSatisfy { $0.command.bytes[6] >> 4 == 8 && $0.command.bytes[8] >> 6 == 0b10 })
        let other = try await Simulation.run(year: 2019) { try await $0.simulate() }
        #expect(Set(first.map(\.command)).isDisjoint(with: other.map(\.command)))
    }

    @Test func showsEachThingThatTheLoopKnows() async throws {
        try await Simulation.run { simulation in
            let entries = try await simulation.simulate()
            let kinds = Dictionary(grouping: entries, by: \.kind.rawValue).mapValues(\.count)
            for (kind, count) in [
                "announcement.posted": 48, "announcement.corrected": 6, "announcement.withdrawn": 4,
            ] {
                #expect(kinds[kind] == count, "\(kind)")
            }
            for kind in [
                "filed", "ended", "dispatched", "worked", "verified", "struck-off", "asked", "decided",
                "urged",
                "supervised", "linked", "planned", "step-taken", "clock-passed",
            ] {
                #expect(kinds["matter.\(kind)", default: 0] > 0, "\(kind)")
            }
            let states = try await simulation.states()
            for name in Matter.Stage.Name.allCases {
                #expect(states.contains { $0.stage.name == name }, "\(name)")
            }
            for name in Matter.Outcome.Name.allCases {
                #expect(states.contains { $0.stage.outcome?.name == name }, "\(name)")
            }
            #expect(states.contains { $0.suspended != nil } && states.contains { !$0.asks.isEmpty })
            #expect(states.contains { matter in matter.clocks.values.contains(where: \.isOverdue) })
            // Every kind of the catalog has some, and some of them open.
            let catalog = simulation.catalog
            for kind in catalog.kinds {
                #expect(states.contains { $0.origin.kind == kind.code }, "\(kind.code)")
            }
            let (database, schema) = (simulation.store.database, try await simulation.schema)
            #expect(try await Replay.check(database, schema: schema).differences == [])
        }
    }

    @Test func holdsWhatTheReportOfItsYearClaimsAndHasTheShapeOfARealOne() async throws {
        try await Simulation.run(share: 100) { simulation in
            try await simulation.simulate()
            let catalog = simulation.catalog
            let report = try await simulation.store.read { reader in
                try Reporting.Report.compile(2018, catalog: catalog, reader)
            }
            for sentence in report.sentences { #expect(sentence.holds, "\(sentence.sentence.id)") }
            let reports = try await simulation.states().filter {
                $0.origin.kind.rawValue == "report" && $0.origin.parent == nil
            }
            let zone = simulation.demo.zone
            func share(_ isOne: (Matter) -> Bool) -> Int { reports.filter(isOne).count * 100 / reports.count }
            // In percent of 1,951 reports of the real year: 42 from Liulian, 38 on Monday or Tuesday, 18 at weekends.
            #expect((38...47).contains(share { $0.place.community?.rawValue == "440310001001" }))
            func weekday(_ matter: Matter) -> Int64 {
                (zone.day(of: matter.origin.reportedAt).daysSince1970 + 3) % 7
            }
            #expect((34...43).contains(share { weekday($0) < 2 }))
            #expect((13...22).contains(share { weekday($0) > 4 }))
            // All that a user looks for is there.
            let states = try await simulation.states()
            #expect(states.contains { $0.tally.relapsed > 0 } && states.contains { $0.tally.reopened > 0 })
            #expect(states.contains { $0.tally.extended > 0 } && states.contains { $0.tally.sentBack > 0 })
            #expect(states.contains { $0.tally.merged > 0 } && states.contains { $0.origin.parent != nil })
            #expect(states.contains { $0.rating == .unsatisfied } && states.contains { $0.hasPlan })
        }
    }

    @Test("goes on where it was cut off", arguments: [8, 400])
    func resumes(steps: Int64) async throws {
        let whole = try await Simulation.run { try await $0.simulate() }
        try await Simulation.run { simulation in
            try await simulation.simulate(cutOffAfter: steps)
            // A command is done whole or not at all: what was cut off has fewer entries than there was room for.
            let count = try await simulation.entries().count
            #expect(count <= Int(steps) && count + 8 > Int(steps))
            #expect(try await simulation.simulate() == whole)
            #expect(try await simulation.simulate() == whole)
        }
    }

    @Test func saysOfEveryTextThatItIsInvented() async throws {
        let entries = try await Simulation.run { simulation in
            let entries = try await simulation.simulate()
            let untold = try await simulation.store.read { reader in
                try entries.filter { $0.kind == MatterReported.kind }.filter { entry in
                    let words = try Matters.words(of: Matter.ID(rawValue: entry.id.rawValue), reader)
                    return words?.points.allSatisfy { $0.contains("演示数据，内容为虚构。") } != true
                }
            }
            #expect(untold.isEmpty)
            return entries
        }
        for entry in entries where entry.body["text"] != nil {
            let text = try entry.body.text("text")
            #expect(text.contains("演示公告，内容为虚构。"), "entry \(entry.id): \(text)")
        }
    }

    @Test func staysWithinItsYearAndItsTimesNeverGoBack() async throws {
        try await Simulation.run { simulation in
            let entries = try await simulation.simulate()
            let demo = simulation.demo
            #expect(entries.map(\.time) == entries.map(\.time).sorted())
            #expect(entries.allSatisfy { demo.start <= $0.time && $0.time <= demo.end })
            // The number that the first steps in the documents name, whatever the share.
            #expect(entries.first { $0.kind.rawValue == "announcement.posted" }?.id.rawValue == 59)
            #expect(demo.zone.clock(of: demo.start) == "2018-01-01 08:00")
            #expect(demo.zone.clock(of: demo.end) == "2018-12-31 17:30")
        }
    }
}
