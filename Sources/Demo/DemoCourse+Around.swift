import Casework
import Catalog
import Ledger
import WorkingTime

// What goes on while a unit has it.
extension DemoCourse {
    /// How long its kind gives a unit.
    private var limit: DeadlineRuleEntry? {
        world.catalog.handlingRule(
            of: matter.rule,
            category: matter.topic.category,
            on: world.zone.day(of: now)
        )
    }

    /// Its limit in days of the calendar, roughly.
    var limitDays: Int {
        guard let limit else { return 10 }
        return switch limit.unit {
        case .workingDays: limit.count * 7 / 5 + 1
        case .calendarDays: limit.count
        case .calendarMonths: limit.count * 30
        case .calendarYears: limit.count * 365
        case .workingHours, .urgentHours: 1
        }
    }

    /// When its handling is done: within its limit, or as much behind it as the story wants.
    mutating func dueHandling() -> Instant {
        if let wanted { return wanted }
        guard let limit else { return later(1 + chance.below(5)) }
        let isLate = has(.late)
        let percent = isLate ? 105 + chance.below(60) : 12 + chance.below(62)
        switch limit.unit {
        case .workingDays: return later(limit.count * percent / 100 + (isLate ? 1 : 0))
        case .calendarDays: return later(days: limit.count * percent / 100 + (isLate ? 1 : 0))
        case .calendarMonths: return later(days: limit.count * 30 * percent / 100)
        case .calendarYears: return later(days: limit.count * 365 * percent / 100)
        case .workingHours: return isLate ? later(1) : next
        case .urgentHours: return soon(minutes: 90 + chance.below(500))
        }
    }

    /// What happens before it is handled.
    ///
    /// - Returns: Whether the story ends there.
    mutating func aroundHandling() -> Bool {
        takeStepsWithClocks()
        if has(.planned) {
            let unit = lead
            act(.clerk, "情况复杂，明确专人负责，领导包案，一案一策。", at: next) { office in
                [
                    .plan(
                        person: try DemoHand.handler(unit).actor(in: office),
                        leader: try DemoHand.leader.actor(in: office)
                    )
                ]
            }
        }
        switch matter.story.end {
        case .dispatched, .overdue: return waits()
        case .withdrawn:
            let hand: DemoHand = matter.kind.isPublic ? .reporter(number) : .clerk
            act(hand, "当事人表示问题已自行解决，申请撤回。", at: later(1), .withdraw)
            return true
        case .passedOn:
            passOn()
            return true
        case .suspended:
            askForSuspension(for: .suspension)
            return true
        case .extensionAsked:
            ask(at: later(2), "工作量较大，申请延期。", extending: limitExtension)
            return true
        case .transferAsked:
            guard let other = otherUnit else { return true }
            act(.handler(lead), "属\(name(of: other))职责，申请转办。", at: next) { _ in [.ask(.transfer(to: other))] }
            return true
        case .struckOff, .declined, .settled, .merged, .closedAtSource, .reported, .filed, .handled,
            .verified,
            .closingAsked:
            break
        }
        transfer()
        wanted = dueHandling()
        if has(.suspended) { suspend() }
        if has(.extended) { extend() }
        if has(.urge) { urge() }
        if has(.supervised) { supervise() }
        if has(.progress) { progress() }
        if has(.split) { handlePart() }
        if has(.assistance), let unit = assisting.first { assist(unit) }
        return false
    }

    /// What has to be done within days of its filing does not wait for the rest.
    private mutating func takeStepsWithClocks() {
        guard matter.story.end != .overdue else { return }
        for step in matter.rule.steps where step.before == .handled && step.hasOwnClock {
            act(.clerk, at: later(1 + chance.below(2)), .takeStep(step.code, number: nil))
        }
    }

    /// Open at the year's end: some have begun, and who is late is urged and supervised.
    private mutating func waits() -> Bool {
        let isOverdue = matter.story.end == .overdue
        if chance.happens(isOverdue ? 300 : 400) { progress() }
        guard isOverdue else { return true }
        let due = now.advanced(byMilliseconds: Int64(limitDays + 3) * 86_400_000)
        if matter.kind.isPublic || chance.happens(300) {
            act(.reporter(number), "一直没有结果，请尽快处理。", at: max(soon(minutes: 60), due), .urge)
        }
        if chance.happens(600) {
            let time = world.nextRound(after: max(now, due))
            let until = world.zone.day(of: time.advanced(byMilliseconds: 20 * 86_400_000))
            act(.clerk, "已逾期限，发函督办。", at: time, .supervise(outsideNumber: nil, until: until))
        }
        return true
    }

    private mutating func passOn() {
        let ask: Ask = matter.isOwn ? .competence : .returnAbove
        act(.handler(lead), "不在街道权限内，申请上级处理。", at: later(1), isAsk: true) { _ in [.ask(ask)] }
        let number = number
        act(.leader, "上级同意。", at: later(2)) {
            [.decide(try $0.ask(number), .granted, outsideNumber: "演示转出-\(number)")]
        }
    }

    /// It came to the wrong unit, and another takes it.
    private mutating func transfer() {
        guard has(.transferred), let other = otherUnit else { return }
        act(.handler(lead), "属\(name(of: other))职责，申请转办。", at: next, isAsk: true) { _ in
            [.ask(.transfer(to: other))]
        }
        let number = number
        act(.handler(other), "同意接收。", at: next) { [.decide(try $0.ask(number), .granted)] }
        lead = other
        assisting.removeAll { $0 == other }
    }

    /// A unit that could have it as well.
    private var otherUnit: Code? {
        let units: [Code] = [
            .demo("municipal-centre"), .demo("enforcement-team"), .demo("construction-office"),
        ]
        return units.first { $0 != lead && !assisting.contains($0) }
    }

    private func name(of unit: Code) -> String {
        world.catalog.unit(unit, on: world.zone.day(of: now))?.name.zh ?? unit.rawValue
    }

    private mutating func askForSuspension(for cause: Pause.Cause) {
        act(.handler(lead), "需等待上级规划确定，申请挂账。", at: later(1), isAsk: true) { _ in
            [.ask(.suspension(cause))]
        }
        let number = number
        act(.leader, "同意挂账，每月报告进展。", at: next) { [.decide(try $0.ask(number), .granted)] }
    }

    private mutating func suspend() {
        askForSuspension(for: chance.happens(500) ? .suspension : .awaitingParty)
        act(.clerk, "条件已经具备，恢复办理。", at: later(days: 10 + chance.below(25)), .resume)
        wanted = later(1 + chance.below(2))
    }

    private var limitExtension: DeadlineRuleEntry.Extension? { limit?.extension }

    private mutating func ask(at time: Instant, _ note: String, extending more: DeadlineRuleEntry.Extension?)
    {
        guard let more, let length = try? DeadlineRule.Extension(max(1, more.count / 2), .init(more.unit))
        else {
            return
        }
        act(.handler(lead), note, at: time, isAsk: true) { _ in [.ask(.longer(length))] }
    }

    private mutating func extend() {
        guard let more = limitExtension, matter.rule.clocks.handling != nil, limitDays > 3 else { return }
        ask(
            at: between(40, until: now.advanced(byMilliseconds: Int64(limitDays) * 86_400_000)),
            "情况需要进一步核实，申请延期。",
            extending: more
        )
        let number = number
        act(.leader, "同意延期。", at: next) { [.decide(try $0.ask(number), .granted)] }
        wanted = later(days: limitDays * 7 / 10 + 1)
    }

    private mutating func urge() {
        act(.reporter(number), "请尽快处理。", at: max(soon(minutes: 60), between(60, until: wanted ?? now)), .urge)
    }

    private mutating func supervise() {
        let time = next
        let until = world.zone.day(of: time.advanced(byMilliseconds: 30 * 86_400_000))
        act(.clerk, "重点事项，发函督办。", at: time, .supervise(outsideNumber: nil, until: until))
        act(.clerk, "承办单位已书面说明原因和措施。", at: later(2), .answerSupervision)
    }

    private mutating func progress() {
        let time = wanted.map { between(40, until: $0) } ?? later(1)
        act(.handler(lead), "已到现场查看，正在办理。", at: time, .progress(points: [], isForReporter: true))
    }

    private mutating func assist(_ unit: Code) {
        let time = wanted.map { between(70, until: $0) } ?? later(1)
        act(.handler(unit), "已派人到场配合。", at: time, .assist(unit: unit))
    }

    /// Another unit has a part of it, which is done and struck off first.
    private mutating func handlePart() {
        guard matter.isOwn, let other = otherUnit else { return }
        let part = split("请清理现场周边，并报结果。\(Self.label)", to: other, at: next)
        act(.handler(other), on: part, "周边已清理。\(Self.label)", at: later(1)) { _ in
            [.handle(points: [1], isForReporter: true)]
        }
        act(.verifier, on: part, "现场核查，情况属实。", at: next) { _ in [.verify(isOnSite: true), .strikeOff] }
    }
}

extension MatterKind.Step {
    /// Whether a clock of its own runs from the beginning.
    var hasOwnClock: Bool {
        switch clock?.from {
        case .reported, .filed, .dispatched: true
        case .step, nil: false
        }
    }
}
