import Administration
import Casework
import Foundation
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault
import WorkingTime

@Suite("A matter's way through the office")
struct LoopTests {
    @Test("ends in a red line, with the facts that count it", arguments: TestEngine.available)
    func wholeLoop(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.handled()
            var matter = try await office.matter(id)
            #expect(matter.stage == .handled(lead: .team))
            #expect(matter.reference?.description == "诉-2018-0001")
            #expect(Set(matter.clocks.keys) == [.verification])
            try await office.act(.verify(isOnSite: true), .strikeOff, on: id, by: office.verifier)
            matter = try await office.matter(id)
            #expect(matter.stage == .closed(.struckOff, lead: .team))
            #expect(matter.clocks.isEmpty && matter.asks.isEmpty)
            for (measure, count) in [
                (Measure.matterReported, 1), (.matterFiled, 1), (.matterHandled, 1),
                (.matter(.struckOff), 1), (.matterSentBack, 0),
            ] {
                let sum = try await office.sum(measure)
                #expect(sum == Int64(count), "\(measure)")
            }
            let history = try await office.store.read { try Matters.history(of: id, $0) }
            #expect(
                history.map(\.kind.rawValue) == [
                    "matter.reported", "matter.filed", "matter.dispatched", "matter.worked",
                    "matter.verified",
                    "matter.struck-off",
                ]
            )
        }
    }

    @Test("is verified by nobody who handled it, and by no colleague of his", arguments: TestEngine.available)
    func independence(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.handled()
            await #expect(throws: StaffError.notAllowed(.verifyMatter)) {
                try await office.act(.verify(isOnSite: true), on: id, by: office.handler)
            }
            // Whoever holds the machine is no verifier either.
            await #expect(throws: MatterError.refused(id, .notStaff)) {
                try await office.act(.verify(isOnSite: true), on: id, by: .console)
            }
        }
    }

    @Test("goes back to the unit when it is found undone", arguments: TestEngine.available)
    func sentBack(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.handled()
            try await office.act(.sendBack(isOnSite: true), on: id, by: office.verifier, note: "仍在摆卖")
            let matter = try await office.matter(id)
            #expect(matter.stage == .dispatched(lead: .team) && matter.tally.sentBack == 1)
            #expect(matter.clocks[.handling] != nil)
            let sum = try await office.sum(.matterSentBack)
            #expect(sum == 1)
        }
    }

    @Test("counts no more from the day on which it is opened again", arguments: TestEngine.available)
    func reopened(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.handled()
            try await office.act(.verify(isOnSite: false), .strikeOff, on: id, by: office.verifier)
            office.clock.advance(hours: 24 * 40)
            try await office.act(.reopen, on: id, by: .reporter(of: id), note: "又来了")
            let matter = try await office.matter(id)
            #expect(matter.stage == .filed && matter.tally.reopened == 1)
            let (march, all) = try await office.store.read { reader in
                let march = LocalDay("2018-03-01")!...LocalDay("2018-03-31")!
                let year = LocalDay("2018-01-01")!...LocalDay("2018-12-31")!
                return (
                    try FactTotal.sums(of: .init([.matter(.struckOff)]), on: march, reader)?.first?.quantity,
                    try FactTotal.sums(of: .init([.matter(.struckOff)]), on: year, reader)?.first?.quantity
                )
            }
            #expect(march == 1 && all == 0)
            let minutes = try await office.sum(.matterDuration)
            #expect(minutes == 0)
        }
    }

    @Test("is closed above where it was handed down", arguments: TestEngine.available)
    func closedAbove(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.handled(source: "hotline-12345", by: office.clerk)
            await #expect(throws: MatterError.refused(id, .closedAbove)) {
                try await office.act(.verify(isOnSite: true), .strikeOff, on: id, by: office.verifier)
            }
            // All or nothing: it is not verified either.
            var matter = try await office.matter(id)
            #expect(matter.stage == .handled(lead: .team))
            try await office.act(.verify(isOnSite: true), on: id, by: office.verifier)
            try await office.act(.ask(.closing), on: id, by: office.clerk, note: "申请办结")
            matter = try await office.matter(id)
            let ask = try #require(matter.asks.first)
            try await office.act(
                .decide(ask.id, .granted, outsideNumber: "坪办结〔2018〕8号"),
                on: id,
                by: office.clerk
            )
            matter = try await office.matter(id)
            #expect(matter.stage == .closed(.struckOff, lead: .team))
        }
    }

    @Test("stands while it is suspended, and gets its days back", arguments: TestEngine.available)
    func suspended(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            let due = try #require(try await office.matter(id).clocks[.handling]?.term.due)
            try await office.act(.ask(.suspension(.suspension)), on: id, by: office.handler, note: "待规划")
            let ask = try #require(try await office.matter(id).asks.first?.id)
            await #expect(throws: (any Error).self) {
                try await office.act(.decide(ask, .granted), on: id, by: office.handler)
            }
            try await office.act(.decide(ask, .granted), on: id, by: office.leader)
            var matter = try await office.matter(id)
            #expect(matter.suspended != nil && matter.clocks[.handling]?.term.due == nil)
            office.clock.set(CaseOffice.zone.instant(LocalDay("2018-03-12")!, hour: 9))
            try await office.act(.resume, on: id, by: office.leader)
            matter = try await office.matter(id)
            let later = try #require(matter.clocks[.handling]?.term.due)
            // Tuesday to Friday do not count.
            #expect(due.day == LocalDay("2018-03-19") && later.day == LocalDay("2018-03-23"))
        }
    }

    @Test("is longer where the rule allows, and somebody else grants it", arguments: TestEngine.available)
    func extended(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            await #expect(throws: MatterError.longerThanAllowed(most: 10)) {
                try await office.act(
                    .ask(.longer(try .init(11, .workingDays))),
                    on: id,
                    by: office.handler
                )
            }
            try await office.act(.ask(.longer(try .init(5, .workingDays))), on: id, by: office.handler)
            let ask = try #require(try await office.matter(id).asks.first?.id)
            try await office.act(.decide(ask, .granted), on: id, by: office.clerk)
            let matter = try await office.matter(id)
            #expect(matter.clocks[.handling]?.term.due?.day == LocalDay("2018-03-26"))
            #expect(matter.tally.extended == 1)
            // What it got before counts: the rule allows ten days in all.
            await #expect(throws: MatterError.longerThanAllowed(most: 5)) {
                try await office.act(.ask(.longer(try .init(6, .workingDays))), on: id, by: office.handler)
            }
            try await office.act(.ask(.longer(try .init(5, .workingDays))), on: id, by: office.handler)
        }
    }

    @Test("goes to another unit when that one accepts", arguments: TestEngine.available)
    func transferred(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            try await office.act(.ask(.transfer(to: .municipal)), on: id, by: office.handler)
            let ask = try #require(try await office.matter(id).asks.first?.id)
            await #expect(throws: MatterError.refused(id, .undecided([.transfer]))) {
                try await office.act(.handle(points: [1]), on: id, by: office.handler)
            }
            await #expect(throws: StaffError.notAllowed(.handleMatter)) {
                try await office.act(.decide(ask, .granted), on: id, by: office.clerk)
            }
            try await office.act(.decide(ask, .granted), on: id, by: office.otherHandler)
            let matter = try await office.matter(id)
            #expect(matter.stage == .dispatched(lead: .municipal))
        }
    }

    @Test("has one leader, whose successor has to accept", arguments: TestEngine.available)
    func leader(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            try await office.act(
                .plan(person: office.handler, leader: office.leader),
                on: id,
                by: office.clerk
            )
            await #expect(throws: MatterError.refused(id, .hasLeader)) {
                try await office.act(
                    .plan(person: nil, leader: office.secondLeader),
                    on: id,
                    by: office.clerk
                )
            }
            try await office.act(.ask(.handover(to: office.secondLeader)), on: id, by: office.leader)
            let ask = try #require(try await office.matter(id).asks.first?.id)
            await #expect(throws: MatterError.refused(id, .notReceiver)) {
                try await office.act(.decide(ask, .granted), on: id, by: office.clerk)
            }
            try await office.act(.decide(ask, .granted), on: id, by: office.secondLeader)
            let matter = try await office.matter(id)
            #expect(matter.leader == office.secondLeader)
        }
    }

    @Test("is not done before its tasks are", arguments: TestEngine.available)
    func split(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            let task = try await office.split(id)
            await #expect(throws: MatterError.refused(id, .partsOpen([task]))) {
                try await office.act(.handle(points: [1]), on: id, by: office.handler)
            }
            try await office.act(.handle(points: [1]), on: task, by: office.otherHandler)
            try await office.act(.verify(isOnSite: true), .strikeOff, on: task, by: office.verifier)
            try await office.act(.handle(points: [1]), on: id, by: office.handler)
            let matter = try await office.matter(id)
            #expect(matter.stage == .handled(lead: .team) && matter.openParts.isEmpty)
        }
    }

    @Test("knows its duplicates and relapses", arguments: TestEngine.available)
    func linked(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let first = try await office.handled()
            let second = try await office.report()
            try await office.act(.merge(into: first), on: second, by: office.clerk, note: "同一处")
            var matter = try await office.matter(first)
            #expect(matter.tally.merged == 1)
            try await office.act(.verify(isOnSite: true), .strikeOff, on: first, by: office.verifier)
            let third = try await office.report()
            try await office.act(.markRelapse(of: first), on: third, by: office.clerk)
            matter = try await office.matter(first)
            #expect(matter.tally.relapsed == 1)
            let relapsed = try await office.sum(.matterRelapsed)
            #expect(relapsed == 1)
            let home = try await office.report(isDwelling: true)
            await #expect(throws: MatterError.refused(home, .dwelling)) {
                try await office.act(.markRelapse(of: first), on: home, by: office.clerk)
            }
        }
    }

    @Test("needs an answer to each point of the report", arguments: TestEngine.available)
    func points(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report(words: try CaseOffice.words("摆卖", "噪音", "垃圾"))
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            try await office.act(.progress(points: [2]), on: id, by: office.handler)
            await #expect(throws: MatterError.refused(id, .unanswered([3]))) {
                try await office.act(.handle(points: [1]), on: id, by: office.handler)
            }
            try await office.act(.handle(points: [1, 3]), on: id, by: office.handler)
            let matter = try await office.matter(id)
            #expect(matter.answered == [true, true, true])
        }
    }

    @Test("is moved with its facts when it was sorted wrongly", arguments: TestEngine.available)
    func corrected(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.handled()
            let place = Matter.Place(
                community: Code(rawValue: "440310001002"),
                category: Code(rawValue: "ps-1164")
            )
            try await office.act(.correct(place), on: id, by: office.clerk, note: "属六和社区")
            let matter = try await office.matter(id)
            #expect(matter.place == place)
            for measure in [Measure.matterReported, .matterFiled] {
                let sum = try await office.sum(measure)
                #expect(sum == 1)
            }
            let expected = Set(matter.standing.map(\.measure))
            #expect(expected == [.matterReported, .matterFiled])
        }
    }

    @Test("is refused to whoever was slower, and done once when sent twice", arguments: TestEngine.available)
    func concurrency(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            let command = CommandID(UUID())
            let first = try await office.act(.file, on: id, by: office.clerk, revision: 1, command: command)
            let again = try await office.act(.file, on: id, by: office.clerk, revision: 1, command: command)
            #expect(again.isRepeat && again.first == first.first)
            await #expect(throws: MatterError.changed(id, revision: 2)) {
                try await office.act(.decline, on: id, by: office.leader, revision: 1)
            }
        }
    }

    @Test("is told by its timer when its limit is over, once", arguments: TestEngine.available)
    func overdue(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report()
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            office.clock.set(CaseOffice.zone.instant(LocalDay("2018-03-20")!, hour: 12))
            try await office.fireTimers()
            var matter = try await office.matter(id)
            #expect(matter.clocks[.handling]?.isOverdue == true && matter.tally.overdue == 1)
            try await office.fireTimers()
            matter = try await office.matter(id)
            #expect(matter.tally.overdue == 1)
            let sum = try await office.sum(.matterOverdue)
            #expect(sum == 1)
        }
    }
}
