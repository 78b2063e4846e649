import Catalog
import Ledger
import WorkingTime

extension DeadlineAnswer {
    /// The deadline for programs, with its sum line by line.
    ///
    /// `recount` is there only where later notices would change something.
    func json(_ catalog: Catalog) -> JSON.Object {
        var object = deadline.json
        object["as_of"] = .string(asOf.description)
        object["catalog"] = .string(catalog.content.digest.description)
        object["extended"] = .bool(!deadline.rule.extensions.isEmpty)
        object["recount"] = recount.map { .object($0.json) }
        object["rule"] = .object(rule.json)
        object["start"] = .string(deadline.start.description)
        object["sum"] = .array(deadline.sum.map { .object($0.json) })
        object["time_zone"] = .string(deadline.timetable.zone.name)
        return object
    }
}

extension DeadlineQuestion {
    /// The rules of the day for programs.
    func json(_ catalog: Catalog) -> JSON.Object {
        [
            "catalog": .string(catalog.content.digest.description),
            "day": .string(day.description),
            "rules": .array(catalog.deadlineRules(on: day).map { .object($0.json) }),
        ]
    }
}

extension Deadline {
    /// What came out, and what it leans on.
    fileprivate var json: JSON.Object {
        [
            "ends": instant.map { .string($0.description) },
            "last_day": lastDay.map { .string($0.description) },
            "notices": .array(versions.map { .string($0.description) }),
            "provisional": .bool(isProvisional),
        ]
    }
}

extension DeadlineRuleEntry {
    /// The rule for programs, in the words of the catalog's files.
    var json: JSON.Object {
        [
            "code": .string(code.rawValue),
            "count": .integer(Int64(count)),
            "extension": `extension`.map { .object($0.json) },
            "last_day": lastDay.map { .string($0.rawValue) },
            "name": .object(name.json),
            "replaces": replaces.map { .string($0.rawValue) },
            "since": validity.since.map { .string($0.description) },
            "source": .object(source.json),
            "unit": .string(unit.rawValue),
            "until": validity.until.map { .string($0.description) },
        ]
    }
}

extension DeadlineRuleEntry.Extension {
    fileprivate var json: JSON.Object {
        [
            "approval": .object(approval.json), "count": .integer(Int64(count)),
            "unit": .string(unit.rawValue),
        ]
    }
}
