package import Ledger
package import WorkingTime

/// A line of a deadline's sum, every word ready to print.
package struct SumRow: Equatable, Sendable {
    /// The day, the days or the moment.
    package let days: String
    package let what: String
    /// To the calendar with the notice that decided it.
    let notice: Frame.Link?

    /// - Parameter asOf: The day by whose notices the deadline was counted.
    package init(_ line: Deadline.Line, zone: Zone, asOf: LocalDay, _ language: Language) {
        notice = line.notice.map { $0.link(asOf: asOf, language) }
        switch line {
        case .start(let instant, let first):
            days = zone.clock(of: instant)
            what =
                first.map { DeadlineWord.sumStart[language, $0.text(language)] }
                ?? DeadlineWord.sumStartHours[language]
        case .daysOff(let from, let through, let kind):
            days = from == through ? from.text(language) : "\(from) – \(through)"
            what = (kind.notice == nil ? DeadlineWord.sumWeekend : .sumOff)[language]
        case .makeup(let day, _):
            days = day.text(language)
            what = DeadlineWord.sumMakeup[language]
        case .pause(let pause, let amount):
            days = "\(zone.clock(of: pause.from)) – \(pause.until.map(zone.clock(of:)) ?? "")"
            what = DeadlineWord.sumPause[language, pause.cause.word[language], amount.text(language)]
        case .counted(let count, let unit, let day):
            days = day.text(language)
            what = DeadlineWord.sumCounted[language, unit.text(count, language)]
        case .extended(let part, let day):
            days = day.text(language)
            what = DeadlineWord.sumExtended[language, part.text(language)]
        case .extensionCounted(let part, let day):
            days = day.text(language)
            what = DeadlineWord.sumExtensionCounted[language, part.text(language)]
        case .moved(let from, let to):
            days = from.text(language)
            what = DeadlineWord.sumMoved[language, to.text(language)]
        case .ends(let instant, _):
            days = zone.clock(of: instant)
            what = DeadlineWord.sumEnds[language]
        case .stands(let amount):
            days = "—"
            what = DeadlineWord.sumStands[language, amount.text(language)]
        }
    }
}

extension Deadline.Line {
    fileprivate var notice: CalendarVersion? {
        switch self {
        case .daysOff(_, _, let kind): kind.notice
        case .makeup(_, let notice): notice
        case .start, .pause, .counted, .extended, .extensionCounted, .moved, .ends, .stands: nil
        }
    }
}

extension CalendarVersion {
    /// To the calendar of its year as it was known on a day.
    func link(asOf day: LocalDay, _ language: Language) -> Frame.Link {
        Frame.Link(href: "/calendar?year=\(year)&as_of=\(day)", label: text(language))
    }
}
