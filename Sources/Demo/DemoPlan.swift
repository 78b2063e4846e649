import Catalog
import Ledger

/// The matters of one kind, one behind the other, since some have to do with earlier ones.
struct DemoPlan {
    private let kind: DemoKind
    private let rule: MatterKind
    private let first: Int
    private let world: DemoWorld
    private let topics: [(DemoTopic, weight: Int)]
    private let days: [(LocalDay, weight: Int)]
    private var chance: DemoChance
    /// Those that were struck off and have not come again.
    private var closed: [Past] = []
    /// Those into which another report of the same may be merged.
    private var mains: [Past] = []

    /// What later matters need to know of an earlier one.
    private struct Past {
        let matter: DemoMatter
        let reported: Instant
        let handled: Instant
        let closed: Instant
    }

    /// How often a day is drawn until a matter fits between the year's beginning and end.
    private static let draws = 300
    private static let day: Int64 = 86_400_000

    init(_ kind: DemoKind, _ rule: MatterKind, from first: Int, in world: DemoWorld) {
        self.kind = kind
        self.rule = rule
        self.first = first
        self.world = world
        topics = DemoTopic.topics(of: kind.code.rawValue)
        days = DemoShape.days(of: world.year)
        chance = DemoChance(seed: world.seed, "plan \(kind.code)")
    }

    mutating func steps() -> [DemoStep] {
        guard !topics.isEmpty else { return [] }
        // What is merged needs something into which it is.
        let ends = kind.ends(in: world)
        let order = chance.shuffle(ends.filter { $0 != .merged }) + ends.filter { $0 == .merged }
        return order.enumerated().flatMap { place, end in course(first + place, end)?.steps ?? [] }
    }

    private mutating func course(_ number: Int, _ end: DemoStory.End) -> DemoCourse? {
        for attempt in 0..<Self.draws {
            guard let drawn = draw(number, end) else { continue }
            let chance = DemoChance(seed: world.seed, "matter \(number) \(attempt)")
            guard var course = DemoCourse(drawn.matter, reported: drawn.reported, in: world, chance) else {
                continue
            }
            course.run()
            guard fits(course, drawn) else { continue }
            keep(course, drawn.reported)
            return course
        }
        return nil
    }

    /// Whether it happens within the year, and stands at its end as it shall.
    private func fits(
        _ course: DemoCourse,
        _ drawn: (matter: DemoMatter, reported: Instant, past: Past?)
    ) -> Bool {
        let end = drawn.matter.story.end
        guard world.opening < drawn.reported, course.now <= world.end else { return false }
        if end.isFresh { return course.now.rawValue > world.end.rawValue - 4 * Self.day }
        if end == .merged, let main = drawn.past { return course.now < main.handled }
        return true
    }

    private mutating func keep(_ course: DemoCourse, _ reported: Instant) {
        let (matter, turns) = (course.matter, course.matter.story.turns)
        guard matter.story.end == .struckOff, turns.isDisjoint(with: [.relapse, .reopened, .split]) else {
            return
        }
        let past = Past(
            matter: matter,
            reported: reported,
            handled: course.handled ?? course.now,
            closed: course.now
        )
        closed.append(past)
        if matter.isOwn, past.handled.rawValue - reported.rawValue > 2 * Self.day { mains.append(past) }
    }

    private mutating func draw(
        _ number: Int,
        _ end: DemoStory.End
    ) -> (matter: DemoMatter, reported: Instant, past: Past?)? {
        let sources = kind.sources.compactMap { code, weight in
            world.catalog.source(code).map { ($0, weight: weight) }
        }.filter { source, _ in end.isOwn.map { $0 == (source.closing == .office) } ?? true }
        guard !sources.isEmpty else { return nil }
        var (topic, community) = (chance.pick(topics), chance.pick(DemoShape.communities))
        var house = 1 + chance.below(180)
        let source = chance.pick(sources)
        var turns = turns(for: end, isOwn: source.closing == .office)
        var past: Past?
        if turns.contains(.relapse) {
            past = earlier()
            if past == nil { turns.remove(.relapse) }
        } else if end == .merged {
            guard !mains.isEmpty else { return nil }
            past = chance.one(of: mains)
        }
        if let past {
            (topic, community, house) = (past.matter.topic, past.matter.community, past.matter.house)
        }
        let matter = DemoMatter(
            number: number,
            kind: kind,
            rule: rule,
            topic: topic,
            source: source,
            community: community,
            house: house,
            story: DemoStory(end: end, turns: turns),
            other: past?.matter.number
        )
        return (matter, time(of: matter, past), past)
    }

    private mutating func turns(for end: DemoStory.End, isOwn: Bool) -> Set<DemoStory.Turn> {
        guard end == .struckOff || end == .handled || end == .verified || end == .closingAsked else {
            return []
        }
        var turns: Set<DemoStory.Turn> = []
        for (turn, permille) in kind.turns where chance.happens(permille) { turns.insert(turn) }
        // One thing at most makes the handling longer.
        let longer: [DemoStory.Turn] = [.late, .suspended, .extended, .transferred]
        for turn in longer.filter({ turns.contains($0) }).dropFirst() { turns.remove(turn) }
        if end != .struckOff { turns.subtract(longer + [.relapse]) }
        if rule.relapseDays == nil { turns.remove(.relapse) }
        if !isOwn || !kind.isPublic { turns.subtract([.reopened, .rated, .correction]) }
        if isOwn { turns.remove(.refused) }
        return turns
    }

    /// What may come again before the year is over.
    private mutating func earlier() -> Past? {
        let latest = world.end.rawValue - 45 * Self.day
        let old = closed.indices.filter { closed[$0].closed.rawValue < latest }
        guard !old.isEmpty else { return nil }
        return closed[chance.one(of: old)]
    }

    private mutating func time(of matter: DemoMatter, _ past: Past?) -> Instant {
        if let past {
            guard matter.story.end != .merged else {
                return past.reported.advanced(byMilliseconds: Int64(20 + chance.below(1500)) * 60_000)
            }
            let longest = max(6, min((rule.relapseDays ?? 30) - 8, 45))
            return at(world.zone.day(of: past.closed), plus: 3 + chance.below(longest - 3))
        }
        let end = world.zone.day(of: world.end)
        let limit = DemoCourse(matter, reported: world.end, in: world, chance)?.limitDays ?? 10
        return switch matter.story.end {
        case .struckOff, .declined, .settled, .withdrawn, .merged, .passedOn, .closedAtSource:
            at(chance.pick(days), plus: 0)
        case .reported, .filed: at(end, plus: -chance.below(4))
        case .handled, .verified, .closingAsked: at(end, plus: -chance.below(limit + 12))
        case .dispatched, .suspended, .extensionAsked, .transferAsked:
            at(end, plus: -chance.below(max(4, limit * 7 / 10)))
        case .overdue: at(end, plus: -(limit * 7 / 5 + 8 + chance.below(42)))
        }
    }

    /// An hour of a day: any for residents and alarms, else a round of the office.
    private mutating func at(_ day: LocalDay, plus days: Int) -> Instant {
        let day = LocalDay(daysSince1970: day.daysSince1970 + Int64(days))
        if kind.isPublic || kind.isUrgent {
            return world.zone.instant(day, hour: chance.pick(DemoShape.hours), minute: chance.below(60))
        }
        let morning = world.zone.instant(day, hour: 8 + chance.below(9), minute: chance.below(60))
        return world.nextRound(after: morning, every: kind.isBrisk ? 3 : 1)
    }
}
