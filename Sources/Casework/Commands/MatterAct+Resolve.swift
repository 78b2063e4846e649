import Administration
import Catalog
import Identity
import Ledger
import Registers
import Storage
import WorkingTime

extension Recorder {
    /// The event that an act comes to, if whoever acts may do it.
    ///
    /// - Throws: `StaffError.notAllowed`, or `MatterError`.
    func resolve(_ act: MatterAct, on matter: Matter, _ rules: MatterRules) throws -> MatterEvent {
        let day = rules.zone.day(of: time)
        let unit = try permit(act, on: matter, rules)
        let kind = rules.catalog.matterKind(matter.origin.kind)
        switch act {
        case .file: return .filed(try filing(matter, kind, unit, rules))
        case .decline: return .ended(MatterEnded(.declined, day: day, unit: unit))
        case .settle(let files):
            return .ended(MatterEnded(.settled, day: day, unit: unit, attachments: files.numbered))
        case .withdraw: return .ended(MatterEnded(.withdrawn, day: day, unit: unit))
        case .merge(let main): return .ended(MatterEnded(.merged(into: main), day: day, unit: unit))
        case .closeAtSource(let isInTime, let closed):
            guard closed <= day else { throw MatterError.time }
            return .ended(MatterEnded(.closedAtSource, day: closed, unit: unit, isInTime: isInTime))
        case .dispatch(let lead, let assisting):
            return .dispatched(try dispatch(matter, kind, lead, assisting, unit, rules))
        case .assign(let person):
            try requireStaff(person, on: day)
            return .assigned(MatterAssigned(person: person, unit: unit))
        case .progress(let points, let tells, let files):
            return .worked(try work(.progress, matter, unit, points, tells, files, [:], day))
        case .assist(_, let files):
            return .worked(try work(.assistance, matter, unit, [], false, files, [:], day))
        case .handle(let points, let tells, let files):
            var clocks: [Clock: Term] = [:]
            if let rule = kind?.clocks.verification {
                clocks[.verification] = try rules.term(rule, of: kind, from: time, now: time)
            }
            // Whoever reports the whole of a matter with one point has answered that point.
            let all = matter.answered.count == 1 ? [1] : points
            return .worked(try work(.whole, matter, unit, all, tells, files, clocks, day))
        case .verify(let isOnSite, let files):
            return .verified(
                MatterVerified(
                    isDone: true,
                    isOnSite: isOnSite,
                    unit: unit,
                    day: day,
                    attachments: files.numbered
                )
            )
        case .sendBack(let isOnSite, let files):
            return .verified(
                MatterVerified(
                    isDone: false,
                    isOnSite: isOnSite,
                    unit: unit,
                    day: day,
                    clocks: try again(matter, kind, rules),
                    attachments: files.numbered
                )
            )
        case .strikeOff: return .struckOff(MatterStruckOff(unit: unit, day: day))
        case .reopen:
            let start: MatterKind.StepClock.Start = matter.reference == nil ? .reported : .filed
            let clocks =
                try kind.map {
                    try rules.clocks(
                        of: $0,
                        category: matter.place.category,
                        startingAt: start,
                        from: time,
                        now: time
                    )
                } ?? [:]
            return .reopened(MatterReopened(unit: unit, day: day, clocks: clocks.loop))
        case .ask(let ask):
            try check(ask, matter, kind, rules)
            return .asked(MatterAsked(ask, unit: unit))
        case .decide(let id, let ruling, let lead, let number):
            return .decided(try decision(id, ruling, lead, number, matter, kind, unit, rules))
        case .resume:
            var clocks: [Clock: Term] = [:]
            if let term = matter.clocks[.handling]?.term {
                clocks[.handling] = rules.term(term, pausedFor: nil, of: kind, now: time)
            }
            return .resumed(MatterResumed(unit: unit, clocks: clocks))
        case .supervise(let number, let until):
            guard until >= day else { throw MatterError.time }
            return .supervised(
                MatterSupervised(
                    isAnswered: false,
                    outsideNumber: try OutsideNumber.checked(number),
                    unit: unit,
                    clocks: [.supervision: rules.term(until: until, from: time)]
                )
            )
        case .answerSupervision:
            return .supervised(
                MatterSupervised(isAnswered: true, outsideNumber: nil, unit: unit, clocks: [:])
            )
        case .markRelapse(let earlier):
            try requireRelapse(of: try visible(earlier, rules), matter)
            return .linked(MatterLinked(.relapseOf, earlier, day: day, unit: unit))
        case .urge: return .urged(MatterUrged(day: day, unit: unit))
        case .rate(let answer): return .rated(MatterRated(answer, day: day, unit: unit))
        case .plan(let person, let leader):
            for member in [person, leader].compactMap({ $0 }) { try requireStaff(member, on: day) }
            return .planned(MatterPlanned(person: person, leader: leader, unit: unit))
        case .note(let isForReporter, let files):
            return .noted(MatterNoted(isForReporter: isForReporter, unit: unit, attachments: files.numbered))
        case .correct(let place):
            guard let kind else { throw MatterError.unknownKind(matter.origin.kind) }
            try rules.check(place, of: kind)
            return .corrected(MatterCorrected(place: place, unit: unit))
        case .takeStep(let step, let number, let files):
            let clocks =
                try kind.map {
                    try rules.clocks(of: $0, startingAt: .step(step), from: time, now: time)
                } ?? [:]
            return .stepTaken(
                MatterStepTaken(
                    step,
                    day: day,
                    unit: unit,
                    number: try OutsideNumber.checked(number),
                    clocks: clocks,
                    attachments: files.numbered
                )
            )
        }
    }

    private func filing(
        _ matter: Matter,
        _ kind: MatterKind?,
        _ unit: Code?,
        _ rules: MatterRules
    ) throws -> MatterFiled {
        guard let kind else { throw MatterError.unknownKind(matter.origin.kind) }
        let day = rules.zone.day(of: time)
        let first = Matter.Reference(word: kind.series, year: day.year, number: 1)
        let number = try ReferenceCounter.next(in: first.series, reader)
        return MatterFiled(
            reference: Matter.Reference(word: kind.series, year: day.year, number: number),
            day: day,
            unit: unit,
            clocks: try started(.filed, matter, kind, rules)
        )
    }

    private func dispatch(
        _ matter: Matter,
        _ kind: MatterKind?,
        _ lead: Code?,
        _ assisting: [Code],
        _ unit: Code?,
        _ rules: MatterRules
    ) throws -> MatterDispatched {
        guard let kind else { throw MatterError.unknownKind(matter.origin.kind) }
        let day = rules.zone.day(of: time)
        var (chosen, others) = (lead, assisting)
        if chosen == nil {
            let route = rules.catalog.route(
                for: kind,
                category: matter.place.category,
                community: matter.place.community,
                on: day
            )
            chosen = route?.lead
            if others.isEmpty { others = route?.assisting ?? [] }
        }
        guard let chosen else { throw MatterError.noRoute }
        for code in [chosen] + others where rules.catalog.unit(code, on: day) == nil {
            throw MatterError.unknownUnit(code)
        }
        return MatterDispatched(
            lead: chosen,
            assisting: others,
            clocks: try started(.dispatched, matter, kind, rules),
            unit: unit
        )
    }

    private func work(
        _ part: MatterWorked.Part,
        _ matter: Matter,
        _ unit: Code?,
        _ points: [Int],
        _ isForReporter: Bool,
        _ files: [Attachment],
        _ clocks: [Clock: Term],
        _ day: LocalDay
    ) throws -> MatterWorked {
        guard let unit else { throw MatterError.refused(matter.id, .stage(matter.stage.name)) }
        return MatterWorked(
            part,
            unit: unit,
            points: points,
            day: day,
            clocks: clocks,
            isForReporter: isForReporter,
            attachments: files.numbered
        )
    }

    /// The clock of handling once more, for what is sent back.
    func again(
        _ matter: Matter,
        _ kind: MatterKind?,
        _ rules: MatterRules
    ) throws -> [Clock: Term] {
        let day = rules.zone.day(of: time)
        guard let kind,
            let rule = rules.catalog.handlingRule(of: kind, category: matter.place.category, on: day)
        else { return [:] }
        return [.handling: try rules.term(rule.code, of: kind, from: time, now: time)]
    }

    private func check(
        _ ask: Ask,
        _ matter: Matter,
        _ kind: MatterKind?,
        _ rules: MatterRules
    ) throws {
        switch ask {
        case .longer(let more):
            guard case .rule(let code, let limit, _, _, _)? = matter.clocks[.handling]?.term.basis,
                let allowed = rules.catalog.deadlineRule(code)?.extension
            else { throw MatterError.longerThanAllowed(most: 0) }
            // What the clock was extended by before counts with it.
            let left = max(0, allowed.count - limit.extensions.reduce(0) { $0 + $1.count })
            guard DeadlineRule.Extension.Unit(allowed.unit) == more.unit, more.count <= left else {
                throw MatterError.longerThanAllowed(most: left)
            }
        case .transfer(let unit):
            guard rules.catalog.unit(unit, on: rules.zone.day(of: time)) != nil else {
                throw MatterError.unknownUnit(unit)
            }
        case .handover(let leader): try requireStaff(leader, on: rules.zone.day(of: time))
        case .suspension, .returnAbove, .passUp, .competence, .closing: break
        }
    }

    private func decision(
        _ id: Entry.ID,
        _ ruling: MatterDecided.Ruling,
        _ lead: Code?,
        _ number: String?,
        _ matter: Matter,
        _ kind: MatterKind?,
        _ unit: Code?,
        _ rules: MatterRules
    ) throws -> MatterDecided {
        var clocks: [Clock: Term] = [:]
        let ask = matter.asks.first { $0.id == id }?.ask
        let handling = matter.clocks[.handling]?.term
        switch (ask, ruling) {
        case (.longer(let more), .granted):
            if let handling {
                clocks[.handling] = rules.term(handling, extendedBy: more, of: kind, now: time)
            }
        case (.suspension(let cause), .granted):
            if let handling {
                clocks[.handling] = rules.term(handling, pausedFor: cause, of: kind, now: time)
            }
        case (.closing, .refused): clocks = try again(matter, kind, rules)
        case (_, .granted), (_, .refused), (_, .dropped): break
        }
        if let lead, rules.catalog.unit(lead, on: rules.zone.day(of: time)) == nil {
            throw MatterError.unknownUnit(lead)
        }
        let outsideNumber = try OutsideNumber.checked(number)
        guard outsideNumber != nil || !matter.isDecidedAbove(id, ruling) else {
            throw MatterError.empty(.outsideNumber)
        }
        return MatterDecided(
            id,
            ruling,
            unit: unit,
            day: rules.zone.day(of: time),
            outsideNumber: outsideNumber,
            lead: lead,
            clocks: clocks
        )
    }

    /// The clocks that start when it is filed or dispatched; a task has none of its kind's steps.
    private func started(
        _ moment: MatterKind.StepClock.Start,
        _ matter: Matter,
        _ kind: MatterKind,
        _ rules: MatterRules
    ) throws -> [Clock: Term] {
        let clocks = try rules.clocks(
            of: kind,
            category: matter.place.category,
            startingAt: moment,
            from: time,
            now: time
        )
        return matter.origin.parent == nil ? clocks : clocks.loop
    }

    /// It was reported after the earlier one was closed, within the days that the earlier one's kind counts.
    private func requireRelapse(of earlier: Matter, _ matter: Matter) throws {
        guard let days = earlier.origin.relapseDays else { throw MatterError.noRelapse(days: nil) }
        // One that is open is refused for that by its own state.
        guard let closed = try Matters.closingDay(of: earlier.id, reader) else { return }
        let after = matter.origin.reportedOn.daysSince1970 - closed.daysSince1970
        guard (0...Int64(days)).contains(after) else { throw MatterError.noRelapse(days: days) }
    }

    private func requireStaff(_ actor: Actor, on day: LocalDay) throws {
        guard let id = Staff.ID(actor), let member = try StaffDirectory.member(id, reader),
            member.isActive(on: day)
        else { throw MatterError.unknownStaff(actor) }
    }
}

extension [Clock: Term] {
    /// Without those of steps, which were taken or not, and do not start anew.
    fileprivate var loop: Self { filter { if case .step = $0.key { false } else { true } } }
}
