import Casework
import Catalog
import Ledger
import Storage

// What was done, as the entries say it, and not as the matter stands today.
extension ReporterView {
    /// All that its reporter sees of what happened, in its order.
    func course(_ reader: Reader) throws -> [FollowPage.Step] {
        try Matters.history(of: matter.id, reader).compactMap { line in
            guard let label = try label(line, reader) else { return nil }
            return FollowPage.Step(
                label: label,
                time: office.zone.clock(of: line.at),
                note: line.isForReporter ? line.note : nil
            )
        }
    }

    /// Nil where it is the office's own business, and where its entry was redacted.
    private func label(_ line: HistoryLine, _ reader: Reader) throws -> String? {
        func read<E: Event>(_: E.Type) throws -> E? {
            try EntryStore.entry(line.entry, reader).flatMap { try? E($0) }
        }
        switch line.kind {
        case MatterReported.kind: return say(.eventReported)
        case MatterFiled.kind: return try read(MatterFiled.self).map { say(.eventFiled, "\($0.reference)") }
        case MatterEnded.kind: return try read(MatterEnded.self).map { say($0.outcome.eventWord) }
        case MatterStruckOff.kind: return say(.eventStruckOff)
        case MatterReopened.kind: return say(.eventReopened)
        case MatterUrged.kind: return say(.eventUrged)
        case MatterRated.kind: return try read(MatterRated.self).map { say($0.answer.eventWord) }
        case MatterNoted.kind:
            guard line.isForReporter else { return nil }
            return say(line.party.actor == .reporter(of: matter.id) ? .eventAdded : .eventNoted)
        case MatterWorked.kind: return try read(MatterWorked.self).flatMap { label($0) }
        case MatterDecided.kind: return try read(MatterDecided.self).flatMap { try label($0, reader) }
        case MatterClockPassed.kind: return try read(MatterClockPassed.self).flatMap { label($0) }
        case MatterStepTaken.kind:
            guard sees(.steps) else { return nil }
            return try read(MatterStepTaken.self).map {
                office.stepName($0.step, of: matter.origin.kind, language)
            }
        case _ where !sees(.course): return nil
        case MatterDispatched.kind:
            return try read(MatterDispatched.self).map { say(.eventDispatched, unit($0.lead)) }
        case MatterVerified.kind:
            return try read(MatterVerified.self).map { say($0.isDone ? .eventVerified : .eventSentBack) }
        case MatterResumed.kind: return say(.eventResumed)
        default: return nil
        }
    }

    private func label(_ event: MatterWorked) -> String? {
        guard sees(.course) || event.isForReporter else { return nil }
        let isWhole = event.part == .whole && sees(.course)
        return say(isWhole ? .eventHandled : .eventWorked, unit(event.unit))
    }

    /// What was asked is the office's business; what was granted changes what its reporter may expect.
    private func label(_ event: MatterDecided, _ reader: Reader) throws -> String? {
        guard let entry = try EntryStore.entry(event.ask, reader), let asked = try? MatterAsked(entry) else {
            return nil
        }
        let isGranted = event.decision == .granted
        switch asked.ask {
        case .closing:
            if isGranted { return say(.eventClosedAbove) }
            return sees(.course) && event.decision == .refused ? say(.eventNotClosedAbove) : nil
        case .returnAbove, .passUp: return isGranted ? say(.eventPassedOn) : nil
        case .competence:
            guard isGranted else { return nil }
            guard let lead = event.lead else { return say(.eventPassedOn) }
            return sees(.course) ? say(.eventDispatched, unit(lead)) : nil
        case .longer:
            guard isGranted, sees(.deadline) else { return nil }
            guard let due = event.clocks[.handling]?.due else { return say(.eventLonger) }
            return say(.eventLongerUntil, office.zone.clock(of: due.instant))
        case .suspension: return isGranted && sees(.course) ? say(.eventSuspended) : nil
        case .transfer(let to): return isGranted && sees(.course) ? say(.eventDispatched, unit(to)) : nil
        case .handover: return nil
        }
    }

    private func label(_ event: MatterClockPassed) -> String? {
        guard sees(.deadline), event.mark >= 2 else { return nil }
        if case .step = event.clock, !sees(.steps) { return nil }
        let name = office.clockName(event.clock, of: matter.origin.kind, language)
        return event.mark == 2 ? say(.eventOverdue, name) : say(.eventEscalated)
    }
}

extension Matter.Outcome {
    fileprivate var eventWord: StreetWord {
        switch self {
        case .struckOff: .eventStruckOff
        case .settled: .eventSettled
        case .declined: .eventDeclined
        case .withdrawn: .eventWithdrawn
        case .merged: .eventMerged
        case .passedOn: .eventPassedOn
        case .closedAtSource: .eventAtSource
        }
    }
}

extension MatterRated.Answer {
    fileprivate var eventWord: StreetWord {
        switch self {
        case .satisfied: .eventSatisfied
        case .unsatisfied: .eventUnsatisfied
        case .unreached: .eventUnreached
        }
    }
}
