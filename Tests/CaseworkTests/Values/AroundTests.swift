import Casework
import Ledger
import Testing
import WorkingTime

@Suite("Around the loop, a matter")
struct AroundTests {
    @Test("is settled on the spot where its kind is")
    func onTheSpot() throws {
        #expect(throws: MatterRefusal.notOnTheSpot) { try Course(onTheSpot: false).ended(.settled) }
        #expect(try Course().ended(.settled).matter.stage == .closed(.settled, lead: nil))
    }

    @Test("has one leader, named when there is none")
    func oneLeader() throws {
        func plan(_ leader: Party) -> MatterEvent {
            .planned(MatterPlanned(person: nil, leader: leader.actor, unit: .desk))
        }
        let led = try Course().led()
        #expect(led.matter.leader == Party.leader.actor && led.matter.hasPlan)
        #expect(throws: MatterRefusal.hasLeader) { try led.after(plan(.successor), by: .leader) }
        #expect(try led.after(plan(.leader), by: .clerk).matter.leader == Party.leader.actor)
        // Reopening does not make him free of it.
        let reopened = try led.after(.whole([1, 2]), by: .handler)
            .after(.verified(true, by: .verifier), by: .verifier)
            .after(.struckOff(by: .verifier), by: .verifier).after(.reopened, by: .reporter)
        #expect(reopened.matter.leader == Party.leader.actor)
    }

    @Test("is not handled before its tasks are closed, and is given back to nobody with them open")
    func parts() throws {
        let split = try Course(.source).dispatched().after(.linked(.part), by: .clerk)
        #expect(throws: MatterRefusal.partsOpen([.other])) { try split.after(.whole([1, 2]), by: .handler) }
        for ask in [Ask.returnAbove, .passUp, .competence] {
            let asked = try split.asked(ask)
            #expect(throws: MatterRefusal.partsOpen([.other])) { try asked.granted(by: .clerk) }
        }
        let closed = try split.after(.linked(.partClosed), by: .clerk)
        #expect(try closed.after(.whole([1, 2]), by: .handler).matter.stage == .handled(lead: .lead))
        #expect(throws: MatterRefusal.notPart(.other)) { try closed.after(.linked(.partClosed), by: .clerk) }
    }

    @Test("that is a task has no tasks of its own")
    func nested() throws {
        let task = try Course(parent: .other).dispatched()
        #expect(throws: MatterRefusal.nothingChanges) { try task.after(.linked(.part), by: .clerk) }
    }

    @Test("is a relapse once, and never of a dwelling")
    func relapse() throws {
        let relapse = try Course().after(.linked(.relapseOf), by: .clerk)
        #expect(relapse.matter.relapseOf == .other)
        #expect(throws: MatterRefusal.nothingChanges) {
            try relapse.after(.linked(.relapseOf), by: .clerk)
        }
        let home = Course(isDwelling: true)
        #expect(throws: MatterRefusal.dwelling) { try home.after(.linked(.relapseOf), by: .clerk) }
        #expect(throws: MatterRefusal.dwelling) {
            try home.struckOff().after(.linked(.relapsed), by: .clerk)
        }
    }

    @Test("is rated once each time that it ends, and called back as often as nobody answers")
    func rating() throws {
        func rated(_ answer: MatterRated.Answer) -> MatterEvent {
            .rated(MatterRated(answer, day: .monday, unit: .desk))
        }
        let unreached = try Course().struckOff().after(rated(.unreached), by: .clerk)
            .after(rated(.unreached), by: .clerk)
        let satisfied = try unreached.after(rated(.satisfied), by: .reporter)
        for answer in MatterRated.Answer.allCases {
            #expect(throws: MatterRefusal.nothingChanges) { try satisfied.after(rated(answer), by: .clerk) }
        }
        let again = try satisfied.after(.reopened, by: .reporter).after(.sampleDispatched, by: .clerk)
            .after(.whole([1, 2]), by: .handler)
            .after(.verified(true, by: .verifier), by: .verifier)
            .after(.struckOff(by: .verifier), by: .verifier)
        #expect(try again.after(rated(.unsatisfied), by: .reporter).matter.rating == .unsatisfied)
    }

    @Test("answers a supervision letter once")
    func supervision() throws {
        func supervised(_ isAnswered: Bool) -> MatterEvent {
            .supervised(
                MatterSupervised(
                    isAnswered: isAnswered,
                    outsideNumber: nil,
                    unit: .desk,
                    clocks: isAnswered ? [:] : [.supervision: .sample()]
                )
            )
        }
        let watched = try Course().dispatched().after(supervised(false), by: .clerk)
        #expect(watched.matter.clocks[.supervision] != nil)
        let answered = try watched.after(supervised(true), by: .clerk)
        #expect(answered.matter.clocks[.supervision] == nil)
        #expect(throws: MatterRefusal.notSupervised) { try answered.after(supervised(true), by: .clerk) }
    }

    @Test("leaves nothing running or undecided behind when it ends")
    func nothingLeft() throws {
        let busy = try Course().led().asked(.handover(to: Party.successor.actor), by: .clerk)
            .asked(.suspension(.hearing)).granted(by: .leader, clocks: [.handling: .standing])
        let matter = try busy.ended(.merged(into: .other)).matter
        #expect(matter.clocks.isEmpty && matter.asks.isEmpty && matter.suspended == nil)
    }
}
