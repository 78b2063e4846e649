import Ledger

// What goes on around the common loop.
extension Matter {
    mutating func supervise(_ event: MatterSupervised, _ time: Instant) throws(MatterRefusal) {
        if event.isAnswered {
            guard clocks[.supervision] != nil else { throw .notSupervised }
            clocks[.supervision] = nil
            return
        }
        try requireOpen()
        guard event.clocks[.supervision] != nil else { throw .noTerm(.supervision) }
        start(event.clocks, at: time)
    }

    mutating func link(_ event: MatterLinked, _ time: Instant) throws(MatterRefusal) {
        guard event.other != id else { throw .itself }
        switch event.link {
        case .absorbed:
            try requireOpen()
            remember(event.handlers, event.handlingUnits)
            tally.merged += 1
        case .part:
            try require(.dispatched)
            guard origin.parent == nil, !openParts.contains(event.other) else { throw .nothingChanges }
            openParts.append(event.other)
        case .partClosed:
            guard openParts.contains(event.other) else { throw .notPart(event.other) }
            openParts.removeAll { $0 == event.other }
            remember(event.handlers, event.handlingUnits)
        case .partReopened:
            try requireOpen()
            guard origin.parent == nil, !openParts.contains(event.other) else { throw .nothingChanges }
            openParts.append(event.other)
            takeBack(event, time)
        case .relapseOf:
            try requireOpen()
            guard !place.isDwelling else { throw .dwelling }
            guard relapseOf == nil else { throw .nothingChanges }
            relapseOf = event.other
        case .relapsed:
            guard case .closed(let outcome, _) = stage else { throw .stage(stage.name) }
            guard outcome == .struckOff || outcome == .settled || outcome == .closedAtSource else {
                throw .ended(outcome.name)
            }
            guard !place.isDwelling else { throw .dwelling }
            tally.relapsed += 1
        }
    }

    /// What was handled with a task done is not, once that is open again.
    private mutating func takeBack(_ event: MatterLinked, _ time: Instant) {
        switch stage {
        case .handled(let lead), .verified(let lead):
            stage = .dispatched(lead: lead)
            clocks[.verification] = nil
            asks.removeAll { $0.ask.sort == .closing }
            start(event.clocks, at: time)
        case .reported, .filed, .dispatched, .closed: break
        }
    }

    mutating func urge(_ event: MatterUrged) throws(MatterRefusal) {
        try requireOpen()
        if let urgedOn, event.day <= urgedOn { throw .urgedToday }
        urgedOn = event.day
        tally.urged += 1
    }

    mutating func rate(_ event: MatterRated) throws(MatterRefusal) {
        guard case .closed(let outcome, _) = stage else { throw .stage(stage.name) }
        switch outcome {
        case .struckOff, .settled, .declined, .closedAtSource: break
        case .withdrawn, .merged, .passedOn: throw .ended(outcome.name)
        }
        // Nobody reached is no answer, and he is called again.
        guard rating == nil else { throw .nothingChanges }
        if event.answer != .unreached { rating = event.answer }
    }

    mutating func plan(_ event: MatterPlanned) throws(MatterRefusal) {
        try require(.filed, .dispatched, .handled)
        if let leader = event.leader {
            guard self.leader == nil || self.leader == leader else { throw .hasLeader }
            self.leader = leader
        }
        if let person = event.person { self.person = person }
        hasPlan = true
    }

    mutating func correct(_ event: MatterCorrected) throws(MatterRefusal) {
        guard event.place != place else { throw .nothingChanges }
        place = event.place
    }

    mutating func take(
        _ event: MatterStepTaken,
        _ entry: Entry.ID,
        _ time: Instant
    ) throws(MatterRefusal) {
        guard let place = steps.firstIndex(where: { $0.code == event.step }) else {
            throw .noStep(event.step)
        }
        guard steps[place].taken == nil else { throw .stepTaken(event.step) }
        if steps[place].before != .never { try requireOpen() }
        steps[place].taken = entry
        clocks[.step(event.step)] = nil
        start(event.clocks, at: time)
    }

    mutating func pass(_ event: MatterClockPassed, _ time: Instant) throws(MatterRefusal) {
        guard var running = clocks[event.clock], let next = running.next, next.mark == event.mark,
            next.at <= time
        else { throw .clock(event.clock) }
        running.passed = event.mark
        clocks[event.clock] = running
        if event.mark == 2 { tally.overdue += 1 }
        if event.mark > 2, raised.map({ $0.level < event.mark - 2 }) ?? true {
            // Since when nobody has acted, though it is at a higher level by now.
            raised = Raised(event.clock, level: event.mark - 2, since: raised?.since ?? next.at)
        }
    }

    mutating func recount(_ event: MatterRecounted, _ time: Instant) throws(MatterRefusal) {
        for (clock, term) in event.clocks {
            guard let running = clocks[clock], running.term == event.earlier[clock],
                running.term.isProvisional,
                term != running.term, term.start == running.term.start,
                (term.due == nil) == (running.term.due == nil)
            else { throw .clock(clock) }
            var again = Running(term, passed: running.passed)
            // What has more time again is late no more; it was warned of once.
            if let due = term.due, due.instant >= time { again.passed = min(running.passed, 1) }
            if again.passed < 3, raised?.clock == clock { raised = nil }
            clocks[clock] = again
        }
    }
}
