import Casework
import Catalog
import Ledger
import Storage
import Vault

/// The course of one matter: what happens to it, one thing behind another, at times that an office keeps.
struct DemoCourse {
    let matter: DemoMatter
    let world: DemoWorld
    var chance: DemoChance
    private(set) var steps: [DemoStep] = []
    /// When the latest of it happened.
    private(set) var now: Instant
    /// When its handling was reported for the first time.
    var handled: Instant?
    var lead: Code
    var assisting: [Code]
    /// When its handling shall be done.
    var wanted: Instant?
    /// Points of the report.
    var pointCount = 1
    /// Whether its verification struck it off at once.
    var hasEnded = false
    /// Gates whose steps are taken.
    var taken: Set<MatterKind.Step.Gate> = []
    var hasBeenRefused = false
    private var count = 0

    static let label = "（演示数据，内容为虚构。）"

    /// - Parameter reported: When it comes in.
    init?(_ matter: DemoMatter, reported: Instant, in world: DemoWorld, _ chance: DemoChance) {
        self.matter = matter
        self.world = world
        self.chance = chance
        now = reported
        let route = world.catalog.route(
            for: matter.rule,
            category: matter.topic.category,
            community: matter.community,
            on: world.zone.day(of: reported)
        )
        guard let route else { return nil }
        (lead, assisting) = route
    }

    var number: Int { matter.number }
    var isBrisk: Bool { matter.kind.isBrisk }

    func has(_ turn: DemoStory.Turn) -> Bool { matter.story.turns.contains(turn) }

    /// The name of the step that reported it.
    static func reporting(_ number: Int) -> String { "matter \(number)" }
}

// What happens.
extension DemoCourse {
    mutating func report(from place: Matter.Place) {
        let (matter, number) = (matter, number)
        let address = matter.place(in: world)
        var points = ["\(matter.topic.text)，\(address)\n\(Self.label)"]
        if matter.kind.isPublic, chance.happens(80) { points.append("同一地点夜间照明不足，也请一并查看。\(Self.label)") }
        pointCount = points.count
        let hand = matter.reporter(in: world)
        let outside = matter.source.hasNumber ? "演示-\(number)" : nil
        let onBehalf = ["telephone", "window"].contains(matter.source.code.rawValue)
        let key = Self.reporting(number)
        let texts = points
        steps.append(
            DemoStep(
                time: now,
                key: key,
                actor: { try hand.actor(in: $0) },
                makesKey: true,
                command: { office in
                    ReportMatter(
                        Report(
                            kind: matter.kind.code,
                            source: matter.source.code,
                            words: try Report.Words(points: texts, address: address),
                            place: place,
                            outsideNumber: outside,
                            fields: matter.topic.fields,
                            isOnBehalf: onBehalf
                        ),
                        key: try office.key(key),
                        rules: office.rules
                    )
                },
                remember: { $0.remember(number, Matter.ID(rawValue: $1.first.rawValue)) }
            )
        )
    }

    /// Somebody does something to it.
    ///
    /// - Parameter isAsk: Whether it is asked, so that another can decide it.
    mutating func act(
        _ hand: DemoHand,
        _ note: String? = nil,
        at time: Instant,
        isAsk: Bool = false,
        _ acts: @escaping @Sendable (DemoOffice) throws -> [MatterAct]
    ) {
        act(hand, on: number, note, at: time, isAsk: isAsk, acts)
    }

    mutating func act(_ hand: DemoHand, _ note: String? = nil, at time: Instant, _ acts: MatterAct...) {
        act(hand, note, at: time) { _ in acts }
    }

    /// - Parameter other: Itself, or a part of it.
    mutating func act(
        _ hand: DemoHand,
        on other: Int,
        _ note: String?,
        at time: Instant,
        isAsk: Bool = false,
        _ acts: @escaping @Sendable (DemoOffice) throws -> [MatterAct]
    ) {
        precondition(time > now, "Matter \(number) of the demo does two things at once.")
        now = time
        count += 1
        let (origin, key) = (Self.reporting(other), "matter \(number) \(count)")
        // A part is asked nothing more than its whole.
        let (kind, number) = (other == number ? matter.rule : nil, number)
        steps.append(
            DemoStep(
                time: time,
                key: key,
                actor: { try hand.actor(in: $0) },
                command: { office in
                    let acts = try acts(office)
                    return ActOnMatter(
                        acts,
                        on: try office.matter(other),
                        revision: nil,
                        note: try note.map { try Note($0) },
                        answers: kind?.demoAnswers(to: acts, number: number) ?? [:],
                        key: try office.key(origin).drawing(from: office.chance(key)),
                        rules: office.rules
                    )
                },
                remember: { if isAsk { $0.remember(other, ask: $1.first) } }
            )
        )
    }

    /// The office gives a part of it to another unit.
    mutating func split(_ task: String, to unit: Code, at time: Instant) -> Int {
        precondition(time > now, "Matter \(number) of the demo does two things at once.")
        now = time
        let (number, part) = (number, number + DemoCourse.parts)
        let key = Self.reporting(part)
        steps.append(
            DemoStep(
                time: time,
                key: key,
                actor: { try DemoHand.clerk.actor(in: $0) },
                makesKey: true,
                command: { office in
                    SplitMatter(
                        try Note(task),
                        of: try office.matter(number),
                        revision: nil,
                        to: unit,
                        key: try office.key(key),
                        rules: office.rules
                    )
                },
                remember: { $0.remember(part, Matter.ID(rawValue: $1.first.rawValue)) }
            )
        )
        return part
    }

    /// What the numbers of parts add to those of their matters.
    private static let parts = 10_000_000
}

// When it happens.
extension DemoCourse {
    /// The office's next round.
    var next: Instant { world.nextRound(after: now, every: isBrisk ? 3 : 1) }

    /// A round so many working days later.
    mutating func later(_ days: Int) -> Instant {
        round(at: world.morning(workingDays: days, after: now))
    }

    mutating func later(days: Int) -> Instant { round(at: world.morning(days: days, after: now)) }

    /// Some minutes later, at any hour.
    func soon(minutes: Int) -> Instant { now.advanced(byMilliseconds: Int64(minutes) * 60_000) }

    private mutating func round(at morning: Instant) -> Instant {
        let hour = morning.advanced(byMilliseconds: Int64(8 * 60 + chance.below(17) * 30) * 60_000)
        return world.nextRound(after: max(now, hour), every: isBrisk ? 3 : 1)
    }

    /// A round at a share of the way to a moment.
    func between(_ percent: Int64, until end: Instant) -> Instant {
        let moment = now.advanced(byMilliseconds: max(0, end.rawValue - now.rawValue) / 100 * percent)
        return world.nextRound(after: moment, every: isBrisk ? 3 : 1)
    }
}
