import Ledger
import WorkingTime

// What one asks and another decides.
extension Matter {
    mutating func open(_ ask: Ask, _ party: Party, _ entry: Entry.ID) throws(MatterRefusal) {
        guard party.isStaff else { throw .notStaff }
        switch ask {
        case .longer:
            try require(.dispatched)
            try requireLead(party.unit)
            guard suspended == nil else { throw .suspended }
            guard clocks[.handling] != nil else { throw .clock(.handling) }
        case .suspension:
            try require(.dispatched)
            try requireLead(party.unit)
            guard suspended == nil else { throw .suspended }
        case .transfer(let to):
            try require(.dispatched)
            try requireLead(party.unit)
            guard to != stage.lead else { throw .sameUnit }
        case .handover(let to):
            try requireOpen()
            guard let leader else { throw .noLeader }
            guard to != leader else { throw .nothingChanges }
        case .returnAbove:
            try require(.reported, .filed, .dispatched)
            guard origin.closing == .source else { throw .closedHere }
            if stage.lead != nil { try requireLead(party.unit) }
        case .passUp, .competence:
            try require(.reported, .filed, .dispatched)
            if stage.lead != nil { try requireLead(party.unit) }
        case .closing:
            try require(.verified)
            guard origin.closing == .source else { throw .closedHere }
            try requireSteps(before: .struckOff)
            try requireNoParts()
        }
        let open = asks.map(\.ask.sort)
        let against = open.filter { $0 == ask.sort || $0.holdsHandling && ask.sort.holdsHandling }
        guard against.isEmpty else { throw .undecided(against) }
        asks.append(OpenAsk(id: entry, ask: ask, by: party))
    }

    mutating func decide(
        _ event: MatterDecided,
        _ party: Party,
        _ time: Instant
    ) throws(MatterRefusal) {
        guard let place = asks.firstIndex(where: { $0.id == event.ask }) else { throw .noAsk(event.ask) }
        let asked = asks[place]
        if event.decision == .dropped {
            guard party.actor == asked.by.actor else { throw .notAsker }
            asks.remove(at: place)
            return
        }
        guard party.isStaff else { throw .notStaff }
        guard party.actor != asked.by.actor || asked.ask.sort.isDecidedAbove else { throw .ownAsk }
        switch asked.ask {
        case .transfer(let to): guard party.unit == to else { throw .notReceiver }
        case .handover(let to): guard party.actor == to else { throw .notReceiver }
        case .longer, .suspension, .returnAbove, .passUp, .competence, .closing: break
        }
        asks.remove(at: place)
        if event.decision == .granted {
            try grant(asked.ask, event, time)
        } else if asked.ask.sort == .closing, let lead = stage.lead {
            sendBack(to: lead)
            start(event.clocks, at: time)
        }
    }

    private mutating func grant(
        _ ask: Ask,
        _ event: MatterDecided,
        _ time: Instant
    ) throws(MatterRefusal) {
        switch ask {
        case .longer:
            guard let term = event.clocks[.handling], suspended != nil || term.due != nil else {
                throw .noTerm(.handling)
            }
            tally.extended += 1
        case .suspension(let cause):
            guard clocks[.handling] == nil || event.clocks[.handling] != nil else {
                throw .noTerm(.handling)
            }
            suspended = try? Pause(cause, from: time)
        case .transfer(let to): give(to)
        case .handover(let to): leader = to
        case .returnAbove, .passUp:
            try passOn()
            return
        case .competence:
            guard let lead = event.lead else {
                try passOn()
                return
            }
            if stage.lead != nil, lead != stage.lead { give(lead) }
        case .closing:
            try requireNoParts()
            try requireLetterAnswered()
            close(.struckOff, lead: stage.lead)
            return
        }
        // Only a resumption lets the clock run again.
        guard suspended == nil || event.clocks[.handling]?.due == nil else { throw .noTerm(.handling) }
        start(event.clocks, at: time)
    }

    private mutating func passOn() throws(MatterRefusal) {
        try requireNoParts()
        try requireLetterAnswered()
        close(.passedOn, lead: stage.lead)
    }

    private mutating func give(_ lead: Code) {
        stage = .dispatched(lead: lead)
        assisting.removeAll { $0 == lead }
        person = nil
    }

    mutating func resume(_ event: MatterResumed, _ time: Instant) throws(MatterRefusal) {
        try requireOpen()
        guard suspended != nil else { throw .notSuspended }
        suspended = nil
        if let running = clocks[.handling], running.term.due == nil, event.clocks[.handling]?.due == nil {
            throw .noTerm(.handling)
        }
        start(event.clocks, at: time)
    }
}
