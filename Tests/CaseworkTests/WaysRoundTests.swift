import Administration
import Casework
import Foundation
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("No way leads round the rules:")
struct WaysRoundTests {
    @Test("a report merged in brings its handlers with it", arguments: TestEngine.available)
    func merged(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let main = try await office.report()
            let other = try await office.report()
            for id in [main, other] {
                let lead: Code = id == main ? .team : .municipal
                try await office.act(.file, .dispatch(lead: lead, assisting: []), on: id, by: office.clerk)
            }
            try await office.act(.progress(points: [1]), on: other, by: office.otherHandler)
            try await office.act(.merge(into: main), on: other, by: office.clerk, note: "同一处")
            let matter = try await office.matter(main)
            #expect(matter.handlers == [office.otherHandler] && matter.handlingUnits == [.municipal])
        }
    }

    @Test("a relapse comes within the days of its kind", arguments: TestEngine.available)
    func relapse(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let before = try await office.report()
            let first = try await office.handled()
            office.clock.advance(hours: 24)
            try await office.act(.verify(isOnSite: true), .strikeOff, on: first, by: office.verifier)
            // What was there before the end is a second report of the same trouble.
            await #expect(throws: MatterError.noRelapse(days: 90)) {
                try await office.act(.markRelapse(of: first), on: before, by: office.clerk)
            }
            office.clock.advance(hours: 24 * 90)
            let last = try await office.report()
            office.clock.advance(hours: 24)
            let late = try await office.report()
            await #expect(throws: MatterError.noRelapse(days: 90)) {
                try await office.act(.markRelapse(of: first), on: late, by: office.clerk)
            }
            try await office.act(.markRelapse(of: first), on: last, by: office.clerk)
            let relapsed = try await office.matter(first).tally.relapsed
            #expect(relapsed == 1)
        }
    }

    @Test("the reporter writes some times a day, and urges once", arguments: TestEngine.available)
    func little(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            let reporter = Actor.reporter(of: id)
            try await office.act(.urge, on: id, by: reporter)
            await #expect(throws: MatterError.refused(id, .urgedToday)) {
                try await office.act(.urge, on: id, by: reporter)
            }
            for _ in 1..<Matter.reporterLimit {
                try await office.act(.note(isForReporter: true), on: id, by: reporter)
            }
            await #expect(throws: MatterError.enoughToday(Matter.reporterLimit)) {
                try await office.act(.note(isForReporter: true), on: id, by: reporter)
            }
            // The office is not kept from anything by it.
            try await office.act(.note(isForReporter: true), on: id, by: office.clerk)
            office.clock.advance(hours: 24)
            try await office.act(.urge, on: id, by: reporter)
            let urged = try await office.sum(.matterUrged)
            #expect(urged == 2)
        }
    }

    @Test("what was decided above has its number there and its wording", arguments: TestEngine.available)
    func decidedAbove(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            try await office.act(.ask(.passUp), on: id, by: office.handler)
            let ask = try #require(try await office.matter(id).asks.first?.id)
            for ruling in [MatterDecided.Ruling.granted, .refused] {
                await #expect(throws: MatterError.empty(.outsideNumber)) {
                    try await office.act(.decide(ask, ruling), on: id, by: office.clerk)
                }
                await #expect(throws: MatterError.noteMissing) {
                    try await office.act(
                        .decide(ask, ruling, outsideNumber: "坪复〔2018〕2号"),
                        on: id,
                        by: office.clerk,
                        note: nil
                    )
                }
            }
            // Whoever asked gives it up without either.
            try await office.act(.decide(ask, .dropped), on: id, by: office.handler, note: nil)
        }
    }

    @Test("the office withdraws what another reported with a reason only", arguments: TestEngine.available)
    func withdrawn(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            await #expect(throws: MatterError.noteMissing) {
                try await office.act(.withdraw, on: id, by: office.clerk, note: nil)
            }
            try await office.act(.withdraw, on: id, by: .reporter(of: id), note: nil)
        }
    }

    @Test("the reporter reads why his report is declined", arguments: TestEngine.available)
    func reason(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(
                .decline,
                .note(isForReporter: false),
                on: id,
                by: office.clerk,
                note: "不属于本街道职责"
            )
            let history = try await office.store.read { try Matters.history(of: id, $0) }
            #expect(history.map(\.note) == [nil, "不属于本街道职责", "不属于本街道职责"])
            #expect(history.map(\.isForReporter) == [true, true, false])
        }
    }

    @Test("what somebody may not see is not there, nor told by a number", arguments: TestEngine.available)
    func unseen(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let hidden = try await office.report(
                "petition",
                source: "petitioner",
                category: nil,
                outsideNumber: "信访-8",
                by: office.clerk
            )
            let opinion = Code(rawValue: "opinion")!
            let stranger = try await office.member(
                "stranger",
                grants: [
                    Grant(.leader, units: .every, lines: .only(opinion), from: LocalDay("2018-01-01")!)!,
                    Grant(.reporter, units: .every, lines: .every, from: LocalDay("2018-01-01")!)!,
                ]
            )
            let own = try await office.report()
            let none = Matter.ID(rawValue: 999_999)
            for (act, id) in [
                (MatterAct.merge(into: hidden), hidden), (.merge(into: none), none),
                (.markRelapse(of: hidden), hidden), (.markRelapse(of: none), none),
            ] {
                await #expect(throws: MatterError.unknown(id)) {
                    try await office.act(act, on: own, by: stranger)
                }
            }
            func again(_ actor: Actor) async throws {
                try await office.report(
                    "petition",
                    source: "petitioner",
                    category: nil,
                    outsideNumber: "信访-8",
                    by: actor
                )
            }
            await #expect(throws: MatterError.takenNumber("信访-8")) { try await again(stranger) }
            await #expect(throws: MatterError.knownNumber("信访-8", hidden)) {
                try await again(office.clerk)
            }
        }
    }

    @Test("no file is called what might name somebody", arguments: TestEngine.available)
    func files(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            let files = ["王小明的身份证.PDF", "王小明", "王小明.现住某小区"].map {
                Attachment(
                    name: $0,
                    content: .document(BlobID(hash: Hash(of: Array($0.utf8)), size: 9), .pdf)
                )!
            }
            let outcome = try await office.act(
                .note(isForReporter: false, attachments: files),
                on: id,
                by: office.clerk
            )
            let kept = try await office.store.read { try Matters.attachments(of: outcome.first, $0) }
            #expect(kept.map(\.name) == ["1.pdf", "2", "3"])
            #expect(kept.map(\.content) == files.map(\.content))
        }
    }

    @Test("no key is left by a report that was refused or sent twice", arguments: TestEngine.available)
    func keys(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let before = try await office.vault.countKeys()
            let (orders, command) = (KeyedOrders(office.store, office.vault), CommandID(UUID()))
            func report(_ kind: String, _ id: CommandID) async throws -> Outcome {
                let report = Report(
                    kind: Code(rawValue: kind)!,
                    source: Code(rawValue: "web")!,
                    words: try CaseOffice.words("路灯不亮"),
                    place: Matter.Place(community: nil, category: nil)
                )
                return try await orders.perform(id, by: .resident) {
                    ReportMatter(report, key: $0, rules: office.rules)
                }
            }
            for _ in 0..<3 {
                await #expect(throws: MatterError.unknownKind(Code(rawValue: "none")!)) {
                    _ = try await report("none", CommandID(UUID()))
                }
            }
            for _ in 0..<3 { _ = try await report("report", command) }
            await #expect(throws: CommandError.idUsed(command)) { _ = try await report("hazard", command) }
            let after = try await office.vault.countKeys()
            #expect(after == before + 1)
            // The one that is left is the one that is needed.
            let id = try await office.store.read { try MatterList.page(.init(), limit: 1, $0)[0].id }
            let name = try #require(try await office.store.read { try Matters.key(of: id, $0) })
            _ = try await office.vault.key(name)
        }
    }
}
