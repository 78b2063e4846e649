import Casework
import Ledger
import Testing

@Suite("A step beside the loop")
struct StepGateTests {
    private static func step(_ gate: Matter.Step.Gate, isRequired: Bool = true) -> [Matter.Step] {
        [Matter.Step(code: .letter, before: gate, isRequired: isRequired)]
    }

    /// Where a matter stands before a gate, and what takes it through.
    private static func passage(
        _ gate: Matter.Step.Gate,
        _ course: Course
    ) throws -> (at: Course, through: MatterEvent, by: Party) {
        switch gate {
        case .dispatch: (try course.filed(), .sampleDispatched, .clerk)
        case .handled: (try course.dispatched(), .whole([1, 2]), .handler)
        case .verified: (try course.handled(), .verified(true, by: .verifier), .verifier)
        case .struckOff, .never: (try course.verified(), .struckOff(by: .verifier), .verifier)
        }
    }

    private static let taken = MatterEvent.stepTaken(
        MatterStepTaken(.letter, day: .monday, unit: .desk, clocks: [.step(.letter): .sample()])
    )

    @Test("is taken before its gate where it is required", arguments: Matter.Step.Gate.allCases)
    func required(gate: Matter.Step.Gate) throws {
        let (place, event, party) = try Self.passage(gate, Course(steps: Self.step(gate)))
        if gate == .never {
            #expect(try place.after(event, by: party).matter.stage.outcome == .struckOff)
        } else {
            #expect(throws: MatterRefusal.stepsFirst([.letter])) { try place.after(event, by: party) }
        }
        let after = try place.after(Self.taken, by: .clerk).after(event, by: party).matter
        #expect(after.stage != place.matter.stage)
        #expect(after.steps.first?.taken == Entry.ID(rawValue: place.entry))
    }

    @Test("holds nothing up where it is not", arguments: Matter.Step.Gate.allCases)
    func optional(gate: Matter.Step.Gate) throws {
        let course = Course(steps: Self.step(gate, isRequired: false))
        let (place, event, party) = try Self.passage(gate, course)
        #expect(try place.after(event, by: party).matter.stage != place.matter.stage)
    }

    @Test("is taken before applying to close what was handed down")
    func application() throws {
        let course = try Course(.source, steps: Self.step(.struckOff)).verified()
        #expect(throws: MatterRefusal.stepsFirst([.letter])) { try course.asked(.closing, by: .clerk) }
        #expect(try course.after(Self.taken, by: .clerk).asked(.closing, by: .clerk).matter.asks.count == 1)
    }

    @Test("does not keep a verifier from sending it back")
    func sentBack() throws {
        let course = try Course(steps: Self.step(.verified)).handled()
        let back = try course.after(.verified(false, by: .verifier), by: .verifier)
        #expect(back.matter.stage == .dispatched(lead: .lead))
    }

    @Test("is taken once, and ends its own clock")
    func once() throws {
        let course = try Course(steps: Self.step(.handled)).dispatched()
        let taken = try course.after(Self.taken, by: .clerk)
        #expect(throws: MatterRefusal.stepTaken(.letter)) { try taken.after(Self.taken, by: .clerk) }
        // The sample starts that clock anew, as a next step of the same name would.
        #expect(taken.matter.clocks[.step(.letter)] != nil)
        let plain = MatterEvent.stepTaken(MatterStepTaken(.letter, day: .monday, unit: .desk))
        #expect(try course.after(plain, by: .clerk).matter.clocks[.step(.letter)] == nil)
    }

    @Test("is taken after the end only where no gate waits for it")
    func afterTheEnd() throws {
        let late = try Course(steps: Self.step(.never)).struckOff().after(Self.taken, by: .clerk)
        #expect(late.matter.steps.first?.taken != nil)
        let early = try Course(steps: Self.step(.handled)).after(
            .ended(MatterEnded(.withdrawn, day: .monday, unit: nil)),
            by: .reporter
        )
        #expect(throws: MatterRefusal.ended(.withdrawn)) { try early.after(Self.taken, by: .clerk) }
    }
}
