import Casework
import Ledger
import Testing

@Suite("Whoever verifies a matter")
struct IndependenceTests {
    private static let handled: MatterEvent = .whole([1, 2])

    @Test("is neither the handler nor of a unit that handled it, nor of one that assists")
    func atOnce() throws {
        let course = try Course().handled()
        #expect(try verify(course, .verifier).stage.name == .verified)
        #expect(throws: MatterRefusal.hasHandled) { try verify(course, .handler) }
        // Not even after he has gone to another unit.
        #expect(throws: MatterRefusal.hasHandled) {
            try verify(course, Party(Party.handler.actor, unit: .checking))
        }
        #expect(throws: MatterRefusal.unitHasHandled(.lead)) { try verify(course, .colleague) }
        // That unit shares in it whether or not it has given its part yet.
        #expect(throws: MatterRefusal.unitHasHandled(.helping)) { try verify(course, .helper) }
        #expect(throws: MatterRefusal.noUnit) { try verify(course, Party(Party.verifier.actor)) }
        for party in [Party.console, .watch, .reporter] {
            #expect(throws: MatterRefusal.notStaff) { try verify(course, party) }
        }
    }

    @Test("is not the one who is in charge of it, whatever his unit")
    func inCharge() throws {
        let course = try Course().dispatched().after(
            .planned(MatterPlanned(person: Party.verifier.actor, leader: nil, unit: .desk)),
            by: .clerk
        ).after(Self.handled, by: .handler)
        #expect(throws: MatterRefusal.hasHandled) { try verify(course, .verifier) }
    }

    @Test("nor anybody who handled it before it was transferred, sent back or reopened")
    func earlier() throws {
        let progress = MatterEvent.worked(MatterWorked(.progress, unit: .lead, day: .monday))
        let moved = try Course().dispatched().after(progress, by: .handler)
            .asked(.transfer(to: .checking)).granted(by: .verifier)
            .after(.whole([1, 2], for: .checking), by: .verifier)
        #expect(throws: MatterRefusal.unitHasHandled(.lead)) { try verify(moved, .colleague) }
        let again = try Course().struckOff().after(.reopened, by: .reporter)
            .after(
                .dispatched(MatterDispatched(lead: .helping, assisting: [], clocks: [:], unit: .desk)),
                by: .clerk
            )
            .after(.whole([1, 2], for: .helping), by: .helper)
        #expect(throws: MatterRefusal.hasHandled) { try verify(again, .handler) }
        #expect(throws: MatterRefusal.unitHasHandled(.lead)) { try verify(again, .colleague) }
        #expect(try verify(again, .verifier).stage == .verified(lead: .helping))
    }

    @Test("nor anybody of the unit that settled it on the spot, once it is reopened")
    func settled() throws {
        let settled = try Course().after(
            .ended(MatterEnded(.settled, day: .monday, unit: .helping)),
            by: .helper
        )
        let again = try settled.after(.reopened, by: .reporter).filed().after(
            .dispatched(MatterDispatched(lead: .lead, assisting: [], clocks: [:], unit: .desk)),
            by: .clerk
        ).after(Self.handled, by: .handler)
        let neighbour = Party(Party.leader.actor, unit: .helping)
        #expect(throws: MatterRefusal.hasHandled) { try verify(again, .helper) }
        #expect(throws: MatterRefusal.unitHasHandled(.helping)) { try verify(again, neighbour) }
    }

    @Test("nor anybody who handled a part of it, or a report that was merged into it")
    func elsewhere() throws {
        func told(_ link: MatterLinked.Link) -> MatterEvent {
            .linked(
                MatterLinked(
                    link,
                    .other,
                    day: .monday,
                    unit: .desk,
                    handlers: [Party.verifier.actor],
                    handlingUnits: [.helping]
                )
            )
        }
        let neighbour = Party(Party.leader.actor, unit: .helping)
        let dispatched = try Course().filed().after(
            .dispatched(MatterDispatched(lead: .lead, assisting: [], clocks: [:], unit: .desk)),
            by: .clerk
        )
        let parted = try dispatched.after(.linked(.part), by: .clerk).after(told(.partClosed), by: .clerk)
        let merged = try dispatched.after(told(.absorbed), by: .clerk)
        for course in [parted, merged] {
            let handled = try course.after(Self.handled, by: .handler)
            #expect(throws: MatterRefusal.hasHandled) { try verify(handled, .verifier) }
            #expect(throws: MatterRefusal.unitHasHandled(.helping)) { try verify(handled, neighbour) }
            #expect(try verify(handled, .clerk).stage.name == .verified)
        }
        // Not even where it was merged in after he had verified it.
        let late = try dispatched.after(Self.handled, by: .handler)
            .after(.verified(true, by: .verifier), by: .verifier).after(told(.absorbed), by: .clerk)
        #expect(throws: MatterRefusal.hasHandled) {
            try late.after(.struckOff(by: .verifier), by: .verifier)
        }
    }

    @Test("may strike it off, under the same rule")
    func strikingOff() throws {
        let course = try Course().verified()
        func strike(_ party: Party) throws -> Matter {
            try course.after(.struckOff(by: party), by: party).matter
        }
        #expect(throws: MatterRefusal.hasHandled) { try strike(.handler) }
        #expect(throws: MatterRefusal.unitHasHandled(.lead)) { try strike(.colleague) }
        #expect(throws: MatterRefusal.unitHasHandled(.helping)) { try strike(.helper) }
        #expect(try strike(.verifier).stage == .closed(.struckOff, lead: .lead))
        #expect(try strike(.clerk).stage == .closed(.struckOff, lead: .lead))
    }

    @Test("looks again, and at each point, after it was sent back")
    func again() throws {
        let back = try Course().handled().after(.verified(false, by: .verifier), by: .verifier)
        #expect(back.matter.answered == [false, false] && back.matter.tally.sentBack == 1)
        #expect(throws: MatterRefusal.stage(.dispatched)) { try verify(back, .verifier) }
        #expect(throws: MatterRefusal.unanswered([2])) { try back.after(.whole([1]), by: .handler) }
        // What those above do not close is verified anew as well.
        let applied = try Course(.source).verified().asked(.closing, by: .clerk)
        let refused = try applied.after(.decision(applied.ask, .refused, by: .clerk), by: .clerk)
        #expect(refused.matter.stage == .dispatched(lead: .lead) && refused.matter.tally.sentBack == 1)
    }

    private func verify(_ course: Course, _ party: Party) throws -> Matter {
        try course.after(.verified(true, by: party), by: party).matter
    }
}
