import Casework
import Ledger
import Testing
import WorkingTime

@Suite("A matter's clock")
struct MatterClockTests {
    /// Due 40 hours after Monday, warned an hour before.
    private static let due = Instant.monday.after(hours: 40)

    @Test("goes from the warning to the limit, and up level by level")
    func marks() {
        var clock = Running(.sample(escalations: [8, 24]))
        var seen: [String] = []
        while let next = clock.next {
            seen.append("\(next.mark) \((next.at.rawValue - Instant.monday.rawValue) / 1000)")
            clock.passed = next.mark
        }
        // In seconds after its start; late from the moment after the last in time.
        #expect(seen == ["1 140400", "2 144000", "3 172800", "4 230400"])
        #expect(clock.passed == 4 && clock.isOverdue)
    }

    @Test("is overdue from the limit's mark, not from the warning", arguments: 0...4)
    func overdue(passed: Int) {
        #expect(Running(.sample(), passed: passed).isOverdue == (passed >= 2))
    }

    @Test("warns nobody where there is no warning, or none before the limit")
    func noWarning() {
        for warning in [nil, Self.due, Self.due.after(hours: 1)] {
            let term = Term(
                basis: .date,
                start: .monday,
                due: Term.Due(instant: Self.due, day: .monday),
                warning: warning,
                escalations: []
            )
            #expect(Running(term).next?.mark == 2)
        }
    }

    @Test("comes to no mark while it stands", arguments: 0...3)
    func standing(passed: Int) {
        #expect(Running(.standing, passed: passed).next == nil)
    }

    @Test("passes its marks in their order, each at its time and once")
    func passing() throws {
        func pass(_ mark: Int) -> MatterEvent {
            .clockPassed(MatterClockPassed(.handling, mark: mark, day: .monday))
        }
        let course = try Course().dispatched()
        let late = Self.due.advanced(byMilliseconds: 1)
        #expect(throws: MatterRefusal.clock(.handling)) {
            let early = Self.due.after(hours: -1).advanced(byMilliseconds: -1)
            return try course.after(pass(1), by: .watch, at: early)
        }
        let warned = try course.after(pass(1), by: .watch, at: Self.due.after(hours: -1))
        #expect(throws: MatterRefusal.clock(.handling)) { try warned.after(pass(1), by: .watch, at: late) }
        #expect(throws: MatterRefusal.clock(.handling)) {
            try warned.after(pass(2), by: .watch, at: Self.due)
        }
        #expect(throws: MatterRefusal.clock(.handling)) { try course.after(pass(2), by: .watch, at: late) }
        let overdue = try warned.after(pass(2), by: .watch, at: late)
        #expect(warned.matter.tally.overdue == 0 && overdue.matter.tally.overdue == 1)
        #expect(overdue.matter.nextMark == nil)
        #expect(throws: MatterRefusal.clock(.handling)) { try overdue.after(pass(3), by: .watch, at: late) }
        let other = MatterClockPassed(.supervision, mark: 1, day: .monday)
        #expect(throws: MatterRefusal.clock(.supervision)) {
            try course.after(.clockPassed(other), by: .watch, at: late)
        }
    }

    @Test("is late no more when a provisional limit moves behind now, warned of once and counted as it was")
    func recounted() throws {
        func term(hours: Int, isProvisional: Bool) throws -> Term {
            let sample = Term.sample(hours: hours)
            let basis = Term.Basis.rule(
                .handlingRule,
                try DeadlineRule(5, .workingDays),
                pauses: [],
                versions: [],
                isProvisional: isProvisional
            )
            return Term(
                basis: basis,
                start: sample.start,
                due: sample.due,
                warning: sample.warning,
                escalations: [Self.due.after(hours: 1)]
            )
        }
        func recounted(_ earlier: Term, _ later: Term) -> MatterEvent {
            .recounted(MatterRecounted(from: [.handling: earlier], to: [.handling: later]))
        }
        func pass(_ mark: Int) -> MatterEvent {
            .clockPassed(MatterClockPassed(.handling, mark: mark, day: .monday))
        }
        let (before, after) = (
            try term(hours: 40, isProvisional: true), try term(hours: 100, isProvisional: false)
        )
        let dispatch = MatterDispatched(
            lead: .lead,
            assisting: [],
            clocks: [.handling: before],
            unit: .desk
        )
        let late = Self.due.after(hours: 2)
        let raised = try Course().filed().after(.dispatched(dispatch), by: .clerk)
            .after(pass(1), by: .watch, at: late).after(pass(2), by: .watch, at: late)
            .after(pass(3), by: .watch, at: late)
        #expect(
            raised.matter.raised
                == Matter.Raised(.handling, level: 1, since: Self.due.after(hours: 1))
        )
        let again = try raised.after(recounted(before, after), by: .watch, at: late)
        #expect(again.matter.clocks[.handling] == Running(after, passed: 1))
        #expect(again.matter.tally.overdue == 1 && again.matter.raised == nil)
        // What is sure is not counted again, nor anything from another limit than it has.
        #expect(throws: MatterRefusal.clock(.handling)) {
            try again.after(recounted(after, before), by: .watch, at: late)
        }
        #expect(throws: MatterRefusal.clock(.handling)) {
            try raised.after(recounted(after, after), by: .watch, at: late)
        }
    }

    @Test("does not warn of what it starts past")
    func warningInThePast() throws {
        let start = Self.due.after(hours: -1)
        let before = try Course().filed().after(
            .sampleDispatched,
            by: .clerk,
            at: start.advanced(byMilliseconds: -1)
        )
        #expect(before.matter.clocks[.handling]?.passed == 0)
        let at = try Course().filed().after(.sampleDispatched, by: .clerk, at: start)
        #expect(at.matter.clocks[.handling]?.passed == 1 && at.matter.nextMark?.mark == 2)
        // What starts late altogether is still said to be late.
        let late = try Course().filed().after(.sampleDispatched, by: .clerk, at: Self.due.after(hours: 9))
        #expect(late.matter.clocks[.handling]?.isOverdue == false && late.matter.nextMark?.mark == 2)
    }

    @Test("that is overdue and moved counts again only where the new limit lies ahead")
    func movedWhileOverdue() throws {
        let time = Self.due.after(hours: 2)
        let late = try Self.overdue(Course().dispatched(), level: 1, at: time)
        #expect(late.matter.clocks[.handling]?.passed == 3)
        let asked = try late.asked(.sampleLonger)
        func granted(hours: Int, escalations: [Int] = [1, 24]) throws -> Matter {
            let term = Term.sample(hours: hours, escalations: escalations)
            let event = MatterEvent.decision(
                asked.ask,
                .granted,
                by: .leader,
                clocks: [.handling: term]
            )
            return try asked.after(event, by: .leader, at: time).matter
        }
        // Still behind: said already, with the level that it had come to; the second level comes.
        let behind = try granted(hours: 41)
        #expect(behind.clocks[.handling]?.passed == 3 && behind.nextMark?.mark == 4)
        // With fewer levels than it has passed there is nothing more to come.
        #expect(try granted(hours: 41, escalations: []).nextMark == nil)
        // At this very moment it is in time, and may become late once more.
        let now = try granted(hours: 42)
        #expect(now.clocks[.handling]?.passed == 1 && now.nextMark?.mark == 2)
        let ahead = try granted(hours: 80)
        #expect(ahead.clocks[.handling]?.passed == 0 && ahead.nextMark?.mark == 1)
    }

    @Test("that is overdue and stands stays overdue, and goes on from there")
    func suspendedWhileOverdue() throws {
        let time = Self.due.after(hours: 2)
        let late = try Self.overdue(Course().dispatched(), level: 1, at: time)
        let stands = try late.asked(.suspension(.hearing)).after(
            .decision(Entry.ID(rawValue: late.entry), .granted, by: .leader, clocks: [.handling: .standing]),
            by: .leader,
            at: time
        )
        #expect(stands.matter.clocks[.handling]?.isOverdue == true && stands.matter.nextMark == nil)
        let term = Term.sample(hours: 41, escalations: [1, 24])
        let resumed = try stands.after(
            .resumed(MatterResumed(unit: .desk, clocks: [.handling: term])),
            by: .leader,
            at: time
        )
        #expect(resumed.matter.clocks[.handling]?.passed == 3 && resumed.matter.nextMark?.mark == 4)
    }

    @Test("starts afresh when the matter is sent back")
    func sentBack() throws {
        let late = try Self.overdue(Course().dispatched(), level: 0, at: Self.due.after(hours: 1))
        let back = try late.after(.whole([1, 2]), by: .handler, at: Self.due.after(hours: 2))
            .after(
                .verified(
                    MatterVerified(
                        isDone: false,
                        isOnSite: true,
                        unit: .checking,
                        day: .monday,
                        clocks: [.handling: .sample(from: Self.due.after(hours: 3))]
                    )
                ),
                by: .verifier,
                at: Self.due.after(hours: 3)
            )
        #expect(back.matter.clocks[.handling]?.passed == 0 && back.matter.tally.overdue == 1)
    }

    @Test("that comes first is the matter's next mark, and among equals the first by its word")
    func first() throws {
        let course = try Course().dispatched()
        func supervised(hours: Int) throws -> Matter {
            try course.after(
                .supervised(
                    MatterSupervised(
                        isAnswered: false,
                        outsideNumber: nil,
                        unit: .desk,
                        clocks: [.supervision: .sample(hours: hours)]
                    )
                ),
                by: .clerk
            ).matter
        }
        #expect(try supervised(hours: 30).nextMark?.clock == .supervision)
        #expect(try supervised(hours: 50).nextMark?.clock == .handling)
        #expect(try supervised(hours: 40).nextMark?.clock == .handling)
    }

    @Test(
        "has a word",
        arguments: [
            (Clock.answer, "answer"), (.dispatch, "dispatch"), (.handling, "handling"),
            (.verification, "verification"), (.supervision, "supervision"), (.step(.letter), "step:letter"),
        ]
    )
    func word(clock: Clock, word: String) {
        #expect(clock.rawValue == word && Clock(rawValue: word) == clock)
    }

    @Test("has no other word", arguments: ["", "step", "step:", "step:A B", "Handling", "handling "])
    func otherWord(word: String) { #expect(Clock(rawValue: word) == nil) }

    /// The course once its clock of handling is overdue, and has gone up so many levels of one and 24 hours.
    private static func overdue(_ course: Course, level: Int, at time: Instant) throws -> Course {
        let term = Term.sample(escalations: [1, 24])
        var late = try course.asked(.sampleLonger).granted(by: .leader, clocks: [.handling: term])
        for mark in 1...(2 + level) {
            late = try late.after(
                .clockPassed(MatterClockPassed(.handling, mark: mark, day: .monday)),
                by: .watch,
                at: time
            )
        }
        return late
    }
}
