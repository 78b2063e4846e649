package import Ledger
import WorkingTime

/// The state as its projection keeps it; it can be made anew from the entries, so that this form may change with a release.
extension Matter {
    package var json: JSON.Object {
        [
            "answered": .array(answered.map { .bool($0) }),
            "asks": asks.isEmpty ? nil : .array(asks.map { .object($0.json) }),
            "assisted": .codes(assisted), "assisting": .codes(assisting),
            "clocks": clocks.isEmpty ? nil : .array(clocksJSON),
            "handlers": handlers.isEmpty ? nil : .array(handlers.map { .string($0.rawValue) }),
            "handling_units": .codes(handlingUnits), "id": .id(id),
            "leader": leader.map { .string($0.rawValue) },
            "open_parts": openParts.isEmpty ? nil : .array(openParts.map { .id($0) }),
            "origin": .object(origin.json), "person": person.map { .string($0.rawValue) },
            "place": .object(place.json), "plan": .flag(hasPlan),
            "raised": raised.map { .object($0.json) },
            "rating": rating.map { .string($0.rawValue) },
            "reference": reference.map { .object($0.json) },
            "relapse_of": relapseOf.map { .id($0) }, "revision": .integer(Int64(revision)),
            "stage": .object(stage.json),
            "standing": standing.isEmpty ? nil : .array(standing.map { .object($0.json) }),
            "steps": steps.isEmpty ? nil : .array(steps.map { .object($0.json) }),
            "suspended": suspended.map { .object($0.json) }, "tally": .object(tally.json),
            "urged_on": urgedOn.map { .day($0) },
        ]
    }

    package init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            id: try json.id("id"),
            origin: try Origin(try json.object("origin")),
            place: try Place(try json.object("place")),
            stage: try Stage(try json.object("stage")),
            answered: try json.list("answered") {
                if case .bool(let flag) = $0 { flag } else { nil }
            },
            steps: try json.objects("steps") { object throws(JSONShapeError) in try Step(object) }
        )
        reference = try json.objectIfPresent("reference") { object throws(JSONShapeError) in
            try Reference(object)
        }
        clocks = try Self.clocks(json)
        asks = try json.objects("asks") { object throws(JSONShapeError) in try OpenAsk(object) }
        (assisting, assisted) = (try json.codes("assisting"), try json.codes("assisted"))
        (person, leader) = (try json.actorIfPresent("person"), try json.actorIfPresent("leader"))
        hasPlan = try json.flag("plan")
        handlers = try json.list("handlers") {
            if case .string(let text) = $0 { Actor(rawValue: text) } else { nil }
        }
        handlingUnits = try json.codes("handling_units")
        openParts = try json.list("open_parts") {
            if case .integer(let number) = $0 { ID(rawValue: number) } else { nil }
        }
        rating = json["rating"] == nil ? nil : try json.word("rating")
        relapseOf = try json.idIfPresent("relapse_of")
        urgedOn = json["urged_on"] == nil ? nil : try json.day("urged_on")
        suspended = try json.objectIfPresent("suspended") { object throws(JSONShapeError) in
            try Pause(object)
        }
        raised = try json.objectIfPresent("raised") { object throws(JSONShapeError) in try Raised(object) }
        standing = try json.objects("standing") { object throws(JSONShapeError) in try Standing(object) }
        tally = try Tally(try json.object("tally"))
        revision = Int(try json.natural("revision"))
    }

    private var clocksJSON: [JSON] {
        clocks.sorted { $0.key < $1.key }.map { clock, running in
            .object([
                "clock": .string(clock.rawValue), "passed": .count(running.passed),
                "term": .object(running.term.json),
            ])
        }
    }

    private static func clocks(_ json: JSON.Object) throws(JSONShapeError) -> [Clock: Running] {
        let list = try json.objects("clocks") { json throws(JSONShapeError) in
            (
                try json.word("clock") as Clock,
                Running(try Term(try json.object("term")), passed: try json.count("passed"))
            )
        }
        return Dictionary(list) { $1 }
    }
}

extension Matter.Origin {
    var json: JSON.Object {
        [
            "closing": .string(closing.rawValue), "confidentiality": .string(confidentiality.rawValue),
            "kind": .code(kind), "line": .code(line), "on_the_spot": .flag(onTheSpot),
            "parent": parent.map { .id($0) },
            "relapse_days": relapseDays.map { .integer(Int64($0)) }, "reported_at": .instant(reportedAt),
            "reported_on": .day(reportedOn), "source": .code(source),
        ]
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            kind: try json.code("kind"),
            line: try json.code("line"),
            source: try json.code("source"),
            closing: try json.word("closing"),
            confidentiality: try json.word("confidentiality"),
            onTheSpot: try json.flag("on_the_spot"),
            parent: try json.idIfPresent("parent"),
            relapseDays: json["relapse_days"] == nil ? nil : try json.count("relapse_days"),
            reportedAt: try json.instant("reported_at"),
            reportedOn: try json.day("reported_on")
        )
    }
}

extension Matter.Stage {
    fileprivate var json: JSON.Object {
        [
            "lead": lead.map { .code($0) }, "name": .string(name.rawValue),
            "outcome": outcome.map { .object($0.json) },
        ]
    }

    fileprivate init(_ json: JSON.Object) throws(JSONShapeError) {
        let name: Name = try json.word("name")
        self =
            switch name {
            case .reported: .reported
            case .filed: .filed
            case .dispatched: .dispatched(lead: try json.code("lead"))
            case .handled: .handled(lead: try json.code("lead"))
            case .verified: .verified(lead: try json.code("lead"))
            case .closed:
                .closed(
                    try Matter.Outcome(try json.object("outcome")),
                    lead: try json.codeIfPresent("lead")
                )
            }
    }
}

extension Matter.Step {
    var json: JSON.Object {
        [
            "before": .string(before.rawValue), "code": .code(code), "required": .flag(isRequired),
            "taken": taken.map { .id($0) },
        ]
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            code: try json.code("code"),
            before: try json.word("before"),
            isRequired: try json.flag("required"),
            taken: try json.idIfPresent("taken")
        )
    }
}

extension Matter.Standing {
    fileprivate var json: JSON.Object {
        [
            "entry": .id(fact.entry), "measure": .string(measure.rawValue),
            "ordinal": .integer(Int64(fact.ordinal)),
        ]
    }

    fileprivate init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            try json.value("measure", expected: "a measure") { Measure(rawValue: $0) },
            Fact.ID(entry: try json.id("entry"), ordinal: try json.count("ordinal"))
        )
    }
}

extension Matter.Raised {
    fileprivate var json: JSON.Object {
        ["clock": .string(clock.rawValue), "level": .count(level), "since": .instant(since)]
    }

    fileprivate init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            try json.word("clock"),
            level: try json.count("level"),
            since: try json.instant("since")
        )
    }
}

extension Matter.Tally {
    fileprivate var json: JSON.Object {
        [
            "extended": .count(extended), "lapsed": .count(lapsed), "merged": .count(merged),
            "overdue": .count(overdue), "relapsed": .count(relapsed), "reopened": .count(reopened),
            "sent_back": .count(sentBack), "urged": .count(urged),
        ]
    }

    fileprivate init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init()
        (extended, merged, overdue) = (
            try json.count("extended"), try json.count("merged"), try json.count("overdue")
        )
        (relapsed, reopened) = (try json.count("relapsed"), try json.count("reopened"))
        (sentBack, urged) = (try json.count("sent_back"), try json.count("urged"))
        lapsed = try json.count("lapsed")
    }
}
