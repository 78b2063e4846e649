import Catalog
import Ledger
import WorkingTime

/// A deadline as it would have been given at its start, and what the notices known today would make of it.
struct DeadlineAnswer: Sendable {
    let rule: DeadlineRuleEntry
    /// The day by whose notices it is counted: that of the start.
    let asOf: LocalDay
    let deadline: Deadline
    /// Counted again by the notices of today; nil where these change neither its end nor that it is provisional.
    let recount: Deadline?

    /// - Throws: Only where the catalog passed its checks and WorkingTime refuses it, a mistake of ours.
    init(
        _ count: DeadlineQuestion.Count,
        of question: DeadlineQuestion,
        _ catalog: Catalog,
        _ office: Office
    ) throws {
        let calendar = try WorkingCalendar(catalog)
        // A catalog without hours has no rule that counts them, so these are not looked at.
        let hours = try WorkingHours(catalog) ?? WorkingHours([WorkingHours.Span(from: 0, until: 1440)])
        var limit = try DeadlineRule(count.rule)
        if let longer = count.longer { limit = limit.extended(by: try DeadlineRule.Extension(longer)) }
        rule = count.rule
        asOf = question.day
        deadline = Deadline(
            limit,
            from: question.start,
            under: Timetable(zone: office.zone, calendar: calendar.edition(asOf: question.day), hours: hours)
        )
        let again = deadline.recalculated(under: calendar.edition(asOf: max(question.day, office.today)))
        recount = again.isChanged || again.new.isProvisional != deadline.isProvisional ? again.new : nil
    }
}
