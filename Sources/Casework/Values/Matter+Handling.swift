import Ledger

// The common loop: filed, dispatched, handled, verified, struck off, reopened.
extension Matter {
    mutating func file(_ event: MatterFiled) throws(MatterRefusal) {
        try require(.reported)
        reference = event.reference
        stage = .filed
        clocks[.answer] = nil
        start(event.clocks, at: event.clocks.values.map(\.start).min() ?? origin.reportedAt)
    }

    mutating func end(_ event: MatterEnded, _ party: Party) throws(MatterRefusal) {
        switch event.outcome {
        case .declined:
            try require(.reported)
            guard party.isStaff else { throw .notStaff }
            guard origin.closing == .office else { throw .closedAbove }
        case .settled:
            try require(.reported)
            guard party.isStaff else { throw .notStaff }
            guard origin.closing == .office else { throw .closedAbove }
            guard origin.onTheSpot else { throw .notOnTheSpot }
            // Nobody but who settled it has seen it: opened again it goes the long way.
            guard tally.reopened == 0 else { throw .openedAgain }
            remember([party.actor], [party.unit].compactMap { $0 })
        case .withdrawn: try require(.reported, .filed, .dispatched, .handled)
        case .merged(let other):
            try require(.reported, .filed, .dispatched)
            guard other != id else { throw .itself }
        case .closedAtSource: try require(.reported)
        case .struckOff, .passedOn: throw .stage(stage.name)
        }
        try requireNoParts()
        if event.outcome != .withdrawn {
            try requireLetterAnswered()
        } else if clocks[.supervision] != nil {
            // Nobody keeps a reporter from withdrawing; that a letter ends with it stays to be seen.
            tally.lapsed += 1
        }
        close(event.outcome, lead: event.outcome == .closedAtSource ? event.lead : stage.lead)
    }

    mutating func dispatch(_ event: MatterDispatched, _ time: Instant) throws(MatterRefusal) {
        try require(.filed)
        try requireSteps(before: .dispatch)
        // What is asked above about where it belongs is decided first; a hand-over goes on meanwhile.
        try requireDecided()
        guard !event.assisting.contains(event.lead) else { throw .leadAssists(event.lead) }
        stage = .dispatched(lead: event.lead)
        (assisting, assisted, person) = (event.assisting, [], nil)
        clocks[.dispatch] = nil
        start(event.clocks, at: time)
    }

    mutating func assign(_ event: MatterAssigned, _ party: Party) throws(MatterRefusal) {
        try require(.dispatched)
        try requireLead(party.unit)
        guard event.person != person else { throw .nothingChanges }
        person = event.person
    }

    func requireLead(_ unit: Code?) throws(MatterRefusal) {
        guard let lead = stage.lead, unit == lead else { throw .notLead(stage.lead ?? origin.line) }
    }

    mutating func work(
        _ event: MatterWorked,
        _ party: Party,
        _ time: Instant
    ) throws(MatterRefusal) {
        try require(.dispatched)
        for point in event.points {
            guard answered.indices.contains(point - 1) else { throw .noPoint(point) }
            answered[point - 1] = true
        }
        switch event.part {
        case .progress: try requireLead(event.unit)
        case .assistance:
            guard assisting.contains(event.unit), !assisted.contains(event.unit) else {
                throw .notAssisting
            }
            assisted.append(event.unit)
        case .whole:
            try requireLead(event.unit)
            guard suspended == nil else { throw .suspended }
            try requireDecided()
            let open = answered.indices.filter { !answered[$0] }.map { $0 + 1 }
            guard open.isEmpty else { throw .unanswered(open) }
            try requireNoParts()
            try requireSteps(before: .handled)
            stage = .handled(lead: event.unit)
            asks.removeAll { $0.ask.sort == .extension || $0.ask.sort == .suspension }
            clocks[.handling] = nil
            start(event.clocks, at: time)
        }
        remember([party.actor], [event.unit])
    }

    mutating func verify(
        _ event: MatterVerified,
        _ party: Party,
        _ time: Instant
    ) throws(MatterRefusal) {
        try require(.handled)
        try requireIndependent(party)
        guard let lead = stage.lead else { throw .stage(stage.name) }
        clocks[.verification] = nil
        if event.isDone {
            try requireSteps(before: .verified)
            stage = .verified(lead: lead)
        } else {
            sendBack(to: lead)
            start(event.clocks, at: time)
        }
    }

    mutating func sendBack(to lead: Code) {
        stage = .dispatched(lead: lead)
        answered = answered.map { _ in false }
        tally.sentBack += 1
    }

    mutating func strikeOff(_ party: Party) throws(MatterRefusal) {
        try require(.verified)
        guard origin.closing == .office else { throw .closedAbove }
        try requireIndependent(party)
        try requireSteps(before: .struckOff)
        try requireNoParts()
        try requireLetterAnswered()
        close(.struckOff, lead: stage.lead)
    }

    mutating func reopen(_ event: MatterReopened, _ time: Instant) throws(MatterRefusal) {
        guard case .closed(let outcome, _) = stage else { throw .stage(stage.name) }
        switch outcome {
        case .struckOff, .settled, .declined, .closedAtSource: break
        case .withdrawn, .merged, .passedOn: throw .ended(outcome.name)
        }
        stage = reference == nil ? .reported : .filed
        answered = answered.map { _ in false }
        rating = nil
        tally.reopened += 1
        start(event.clocks, at: time)
    }
}
