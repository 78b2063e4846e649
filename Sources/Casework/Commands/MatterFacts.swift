import Ledger
import Storage

/// What an event adds to the count.
struct MatterFacts {
    /// Nil where it is being reported.
    let before: Matter?
    let after: Matter
    let time: Instant
    let zone: Zone

    func facts(of event: MatterEvent, _ reader: Reader) throws -> [Fact] {
        let facts = try all(of: event, reader)
        return after.origin.parent == nil ? facts : facts.filter(\.measure.isOfTasks)
    }

    private func all(of event: MatterEvent, _ reader: Reader) throws -> [Fact] {
        switch event {
        case .filed(let event): return [fact(.matterFiled, event.day)]
        case .ended(let event):
            let tags: Set<Code> = event.isInTime.map { [$0 ? .inTime : .late] } ?? []
            return closing(event.day, tags)
        case .struckOff(let event): return closing(event.day)
        case .worked(let event):
            guard event.part == .whole else { return [] }
            let late = before?.clocks[.handling].flatMap(\.term.due).map { ($0.instant < time) }
            let tags: Set<Code> = late.map { [$0 ? .late : .inTime] } ?? []
            return [fact(.matterHandled, event.day, tags)]
        case .verified(let event): return event.isDone ? [] : [fact(.matterSentBack, event.day)]
        case .reopened(let event):
            return [fact(.matterReopened, event.day)] + (try takenBack(on: event.day, reader))
        case .decided(let event):
            if after.stage.outcome != nil { return closing(event.day) }
            guard event.decision == .granted else {
                let isBack = after.tally.sentBack > (before?.tally.sentBack ?? 0)
                return isBack ? [fact(.matterSentBack, event.day)] : []
            }
            let isLonger = after.tally.extended > (before?.tally.extended ?? 0)
            return isLonger ? [fact(.matterExtended, event.day)] : []
        case .linked(let event):
            return event.link == .relapsed ? [fact(.matterRelapsed, event.day)] : []
        case .urged(let event): return [fact(.matterUrged, event.day)]
        case .rated(let event):
            return [fact(.matterRated, event.day, [Code(tag: "answer", event.answer.rawValue)])]
        case .clockPassed(let event):
            guard event.mark == 2 else { return [] }
            let name = if case .step = event.clock { "step" } else { event.clock.rawValue }
            return [fact(.matterOverdue, event.day, [Code(tag: "clock", name)])]
        case .corrected: return try moved(reader)
        case .dispatched, .assigned, .asked, .resumed, .supervised, .planned, .noted, .stepTaken,
            .recounted:
            return []
        }
    }

    /// Of the report itself; a task was not reported by anybody.
    var reported: [Fact] {
        after.origin.parent == nil ? [fact(.matterReported, after.origin.reportedOn)] : []
    }

    private func closing(_ day: LocalDay, _ tags: Set<Code> = []) -> [Fact] {
        guard let outcome = after.stage.outcome else { return [] }
        // A fact of nothing would count no matter.
        let minutes = max(1, (time.rawValue - after.origin.reportedAt.rawValue) / 60_000)
        let closed = fact(.matter(outcome.name), day, tags)
        switch outcome {
        case .struckOff, .settled: return [closed, fact(.matterDuration, day, quantity: minutes, .minute)]
        case .declined, .withdrawn, .merged, .passedOn, .closedAtSource: return [closed]
        }
    }

    /// What counted its end counts no more from that day; earlier periods stand.
    private func takenBack(on day: LocalDay, _ reader: Reader) throws -> [Fact] {
        try (before?.standing ?? []).filter(\.measure.isClosing).map { standing in
            try original(standing, reader).reversed(standing.fact, on: day)
        }
    }

    /// What counted it in one place counts in the other, on the original days.
    private func moved(_ reader: Reader) throws -> [Fact] {
        try (before?.standing ?? []).flatMap { standing in
            let old = try original(standing, reader)
            let kept = Set(old.tags).filter { !$0.rawValue.hasPrefix("category:") }
            return [
                old.reversed(standing.fact, on: old.day, tags: [.corrected]),
                Fact(
                    old.measure,
                    on: old.day,
                    quantity: old.quantity,
                    unit: old.unit,
                    community: after.place.community,
                    office: old.office,
                    object: old.object,
                    tags: kept.union(categoryTags).union([.corrected])
                ),
            ]
        }
    }

    private func original(_ standing: Matter.Standing, _ reader: Reader) throws -> Fact {
        guard let fact = try FactStore.fact(standing.fact, reader) else {
            throw StorageError.damaged(
                "matter \(after.id) is counted by fact \(standing.fact), which is not there"
            )
        }
        return fact
    }

    private var categoryTags: Set<Code> {
        after.place.category.map { [Code(tag: "category", $0.rawValue)] } ?? []
    }

    private func fact(
        _ measure: Measure,
        _ day: LocalDay,
        _ tags: Set<Code> = [],
        quantity: Int64 = 1,
        _ unit: Unit = .item
    ) -> Fact {
        Fact(
            measure,
            on: day,
            quantity: quantity,
            unit: unit,
            community: after.place.community,
            office: after.stage.lead ?? before?.stage.lead,
            // What is done about a task is done about its matter.
            object: Code(rawValue: "matter:\(after.origin.parent ?? after.id)"),
            tags: tags.union(categoryTags).union(after.origin.parent == nil ? [] : [.task]).union([
                Code(tag: "kind", after.origin.kind.rawValue),
                Code(tag: "source", after.origin.source.rawValue),
            ])
        )
    }
}

extension Code {
    static let inTime = Code(tag: "in-time", nil)
    static let late = Code(tag: "late", nil)
    /// Of a task that was split off the matter.
    static let task = Code(tag: "task", nil)

    /// `kind:report`, cut to what a code can hold.
    fileprivate init(tag name: String, _ value: String?) {
        let text = String((value.map { "\(name):\($0)" } ?? name).prefix(64))
        guard let code = Code(rawValue: text) else { preconditionFailure("\(text) is no tag.") }
        self = code
    }
}

extension Recorder {
    /// Records that something happens to a matter, with its facts.
    ///
    /// - Throws: `MatterError.refused` where it cannot happen as the matter stands.
    /// - Returns: The matter as it stands then.
    func change(
        _ matter: Matter,
        _ event: MatterEvent,
        note: SealedText?,
        answers: [SealedText] = [],
        in zone: Zone
    ) throws -> Matter {
        let party = Party(order.actor, unit: event.unit)
        let after: Matter
        do {
            after = try matter.applying(event, by: party, entry: next, at: time)
        } catch { throw MatterError.refused(matter.id, error) }
        let facts = try MatterFacts(before: matter, after: after, time: time, zone: zone)
            .facts(of: event, reader)
        let entry = try record(
            event.event,
            about: Matter.subject(matter.id),
            facts: facts,
            sealed: (note.map { [$0] } ?? []) + answers
        )
        return after.counting(facts, of: entry.id)
    }
}
