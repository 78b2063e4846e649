package import Ledger

extension Matter {
    /// The matter that a report makes.
    package init(_ event: MatterReported, id: ID, at time: Instant) {
        self.init(
            id: id,
            origin: event.origin,
            place: event.place,
            stage: .reported,
            answered: Array(repeating: false, count: event.points),
            steps: event.steps
        )
        start(event.clocks, at: time)
        revision = 1
    }

    /// The matter as it stands once `event` is in the ledger.
    ///
    /// - Parameters:
    ///   - party: Who does it, for which unit.
    ///   - entry: The entry that holds it.
    ///   - time: The entry's.
    package func applying(
        _ event: MatterEvent,
        by party: Party,
        entry: Entry.ID,
        at time: Instant
    ) throws(MatterRefusal) -> Matter {
        var next = self
        switch event {
        case .filed(let event): try next.file(event)
        case .ended(let event): try next.end(event, party)
        case .dispatched(let event): try next.dispatch(event, time)
        case .assigned(let event): try next.assign(event, party)
        case .worked(let event): try next.work(event, party, time)
        case .verified(let event): try next.verify(event, party, time)
        case .struckOff: try next.strikeOff(party)
        case .reopened(let event): try next.reopen(event, time)
        case .asked(let event): try next.open(event.ask, party, entry)
        case .decided(let event): try next.decide(event, party, time)
        case .resumed(let event): try next.resume(event, time)
        case .supervised(let event): try next.supervise(event, time)
        case .linked(let event): try next.link(event, time)
        case .urged(let event): try next.urge(event)
        case .rated(let event): try next.rate(event)
        case .planned(let event): try next.plan(event)
        case .noted: break
        case .corrected(let event): try next.correct(event)
        case .stepTaken(let event): try next.take(event, entry, time)
        case .clockPassed(let event): try next.pass(event, time)
        case .recounted(let event): try next.recount(event, time)
        }
        if let raised = next.raised, party.isStaff || next.clocks[raised.clock] == nil { next.raised = nil }
        next.revision += 1
        return next
    }

    /// Keeps which facts of an entry count it, so that they can be taken back.
    package func counting(_ facts: [Fact], of entry: Entry.ID) -> Matter {
        var next = self
        for (ordinal, fact) in facts.enumerated() {
            if let id = fact.reverses { next.standing.removeAll { $0.fact == id } }
            if fact.reverses == nil, fact.measure.isRemembered {
                next.standing.append(Standing(fact.measure, Fact.ID(entry: entry, ordinal: ordinal)))
            }
        }
        return next
    }

    /// When the next clock comes to its next mark.
    package var nextMark: (clock: Clock, mark: Int, at: Instant)? {
        clocks.compactMap { clock, running in running.next.map { (clock, $0.mark, $0.at) } }
            .min { ($0.2, $0.0) < ($1.2, $1.0) }
            .map { (clock: $0.0, mark: $0.1, at: $0.2) }
    }
}

// What several of them need.
extension Matter {
    func requireOpen() throws(MatterRefusal) {
        if case .closed(let outcome, _) = stage { throw .ended(outcome.name) }
    }

    func require(_ stages: Stage.Name...) throws(MatterRefusal) {
        try requireOpen()
        guard stages.contains(stage.name) else { throw .stage(stage.name) }
    }

    func requireSteps(before gate: Step.Gate) throws(MatterRefusal) {
        let missing = steps.filter { $0.before == gate && $0.isRequired && $0.taken == nil }
        guard missing.isEmpty else { throw .stepsFirst(missing.map(\.code)) }
    }

    /// Nothing is asked by which it may leave the unit, or the office.
    func requireDecided() throws(MatterRefusal) {
        let holding = asks.map(\.ask.sort).filter(\.holdsHandling)
        guard holding.isEmpty else { throw .undecided(holding) }
    }

    func requireNoParts() throws(MatterRefusal) {
        guard openParts.isEmpty else { throw .partsOpen(openParts) }
    }

    /// Whoever watches over it has had his answer.
    func requireLetterAnswered() throws(MatterRefusal) {
        guard clocks[.supervision] == nil else { throw .letterUnanswered }
    }

    /// Whoever verifies or strikes off has not handled it nor is in charge of it, and is not of a unit that has or assists.
    func requireIndependent(_ party: Party) throws(MatterRefusal) {
        guard party.isStaff else { throw .notStaff }
        guard !sharers.contains(party.actor) else { throw .hasHandled }
        guard let unit = party.unit else { throw .noUnit }
        guard !sharingUnits.contains(unit) else { throw .unitHasHandled(unit) }
    }

    /// Everybody who has handled it or a part of it, and whoever is in charge of it.
    package var sharers: [Actor] {
        handlers + [person].compactMap { $0 }.filter { !handlers.contains($0) }
    }

    /// Every unit that has handled it or a part of it, leads it or assists.
    package var sharingUnits: [Code] {
        var units = handlingUnits
        for unit in [stage.lead].compactMap({ $0 }) + assisting where !units.contains(unit) {
            units.append(unit)
        }
        return units
    }

    /// They have handled it, themselves or a part of it: none of them verifies it any more.
    mutating func remember(_ actors: [Actor], _ units: [Code]) {
        for actor in actors where !handlers.contains(actor) { handlers.append(actor) }
        for unit in units where !handlingUnits.contains(unit) { handlingUnits.append(unit) }
    }

    mutating func start(_ terms: [Clock: Term], at time: Instant) {
        for (clock, term) in terms {
            var running = Running(term)
            if let due = term.due {
                if let warning = term.warning, warning <= time { running.passed = 1 }
                // Late already, and it was said: to move a limit that stays behind counts nothing twice.
                if due.instant < time, let before = clocks[clock], before.isOverdue {
                    running.passed = max(2, before.passed)
                }
            } else if let before = clocks[clock] {
                running.passed = before.passed
            }
            clocks[clock] = running
        }
    }

    mutating func close(_ outcome: Outcome, lead: Code?) {
        stage = .closed(outcome, lead: lead)
        clocks = [:]
        asks = []
        suspended = nil
    }
}
