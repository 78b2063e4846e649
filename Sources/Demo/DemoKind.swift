import Ledger

/// How many matters of a kind a whole year has, where they come from, and what happens to them.
struct DemoKind: Sendable {
    let code: Code
    /// Handled, verified and struck off within the year: as many as the year's report speaks of.
    let struckOff: Int
    let others: [(DemoStory.End, Int)]
    let sources: [(Code, weight: Int)]
    /// In a thousand of those that get so far.
    let turns: [(DemoStory.Turn, Int)]
    /// Residents report it, at any hour of any day.
    let isPublic: Bool
    /// Found and handled in rounds, many at once.
    let isBrisk: Bool
    /// Day and night, within hours.
    let isUrgent: Bool

    init(
        _ code: String,
        struckOff: Int,
        _ others: [(DemoStory.End, Int)],
        from sources: [(String, weight: Int)],
        turns: [(DemoStory.Turn, Int)] = DemoKind.usual,
        isBrisk: Bool = false,
        isUrgent: Bool = false
    ) {
        self.code = .demo(code)
        self.struckOff = struckOff
        self.others = others
        self.sources = sources.map { (.demo($0.0), weight: $0.weight) }
        self.turns = turns
        isPublic = false
        self.isBrisk = isBrisk
        self.isUrgent = isUrgent
    }

    /// What residents report.
    private init(reports struckOff: Int, _ others: [(DemoStory.End, Int)], turns: [(DemoStory.Turn, Int)]) {
        code = .demo("report")
        self.struckOff = struckOff
        self.others = others
        sources = DemoShape.sources
        self.turns = turns
        isPublic = true
        isBrisk = false
        isUrgent = false
    }

    /// How all of them end.
    func ends(in world: DemoWorld) -> [DemoStory.End] {
        var ends = Array(repeating: DemoStory.End.struckOff, count: world.shared(struckOff, atLeast: 6))
        for (end, count) in others { ends += Array(repeating: end, count: world.shared(count)) }
        return ends
    }

    static let usual: [(DemoStory.Turn, Int)] = [
        (.late, 80), (.progress, 150), (.assistance, 500), (.sentBack, 70), (.extended, 40), (.suspended, 15),
        (.transferred, 15), (.supervised, 15), (.refused, 40), (.relapse, 15),
    ]

    private static let patrols: [(String, weight: Int)] = [
        ("patrol", 60), ("grid", 25), ("community", 10), ("district", 5),
    ]
    /// Of what is found by thousands, most is put right without more.
    private static let rounds: [(DemoStory.Turn, Int)] = [
        (.late, 25), (.sentBack, 25), (.extended, 8), (.suspended, 2), (.supervised, 3), (.transferred, 2),
        (.relapse, 6), (.refused, 20),
    ]

    static let all: [DemoKind] = [
        DemoKind(
            reports: 1645,
            [
                (.declined, 40), (.settled, 90), (.withdrawn, 15), (.merged, 40), (.passedOn, 20),
                (.closedAtSource, 30), (.reported, 8), (.filed, 4), (.dispatched, 36), (.overdue, 8),
                (.suspended, 3), (.extensionAsked, 2), (.transferAsked, 1), (.handled, 6), (.verified, 2),
                (.closingAsked, 5),
            ],
            turns: usual.filter { $0.0 != .late } + [
                (.late, 100), (.urge, 60), (.correction, 20), (.split, 6), (.reopened, 120), (.rated, 350),
                (.planned, 5),
            ]
        ),
        DemoKind(
            "hazard",
            struckOff: 6837,
            [
                (.passedOn, 3), (.reported, 6), (.filed, 2), (.dispatched, 60), (.overdue, 5),
                (.suspended, 2),
                (.extensionAsked, 2), (.handled, 12), (.verified, 2),
            ],
            from: patrols + [("enterprise", weight: 4), ("inspection-group", weight: 1)],
            turns: rounds,
            isBrisk: true
        ),
        DemoKind(
            "fire-hazard",
            struckOff: 7658,
            [
                (.passedOn, 3), (.reported, 6), (.filed, 2), (.dispatched, 70), (.overdue, 6),
                (.suspended, 2),
                (.extensionAsked, 2), (.handled, 14), (.verified, 3),
            ],
            from: patrols,
            turns: rounds,
            isBrisk: true
        ),
        DemoKind(
            "works-hazard",
            struckOff: 299,
            [(.reported, 1), (.dispatched, 6), (.overdue, 1), (.handled, 2)],
            from: [("patrol", 40), ("grid", 30), ("community", 30)],
            turns: rounds
        ),
        DemoKind(
            "clearance",
            struckOff: 74,
            [(.dispatched, 6), (.overdue, 1), (.suspended, 1), (.extensionAsked, 1), (.handled, 1)],
            from: [("patrol", 60), ("grid", 30), ("community", 10)],
            turns: usual + [(.planned, 60)]
        ),
        DemoKind(
            "environment-problem",
            struckOff: 84,
            [
                (.dispatched, 5), (.overdue, 1), (.suspended, 1), (.extensionAsked, 1), (.handled, 1),
                (.closingAsked, 2),
            ],
            from: [
                ("inspection-group", 30), ("city", 15), ("district", 30), ("patrol", 15), ("community", 10),
            ],
            turns: usual + [(.planned, 60)]
        ),
        // 186 of the 200 that are accepted are closed.
        DemoKind(
            "petition",
            struckOff: 180,
            [
                (.withdrawn, 2), (.passedOn, 4), (.reported, 2), (.dispatched, 8), (.overdue, 2),
                (.suspended, 2),
                (.extensionAsked, 1), (.handled, 1),
            ],
            from: [("petitioner", 60), ("district", 25), ("city", 5), ("government-mailbox", 10)],
            turns: usual + [(.planned, 150)]
        ),
        DemoKind(
            "proposal",
            struckOff: 19,
            [(.dispatched, 1)],
            from: [("deputies", 70), ("district", 30)],
            turns: [(.progress, 300)]
        ),
        DemoKind(
            "mediation",
            struckOff: 130,
            [
                (.withdrawn, 6), (.passedOn, 4), (.reported, 1), (.dispatched, 4), (.overdue, 1),
                (.handled, 1),
            ],
            from: [("window", 50), ("community", 25), ("telephone", 15), ("petitioner", 10)],
            turns: [(.late, 60), (.progress, 300), (.extended, 100), (.assistance, 400)]
        ),
        DemoKind(
            "illegal-building",
            struckOff: 60,
            [(.dispatched, 4), (.overdue, 2), (.suspended, 1), (.passedOn, 1)],
            from: [("patrol", 40), ("grid", 25), ("hotline-12345", 15), ("web", 10), ("district", 10)],
            turns: usual + [(.urge, 50), (.split, 40)]
        ),
        DemoKind(
            "river-problem",
            struckOff: 70,
            [(.dispatched, 2), (.handled, 1)],
            from: [("patrol", 60), ("grid", 20), ("web", 15), ("district", 5)]
        ),
        DemoKind(
            "sanitation-problem",
            struckOff: 140,
            [(.settled, 20), (.dispatched, 1), (.handled, 1)],
            from: [("patrol", 50), ("community", 30), ("grid", 15), ("web", 5)],
            turns: [(.late, 60), (.sentBack, 60), (.relapse, 30)]
        ),
        DemoKind(
            "risk-alert",
            struckOff: 45,
            [],
            from: [("system", 80), ("patrol", 20)],
            turns: [(.relapse, 60), (.sentBack, 40)],
            isUrgent: true
        ),
        DemoKind(
            "tip",
            struckOff: 30,
            [(.dispatched, 2), (.declined, 2)],
            from: [("web", 40), ("telephone", 40), ("window", 20)],
            turns: [(.progress, 200)]
        ),
        DemoKind(
            "wish",
            struckOff: 90,
            [(.dispatched, 4)],
            from: [("community", 60), ("grid", 30), ("web", 10)]
        ),
        DemoKind(
            "opinion",
            struckOff: 60,
            [(.declined, 2), (.dispatched, 2)],
            from: [("window", 40), ("telephone", 20), ("web", 20), ("community", 20)]
        ),
        DemoKind(
            "enterprise-request",
            struckOff: 60,
            [(.dispatched, 3), (.overdue, 1)],
            from: [("patrol", 40), ("window", 25), ("telephone", 20), ("enterprise", 10), ("web", 5)]
        ),
        DemoKind(
            "estate-resolution",
            struckOff: 18,
            [(.dispatched, 2)],
            from: [("community", 70), ("grid", 30)]
        ),
        DemoKind(
            "property-transaction",
            struckOff: 20,
            [(.dispatched, 2)],
            from: [("community", 100)],
            turns: []
        ),
        DemoKind(
            "integrity-finding",
            struckOff: 8,
            [(.dispatched, 1)],
            from: [("inspection-group", 60), ("district", 40)],
            turns: []
        ),
    ]
}
