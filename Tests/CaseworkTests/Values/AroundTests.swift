import Casework
import Ledger
import Testing
import WorkingTime

@Suite("Around the loop, a matter")
struct AroundTests {
    @Test("is settled on the spot where its kind is")
    func onTheSpot() throws {
        #expect(throws: MatterRefusal.notOnTheSpot) { try Course(onTheSpot: false).ended(.settled) }
        // Once only: opened again, somebody else has to see it.
        let again = try Course().ended(.settled).after(.reopened, by: .reporter)
        #expect(throws: MatterRefusal.openedAgain) { try again.ended(.settled) }
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
        #expect(throws: MatterRefusal.partsOpen([.other])) {
            try split.after(.ended(MatterEnded(.withdrawn, day: .monday, unit: nil)), by: .reporter)
        }
        #expect(throws: MatterRefusal.notPart(.other)) { try closed.after(.linked(.partClosed), by: .clerk) }
    }

    @Test("is taken back by a task that is open again, however far it has come")
    func partReopened() throws {
        let again = MatterEvent.linked(
            MatterLinked(.partReopened, .other, day: .monday, unit: .desk, clocks: [.handling: .sample()])
        )
        func done(_ course: Course) throws -> Course {
            try course.after(.linked(.part), by: .clerk).after(.linked(.partClosed), by: .clerk)
                .after(.whole([1, 2]), by: .handler)
        }
        let handled = try done(Course().dispatched())
        let verified = try handled.after(.verified(true, by: .verifier), by: .verifier)
        let applied = try done(Course(.source).dispatched())
            .after(.verified(true, by: .verifier), by: .verifier).asked(.closing, by: .clerk)
        for course in [handled, verified, applied] {
            let back = try course.after(again, by: .clerk)
            #expect(back.matter.stage == .dispatched(lead: .lead) && back.matter.asks.isEmpty)
            #expect(back.matter.openParts == [.other])
            #expect(Set(back.matter.clocks.keys) == [.handling])
            #expect(throws: MatterRefusal.partsOpen([.other])) {
                try back.after(.whole([1, 2]), by: .handler)
            }
            let closed = try back.after(.linked(.partClosed), by: .clerk)
            #expect(try closed.after(.whole([1, 2]), by: .handler).matter.stage.name == .handled)
        }
        let off = try verified.after(.struckOff(by: .verifier), by: .verifier)
        #expect(throws: MatterRefusal.ended(.struckOff)) { try off.after(again, by: .clerk) }
        let open = try off.after(.reopened, by: .reporter).after(again, by: .clerk)
        #expect(open.matter.stage == .filed && open.matter.openParts == [.other])
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

    @Test("ends with its letters answered, or lets it be seen that one was not")
    func letters() throws {
        let letter = MatterEvent.supervised(
            MatterSupervised(
                isAnswered: false,
                outsideNumber: nil,
                unit: .desk,
                clocks: [.supervision: .sample()]
            )
        )
        let answer = MatterEvent.supervised(
            MatterSupervised(isAnswered: true, outsideNumber: nil, unit: .desk, clocks: [:])
        )
        let watched = try Course().after(letter, by: .clerk)
        for outcome in [Matter.Outcome.declined, .settled, .merged(into: .other), .closedAtSource] {
            #expect(throws: MatterRefusal.letterUnanswered) { try watched.ended(outcome) }
            #expect(try watched.after(answer, by: .clerk).ended(outcome).matter.tally.lapsed == 0)
        }
        #expect(throws: MatterRefusal.letterUnanswered) {
            try Course().verified().after(letter, by: .clerk)
                .after(.struckOff(by: .verifier), by: .verifier)
        }
        let applied = try Course(.source).verified().asked(.closing, by: .clerk).after(letter, by: .clerk)
        #expect(throws: MatterRefusal.letterUnanswered) { try applied.granted(by: .clerk) }
        let passing = try Course().dispatched().asked(.passUp).after(letter, by: .clerk)
        #expect(throws: MatterRefusal.letterUnanswered) { try passing.granted(by: .clerk) }
        // Nobody is kept from withdrawing what he reported.
        let withdrawn = try watched.ended(.withdrawn).matter
        #expect(withdrawn.clocks.isEmpty && withdrawn.tally.lapsed == 1)
    }

    @Test("is urged once a day, whoever does it")
    func urged() throws {
        func urge(_ day: String) -> MatterEvent { .urged(MatterUrged(day: LocalDay(day)!, unit: nil)) }
        let once = try Course().after(urge("2018-03-05"), by: .reporter)
        #expect(throws: MatterRefusal.urgedToday) { try once.after(urge("2018-03-05"), by: .clerk) }
        #expect(try once.after(urge("2018-03-06"), by: .reporter).matter.tally.urged == 2)
    }

    @Test("leaves nothing running or undecided behind when it ends")
    func nothingLeft() throws {
        let busy = try Course().led().asked(.handover(to: Party.successor.actor), by: .clerk)
            .asked(.suspension(.hearing)).granted(by: .leader, clocks: [.handling: .standing])
        let matter = try busy.ended(.merged(into: .other)).matter
        #expect(matter.clocks.isEmpty && matter.asks.isEmpty && matter.suspended == nil)
    }
}
