package import Ledger
import WorkingTime

/// `start`, `due` with its `day`, `warning` and `escalations` in milliseconds since 1970; where a rule of the catalog gave it,
/// its code under `rule`, the `limit` as it held, the `notices` followed, and the `pauses`.
extension Term {
    package var json: JSON.Object {
        var json: JSON.Object = [
            "day": due.map { .day($0.day) }, "due": due.map { .instant($0.instant) },
            "escalations": escalations.isEmpty ? nil : .array(escalations.map { .instant($0) }),
        ]
        if case .rule(let code, let limit, let pauses, let versions, let isProvisional) = basis {
            json["limit"] = .object(limit.json)
            json["notices"] = versions.isEmpty ? nil : .array(versions.map { .string($0.description) })
            json["pauses"] = pauses.isEmpty ? nil : .array(pauses.map { .object($0.json) })
            json["provisional"] = .flag(isProvisional)
            json["rule"] = .code(code)
        }
        json["start"] = .instant(start)
        json["warning"] = warning.map { .instant($0) }
        return json
    }

    package init(_ json: JSON.Object) throws(JSONShapeError) {
        let basis: Basis
        if let code = try json.codeIfPresent("rule") {
            let versions = try json.list("notices") { (json: JSON) -> CalendarVersion? in
                guard case .string(let text) = json else { return nil }
                return CalendarVersion(text)
            }
            basis = .rule(
                code,
                try DeadlineRule(try json.object("limit")),
                pauses: try json.objects("pauses") { object throws(JSONShapeError) in try Pause(object) },
                versions: versions,
                isProvisional: try json.flag("provisional")
            )
        } else {
            basis = .date
        }
        var due: Due?
        if let instant = try json.instantIfPresent("due") {
            due = Due(instant: instant, day: try json.day("day"))
        }
        self.init(
            basis: basis,
            start: try json.instant("start"),
            due: due,
            warning: try json.instantIfPresent("warning"),
            escalations: try json.list("escalations") { (json: JSON) -> Instant? in
                guard case .integer(let number) = json, (0...Limit.instant.rawValue).contains(number)
                else { return nil }
                return Instant(rawValue: number)
            }
        )
    }
}

extension DeadlineRule {
    var json: JSON.Object {
        [
            "count": .integer(Int64(count)),
            "extensions": extensions.isEmpty ? nil : .array(extensions.map { .object($0.json) }),
            "last_day": .string(lastDay.rawValue), "unit": .string(unit.rawValue),
        ]
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        let unit: Unit = try json.word("unit")
        let lastDay: LastDay = try json.word("last_day")
        let longer = try json.objects("extensions") { object throws(JSONShapeError) in try Extension(object) }
        let count = Int(try json.natural("count"))
        do {
            self = try DeadlineRule(count, unit, lastDay: lastDay, extensions: longer)
        } catch { throw JSONShapeError("count", expected: "a limit that can be counted") }
    }
}

extension DeadlineRule.Extension {
    var json: JSON.Object { ["count": .integer(Int64(count)), "unit": .string(unit.rawValue)] }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        let (count, unit): (Int, Unit) = (Int(try json.natural("count")), try json.word("unit"))
        do { self = try Self(count, unit) } catch {
            throw JSONShapeError("count", expected: "an extension that can be counted")
        }
    }
}

extension Pause {
    var json: JSON.Object {
        ["cause": .string(cause.rawValue), "from": .instant(from), "until": until.map { .instant($0) }]
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        let cause: Cause = try json.word("cause")
        let (from, until) = (try json.instant("from"), try json.instantIfPresent("until"))
        do { self = try Pause(cause, from: from, until: until) } catch {
            throw JSONShapeError("until", expected: "after the pause's beginning")
        }
    }
}

/// Terms in the order of their clocks' words, each with its `clock`.
extension [Clock: Term] {
    package var json: JSON? {
        guard !isEmpty else { return nil }
        return .array(
            sorted { $0.key < $1.key }.map { clock, term in
                var json = term.json
                json["clock"] = .string(clock.rawValue)
                return .object(json)
            }
        )
    }
}

extension JSON.Object {
    /// The terms under a member; none where there is no such member.
    func terms(_ name: String = "clocks") throws(JSONShapeError) -> [Clock: Term] {
        var terms: [Clock: Term] = [:]
        for (clock, term) in try objects(
            name,
            { json throws(JSONShapeError) in
                (try json.word("clock") as Clock, try Term(json))
            }
        ) {
            guard terms.updateValue(term, forKey: clock) == nil else {
                throw JSONShapeError(name, expected: "each clock once")
            }
        }
        return terms
    }
}
