import Catalog
import Hummingbird
import Ledger
import WorkingTime

/// What somebody asks of `/deadlines`: which rules a day has, or until when one of them lasts.
struct DeadlineQuestion: Sendable {
    /// A rule that is in force on the day of the start.
    struct Count: Sendable {
        let rule: DeadlineRuleEntry
        /// By how much it is extended; nil where that was not asked for.
        let longer: DeadlineRuleEntry.Extension?
    }

    let start: Instant
    /// That of the start, by the subdistrict's calendar.
    let day: LocalDay
    /// Nil where somebody only looks at the rules.
    let count: Count?

    /// - Parameter now: The start where none is given.
    init(_ request: Request, _ catalog: Catalog, zone: Zone, now: Instant) throws(Fault) {
        let query = request.uri.queryParameters
        start = try Self.start(query["start"] ?? "", zone) ?? now
        day = zone.day(of: start)
        let isExtended = try Self.isExtended(query["extended"] ?? "")
        guard let code = query["rule"], !code.isEmpty else {
            count = nil
            return
        }
        guard let rule = Code(rawValue: String(code)).flatMap({ catalog.deadlineRule($0) }) else {
            throw .noRule(String(code))
        }
        guard rule.validity.contains(day) else {
            throw .ruleNotInForce(rule, on: day, instead: catalog.deadlineRules(insteadOf: rule, on: day))
        }
        if isExtended, rule.extension == nil { throw .ruleNotExtended(rule) }
        count = Count(rule: rule, longer: isExtended ? rule.extension : nil)
    }

    /// The moment of `2018-03-05T09:20`, or of a day's first minute; nil where nothing was typed.
    private static func start(_ text: Substring, _ zone: Zone) throws(Fault) -> Instant? {
        guard !text.isEmpty else { return nil }
        let text = String(text)
        guard let start = LocalDay(text).map({ zone.instant($0) }) ?? zone.instant(text),
            HolidayNotice.years.contains(zone.day(of: start).year)
        else { throw .start(text) }
        return start
    }

    private static func isExtended(_ text: Substring) throws(Fault) -> Bool {
        switch text {
        case "": return false
        case "yes": return true
        default: throw .extended(String(text))
        }
    }
}

extension DeadlineQuestion {
    /// The same question as an address.
    func address(_ zone: Zone) -> String {
        guard let count else { return "/deadlines?start=\(day)" }
        let extended = count.longer == nil ? "" : "&extended=yes"
        return "/deadlines?rule=\(count.rule.code)&start=\(typed(zone))\(extended)"
    }

    /// The start as a form's field holds it, `2018-03-05T09:20`.
    func typed(_ zone: Zone) -> String { "\(day)T\(zone.clock(of: start).suffix(5))" }
}
