import Casework
import Ledger
import TestSupport
import Testing
import WorkingTime

/// A million things that may be tried, in eight parts that run beside one another.
@Suite("Whatever is tried")
struct LoopPropertyTests {
    private static let rounds = 125_000

    @Test("the loop keeps its rules", arguments: 1...8)
    func invariants(part: Int) throws {
        var loop = RandomLoop(chance: SeededGenerator(seed: UInt64(part)))
        var matter = loop.reported(1)
        var done: [String: Int] = [:]
        // The stages that a matter has been through since it was last handled.
        var isVerified = false
        for round in 0..<Self.rounds {
            if round % 100 == 99 {
                matter = loop.reported(Int64(round))
                isVerified = false
            }
            loop.now = loop.now.advanced(byMilliseconds: Int64(loop.below(3_600_000)))
            let (event, party) = loop.next(matter)
            let before = matter
            do {
                matter = try matter.applying(
                    event,
                    by: party,
                    entry: Entry.ID(rawValue: loop.entry),
                    at: loop.now
                )
            } catch { continue }
            loop.entry += 1
            done["\(type(of: event.event))", default: 0] += 1
            try check(before, matter, event, party, wasVerified: isVerified)
            if matter.stage.name == .verified { isVerified = true }
            if matter.stage.name == .dispatched || matter.stage.name == .handled { isVerified = false }
            let text = try JSON.object(matter.json).canonicalBytes()
            guard case .object(let json) = try JSON(canonical: text) else {
                Issue.record("The state is no object.")
                return
            }
            #expect(try Matter(json) == matter)
            #expect(text.count < 16_384)
        }
        // So that no rule holds only because nothing ever happened.
        #expect(done.count == 21, "\(done)")
        for (kind, count) in done { #expect(count > 50, "\(kind)") }
    }

    private func check(
        _ before: Matter,
        _ after: Matter,
        _ event: MatterEvent,
        _ party: Party,
        wasVerified: Bool
    ) throws {
        #expect(after.revision == before.revision + 1)
        #expect(after.answered.count == before.answered.count && after.origin == before.origin)
        #expect(Set(after.handlers).isSuperset(of: before.handlers))
        #expect(Set(after.handlingUnits).isSuperset(of: before.handlingUnits))
        switch event {
        case .verified: checkIndependence(before, party)
        case .struckOff:
            checkIndependence(before, party)
            #expect(before.origin.closing == .office)
        case .linked(let link) where link.link == .absorbed || link.link == .partClosed:
            #expect(Set(after.handlers).isSuperset(of: link.handlers))
            #expect(Set(after.handlingUnits).isSuperset(of: link.handlingUnits))
        case .dispatched: #expect(before.asks.allSatisfy { !$0.ask.sort.holdsHandling })
        default: break
        }
        checkGates(before, after)
        if after.stage.outcome == .struckOff, before.stage.outcome == nil {
            #expect(before.stage.name == .verified && wasVerified)
            if case .struckOff = event {} else { #expect(before.origin.closing == .source) }
        }
        if after.stage.outcome != nil {
            #expect(after.asks.isEmpty && after.suspended == nil)
            #expect(after.clocks.keys.allSatisfy { if case .step = $0 { true } else { false } })
        }
        // Nothing is done, verified or ended while a part is not.
        if [.handled, .verified, .closed].contains(after.stage.name) { #expect(after.openParts.isEmpty) }
        // A letter is answered, or ends to be seen.
        if after.stage.outcome != nil, before.clocks[.supervision] != nil, before.stage.outcome == nil {
            #expect(after.stage.outcome == .withdrawn && after.tally.lapsed == before.tally.lapsed + 1)
        }
        if after.stage.outcome == .settled { #expect(after.tally.reopened == 0) }
        if after.stage.name == .handled, before.stage.name == .dispatched {
            #expect(after.answered.allSatisfy { $0 } && before.suspended == nil && after.openParts.isEmpty)
        }
        if before.leader != after.leader { checkLeader(before, after, event, party) }
        #expect(before.relapseOf == nil || before.relapseOf == after.relapseOf)
        if after.suspended != nil, let handling = after.clocks[.handling] {
            #expect(handling.term.due == nil)
        }
        for (clock, running) in after.clocks {
            if let due = running.term.due { #expect(due.instant >= running.term.start) }
            if let earlier = before.clocks[clock], earlier.term == running.term {
                #expect(running.passed >= earlier.passed)
            }
        }
        #expect(Set(after.asks.map(\.ask.sort)).count == after.asks.count)
    }

    private func checkIndependence(_ before: Matter, _ party: Party) {
        #expect(party.isStaff && !before.handlers.contains(party.actor) && party.actor != before.person)
        let sharing = before.handlingUnits + before.assisting + [before.stage.lead].compactMap { $0 }
        #expect(party.unit.map { !sharing.contains($0) } == true)
    }

    /// No gate was gone through with a required step before it open.
    private func checkGates(_ before: Matter, _ after: Matter) {
        guard before.stage.name != after.stage.name else { return }
        let gate: Matter.Step.Gate? =
            switch (before.stage.name, after.stage.name) {
            case (.filed, .dispatched): .dispatch
            case (.dispatched, .handled): .handled
            case (.handled, .verified): .verified
            case (.verified, .closed): .struckOff
            default: nil
            }
        let open = before.steps.filter { $0.before == gate && $0.isRequired && $0.taken == nil }
        #expect(open.isEmpty)
    }

    /// A leader is named where there is none, and follows another by accepting.
    private func checkLeader(_ before: Matter, _ after: Matter, _ event: MatterEvent, _ party: Party) {
        if before.leader == nil, case .planned(let plan) = event {
            #expect(plan.leader == after.leader)
        } else if case .decided(let decision) = event, let leader = after.leader {
            let asked = before.asks.first { $0.id == decision.ask }?.ask
            #expect(asked == .handover(to: leader) && party.actor == leader && decision.decision == .granted)
        } else {
            Issue.record("\(event) changed the leader")
        }
    }
}
