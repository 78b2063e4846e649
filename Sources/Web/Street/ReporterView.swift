import Casework
import Catalog
import Ledger
import Storage

/// What whoever reported a matter sees of it, as its kind says: honest, and no more than was done.
struct ReporterView {
    let matter: Matter
    let office: Office
    let language: Language
    private let sights: Set<MatterKind.Sight>

    init(_ matter: Matter, _ office: Office, _ language: Language) {
        self.matter = matter
        self.office = office
        self.language = language
        // A kind that the catalog has no more was shown whole.
        sights = Set(office.catalog.matterKind(matter.origin.kind)?.reporterSees ?? MatterKind.Sight.allCases)
    }

    func sees(_ sight: MatterKind.Sight) -> Bool { sights.contains(sight) }

    func say(_ word: StreetWord, _ parts: String...) -> String { word.text(language, parts) }

    /// The unit's name, or that there is one.
    func unit(_ code: Code?) -> String {
        guard let code, sees(.unit) else { return say(.someUnit) }
        return office.unitName(code, language)
    }

    /// How it stands.
    var state: String {
        switch matter.stage {
        case .reported: return say(.stateReported)
        case .filed: return say(.stateFiled)
        case .dispatched, .handled, .verified:
            if matter.suspended != nil, sees(.course) { return say(.stateSuspended) }
            guard sees(.course) else { return say(.stateUnderWay) }
        case .closed: break
        }
        switch matter.stage {
        case .reported, .filed: return ""
        case .dispatched(let lead): return say(.stateDispatched, unit(lead))
        case .handled: return say(.stateHandled)
        case .verified: return say(.stateVerified)
        case .closed(let outcome, _): return say(outcome.publicWord)
        }
    }

    /// How the matter stands into which it was merged, and so on; nil where it was not.
    func mergedState(_ reader: Reader) throws -> String? {
        var next = matter
        // They are merged into open ones only, so there is an end; the limit is for a store that says otherwise.
        for _ in 0..<20 {
            guard case .merged(let other)? = next.stage.outcome,
                let found = try Matters.state(other, reader)
            else { break }
            next = found
        }
        return next.id == matter.id ? nil : ReporterView(next, office, language).state
    }

    /// The next moment by which something has to be done.
    var due: Instant? {
        guard sees(.deadline) else { return nil }
        return matter.clocks.filter { clock, _ in
            if case .step = clock { sees(.steps) } else { true }
        }.values.compactMap { $0.term.due?.instant }.min()
    }

    /// The community, the address and whether it is inside a home, as they were given or corrected.
    func place(_ words: ReportWords?) -> String? {
        var parts = [matter.place.community.map { office.communityName($0, language) }, words?.address]
        if matter.place.isDwelling { parts.append(say(.followDwelling)) }
        let known = parts.compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: " · ")
    }

    /// Each point with whether it has an answer, where there are several, somebody has them, and the course is shown.
    func points(_ words: ReportWords?) -> [FollowPage.Point] {
        let texts = words?.points ?? []
        let tells =
            sees(.course) && texts.count > 1 && texts.count == matter.answered.count
            && matter.stage.lead != nil
        return texts.enumerated().map { place, text in
            FollowPage.Point(
                text: text,
                answer: tells
                    ? say(matter.answered[place] ? .partAnswered : .partUnanswered) : nil
            )
        }
    }
}

extension Matter.Outcome {
    /// In words that promise no more than was done.
    fileprivate var publicWord: StreetWord {
        switch self {
        case .struckOff: .stateStruckOff
        case .settled: .stateSettled
        case .declined: .stateDeclined
        case .withdrawn: .stateWithdrawn
        case .merged: .stateMerged
        case .passedOn: .statePassedOn
        case .closedAtSource: .stateAtSource
        }
    }
}
