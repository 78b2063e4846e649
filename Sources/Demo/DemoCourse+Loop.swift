import Casework
import Catalog
import Ledger
import WorkingTime

// The common loop, from the report to the end of the story.
extension DemoCourse {
    mutating func run() {
        let story = matter.story
        let place = Matter.Place(community: matter.community, category: matter.topic.category)
        if has(.correction), let wrong = world.communities.first(where: { $0.code != matter.community }) {
            report(from: Matter.Place(community: wrong.code, category: matter.topic.category))
        } else {
            report(from: place)
        }
        if story.end == .reported || endsUnfiled() { return }
        file(place)
        if story.end == .filed { return }
        if aroundHandling() { return }
        finish()
    }

    /// What never becomes a matter of the office.
    private mutating func endsUnfiled() -> Bool {
        switch matter.story.end {
        case .declined: act(.clerk, "不属于本街道职责，已告知向有关部门反映。", at: later(1), .decline)
        case .settled:
            let hand: DemoHand = matter.workstation(in: world).map { .handler($0) } ?? .clerk
            act(hand, "社区当场处理完毕：\(matter.topic.result)", at: next, .settle())
        case .merged:
            guard let main = matter.other else { return true }
            act(.clerk, "与在办事项为同一问题，并案办理。", at: next) { [.merge(into: try $0.matter(main))] }
        case .closedAtSource:
            let day = world.zone.day(of: now)
            act(.clerk, "来源平台已办结。", at: next, .closeAtSource(isInTime: chance.happens(900), on: day))
        case .struckOff, .withdrawn, .passedOn, .reported, .filed, .dispatched, .overdue, .suspended,
            .extensionAsked, .transferAsked, .handled, .verified, .closingAsked:
            return false
        }
        return true
    }

    private mutating func file(_ place: Matter.Place) {
        let (isOnlyFiled, earlier) = (matter.story.end == .filed, has(.relapse) ? matter.other : nil)
        let (isMoved, steps) = (
            has(.correction), matter.rule.steps.filter { $0.before == .dispatch && $0.isRequired }
        )
        // Nobody waits a day with what is urgent.
        let time =
            matter.kind.isUrgent ? soon(minutes: 5 + chance.below(30)) : chance.happens(700) ? next : later(1)
        let isTogether = steps.isEmpty && (isBrisk || matter.kind.isUrgent || chance.happens(700))
        act(.clerk, isMoved ? "社区填写有误，已核对更正。" : nil, at: time) { office in
            (isMoved ? [.correct(place)] : []) + [.file]
                + (try earlier.map { [.markRelapse(of: try office.matter($0))] } ?? [])
                + (isTogether && !isOnlyFiled ? [.dispatch(lead: nil, assisting: [])] : [])
        }
        guard !isOnlyFiled, !isTogether else { return }
        for step in steps { act(.clerk, at: next, .takeStep(step.code, number: nil)) }
        act(.clerk, at: next, .dispatch(lead: nil, assisting: []))
    }

    /// The unit reports that it is done, others verify it, and it is closed.
    private mutating func finish() {
        handle(at: dueHandling())
        if matter.story.end == .handled { return }
        if has(.sentBack) {
            act(verifier, "现场仍未完成，退回重办。", at: later(1), .sendBack(isOnSite: true))
            handle(at: later(1 + chance.below(3)))
        }
        verify()
        if matter.story.end == .verified { return }
        close()
        if matter.story.end == .struckOff, matter.isOwn, has(.reopened) { reopen() }
        if matter.story.end == .struckOff, has(.rated) {
            let answer: MatterRated.Answer = chance.happens(850) ? .satisfied : .unsatisfied
            act(.reporter(number), at: soon(minutes: 120 + chance.below(2000)), .rate(answer))
        }
    }

    mutating func handle(at time: Instant) {
        let required = handled == nil ? stepsBeforeHandling() : []
        for (place, step) in required.enumerated() {
            let time = between(Int64(100 / (required.count - place + 1)), until: time)
            act(.clerk, at: time, .takeStep(step.code, number: nil))
        }
        let points = Array(1...pointCount)
        let order =
            isBrisk && handled == nil && chance.happens(120)
            ? matter.rule.steps.first { $0.before == .handled } : nil
        let time = time > now ? time : next
        act(.handler(lead), "\(matter.topic.result)\(Self.label)", at: time) { _ in
            (order.map { [.takeStep($0.code, number: nil)] } ?? []) + [
                .handle(points: points, isForReporter: true)
            ]
        }
        if handled == nil { handled = now }
    }

    private mutating func stepsBeforeHandling() -> [MatterKind.Step] {
        guard !isBrisk else { return [] }
        return matter.rule.steps.filter { step in
            step.before == .handled && !step.hasOwnClock && (step.isRequired || chance.happens(600))
        }
    }

    private var verifier: DemoHand {
        // Every third is verified by the second, where his unit has no part in it.
        let general = Code.demo("general-office")
        let isFree = lead != general && !assisting.contains(general) && matter.other == nil
        return isFree && number % 3 == 0 ? .secondVerifier : .verifier
    }

    private mutating func verify() {
        take(before: .verified)
        let time = later(isBrisk ? 1 : 1 + chance.below(2))
        let isLast = matter.story.end != .verified && matter.isOwn && stepsBeforeClosing.isEmpty
        act(verifier, "现场核查，情况属实。", at: time) { _ in
            [.verify(isOnSite: true)] + (isLast ? [.strikeOff] : [])
        }
        hasEnded = isLast
    }

    /// The steps that its kind wants before a gate, and those whose clock runs, once.
    private mutating func take(before gate: MatterKind.Step.Gate) {
        guard taken.insert(gate).inserted else { return }
        for step in matter.rule.steps where step.before == gate && (step.isRequired || step.clock != nil) {
            act(.clerk, at: next, .takeStep(step.code, number: nil))
        }
    }

    private var stepsBeforeClosing: [MatterKind.Step] {
        matter.rule.steps.filter { $0.before == .struckOff && $0.isRequired }
    }

    private mutating func close() {
        guard !hasEnded else { return }
        take(before: .struckOff)
        guard !matter.isOwn else {
            act(verifier, "资料齐全，予以销号。", at: next, .strikeOff)
            return
        }
        act(.clerk, "已办结，申请销号。", at: next, isAsk: true) { _ in [.ask(.closing)] }
        if matter.story.end == .closingAsked { return }
        let number = number
        let time = later(1 + chance.below(2))
        guard has(.refused), !hasBeenRefused else {
            act(.leader, "来源同意办结。", at: time) {
                [.decide(try $0.ask(number), .granted, outsideNumber: "演示办结-\(number)")]
            }
            return
        }
        hasBeenRefused = true
        act(.leader, "来源要求补充现场情况。", at: time) {
            [.decide(try $0.ask(number), .refused, outsideNumber: "演示退回-\(number)")]
        }
        handle(at: later(1))
        verify()
        close()
    }

    /// Whoever reported it says that it is not over, and it goes once more through all hands.
    private mutating func reopen() {
        act(.reporter(number), "问题又出现了。", at: soon(minutes: 4000 + chance.below(6000)), .reopen)
        act(.clerk, at: next, .dispatch(lead: lead, assisting: assisting))
        handle(at: later(1 + chance.below(3)))
        verify()
        close()
    }
}
