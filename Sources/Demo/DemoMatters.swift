import Casework
import Catalog
import Identity
import Ledger

/// The matters of the invented year, shaped like those of a real one: by kind, topic, community, source and weekday; some
/// are late, sent back, opened again, or come again.
struct DemoMatters {
    let year: Int
    let zone: Zone
    let catalog: Catalog
    private(set) var steps: [DemoStep] = []
    private var chance: DemoChance

    static let count = 240
    private static let label = "（演示数据，内容为虚构。）"

    /// - Parameter seed: The same seed gives the same year.
    init(year: Int, zone: Zone, catalog: Catalog, seed: UInt64 = 2018) {
        self.year = year
        self.zone = zone
        self.catalog = catalog
        chance = DemoChance(seed: seed)
        for number in 0..<Self.count { add(number) }
    }

    private mutating func add(_ number: Int) {
        let topic = chance.pick(DemoTopic.all)
        guard catalog.matterKind(topic.kind) != nil else { return }
        let reported = reportingTime(number)
        let source = topic.isPublic ? chance.pick(DemoTopic.sources) : "patrol"
        let community = chance.pick(DemoTopic.communities)
        let report = { @Sendable () throws -> Report in
            Report(
                kind: topic.kind,
                source: topic.code(source),
                words: try Report.Words(
                    points: ["\(topic.text)\n\(Self.label)"],
                    address: "\(community.name)\(topic.place)"
                ),
                place: Matter.Place(
                    community: Code(rawValue: community.code),
                    category: topic.category.flatMap { Code(rawValue: $0) }
                ),
                outsideNumber: DemoTopic.numbered.contains(source) ? "演示-\(1000 + number)" : nil,
                fields: topic.fields
            )
        }
        step(reported) { office in
            let actor = source == "web" ? Actor.resident : try office.actor(DemoStaff.clerk)
            try await office.report(try report(), as: number, by: actor)
        }
        goOn(number, topic, isOwn: !DemoTopic.numbered.contains(source), from: reported)
    }

    /// A day of the year, fewer at weekends, and an hour between eight and nine in the evening.
    private mutating func reportingTime(_ number: Int) -> Instant {
        let start = LocalDay(year: year, month: 1, day: 2) ?? zone.day(of: Instant(rawValue: 0))
        var day = LocalDay(daysSince1970: start.daysSince1970 + Int64(number * 362 / Self.count))
        // 1970-01-01 was a Thursday.
        let weekday = (day.daysSince1970 + 3) % 7
        if weekday >= 5, chance.happens(55) {
            day = LocalDay(daysSince1970: day.daysSince1970 - (weekday - 4))
        }
        return zone.instant(day, hour: 8 + chance.below(13), minute: chance.below(60))
    }

    /// Some days later, in office hours.
    private mutating func later(_ time: Instant, days: Int) -> Instant {
        let day = LocalDay(daysSince1970: zone.day(of: time).daysSince1970 + Int64(max(1, days)))
        return zone.instant(day, hour: 9 + chance.below(8), minute: chance.below(60))
    }

    private mutating func step(
        _ time: Instant,
        _ happen: @escaping @Sendable (DemoOffice) async throws -> Void
    ) {
        steps.append(DemoStep(time: time, happen: happen))
    }

    private mutating func goOn(_ number: Int, _ topic: DemoTopic, isOwn: Bool, from reported: Instant) {
        let decided = later(reported, days: 1)
        if topic.isPublic, isOwn, chance.happens(6) {
            step(decided) { office in
                try await office.act(
                    [.decline],
                    on: number,
                    by: try office.actor(DemoStaff.clerk),
                    note: "不属于本街道职责，已告知向有关部门反映。",
                    "decline"
                )
            }
            return
        }
        if topic.isPublic, isOwn, chance.happens(12) {
            step(decided) { office in
                try await office.act(
                    [.settle()],
                    on: number,
                    by: try office.actor(DemoStaff.clerk),
                    note: "社区当场处理完毕。",
                    "settle"
                )
            }
            return
        }
        step(decided) { office in
            let clerk = try office.actor(DemoStaff.clerk)
            try await office.act([.file], on: number, by: clerk, "file")
            try await DemoMatters.takeSteps(before: .dispatch, number, office, "dispatch")
            try await office.act([.dispatch(lead: nil, assisting: [])], on: number, by: clerk, "dispatch")
        }
        let isLate = chance.happens(9)
        let handled = later(decided, days: isLate ? 16 + chance.below(12) : 1 + chance.below(7))
        if isLate, chance.happens(50) {
            step(later(decided, days: 12)) { office in
                let actor = Actor.reporter(of: try office.matter(number))
                try await office.act([.urge], on: number, by: actor, "urge")
            }
        }
        finish(number, topic, isOwn: isOwn, from: handled, round: 0)
    }

    private mutating func finish(
        _ number: Int,
        _ topic: DemoTopic,
        isOwn: Bool,
        from handled: Instant,
        round: Int
    ) {
        let result = topic.result
        step(handled) { office in
            let lead = try await office.state(number).stage.lead
            guard let lead else { return }
            try await DemoMatters.takeSteps(before: .handled, number, office, "handled \(round)")
            try await office.act(
                [.handle(points: [1], isForReporter: true)],
                on: number,
                by: try office.actor(DemoStaff.handler(of: lead)),
                note: "\(result)\(Self.label)",
                "handle \(round)"
            )
        }
        let verified = later(handled, days: 1 + chance.below(2))
        if round == 0, chance.happens(12) {
            step(verified) { office in
                try await office.act(
                    [.sendBack(isOnSite: true)],
                    on: number,
                    by: try await DemoMatters.verifier(number, office),
                    note: "现场仍未完成，退回重办。",
                    "send back"
                )
            }
            finish(number, topic, isOwn: isOwn, from: later(verified, days: 1 + chance.below(3)), round: 1)
            return
        }
        step(verified) { office in
            let verifier = try await DemoMatters.verifier(number, office)
            try await DemoMatters.takeSteps(before: .verified, number, office, "verified \(round)")
            try await office.act(
                [.verify(isOnSite: true)],
                on: number,
                by: verifier,
                note: "现场核查，情况属实。",
                "verify \(round)"
            )
            try await DemoMatters.takeSteps(before: .struckOff, number, office, "struck off \(round)")
            guard isOwn else { return }
            try await office.act([.strikeOff], on: number, by: verifier, "strike off \(round)")
        }
        guard isOwn else {
            applyToClose(number, from: verified)
            return
        }
        guard topic.isPublic, round < 2, chance.happens(6) else { return }
        let reopened = later(verified, days: 4)
        step(reopened) { office in
            try await office.act(
                [.reopen],
                on: number,
                by: .reporter(of: try office.matter(number)),
                note: "问题又出现了。",
                "reopen"
            )
            try await office.act(
                [.dispatch(lead: nil, assisting: [])],
                on: number,
                by: try office.actor(DemoStaff.clerk),
                "dispatch again"
            )
        }
        finish(number, topic, isOwn: isOwn, from: later(reopened, days: 3), round: 2)
    }

    /// What was handed down is closed by whoever did so.
    private mutating func applyToClose(_ number: Int, from verified: Instant) {
        step(later(verified, days: 1)) { office in
            try await office.act(
                [.ask(.closing)],
                on: number,
                by: try office.actor(DemoStaff.clerk),
                note: "已办结，申请销号。",
                "ask to close"
            )
        }
        step(later(verified, days: 3)) { office in
            guard let ask = try await office.state(number).asks.first?.id else { return }
            try await office.act(
                [.decide(ask, .granted, outsideNumber: "演示办结-\(number)")],
                on: number,
                by: try office.actor(DemoStaff.leader),
                "closed above"
            )
        }
    }

    /// Somebody whose unit has not handled it.
    private static func verifier(_ number: Int, _ office: DemoOffice) async throws -> Actor {
        let state = try await office.state(number)
        let first = state.stage.lead?.rawValue != "grid-centre"
        return try office.actor(first ? DemoStaff.verifier : DemoStaff.secondVerifier)
    }

    /// Takes the required steps of the kind that come before a gate.
    private static func takeSteps(
        before gate: Matter.Step.Gate,
        _ number: Int,
        _ office: DemoOffice,
        _ key: String
    ) async throws {
        let open = try await office.state(number).steps.filter {
            $0.before == gate && $0.isRequired && $0.taken == nil
        }
        for step in open {
            try await office.act(
                [.takeStep(step.code, number: nil)],
                on: number,
                by: try office.actor(DemoStaff.clerk),
                "\(key) step \(step.code)"
            )
        }
    }
}
