import Ledger
import WorkingTime

/// The working days of a year, month by month, with the notices that say so.
struct CalendarPage: Page {
    static let template = "calendar"

    struct Row: Sendable {
        let month: String
        let workingDays: String
        /// Nil where there are none.
        let daysOff: String?
        let makeupDays: String?
    }

    let title: String
    let place: Frame.Place? = nil
    let years: [Frame.Link]
    /// Nil where all notices are taken that there are.
    let asOf: String?
    let sources: [String]
    /// Notices of the year that do not hold on that day: replaced ones, and later ones.
    let others: [Frame.Link]
    let hasOthers: Bool
    let rows: [Row]
    let json: Frame.Link
    let deadlines: Frame.Link

    init(_ calendar: CalendarYear, years: [Int], _ language: Language) {
        title = DeadlineWord.calendarTitle[language, "\(calendar.year)"]
        self.years = years.map {
            Frame.Link(href: "/calendar?year=\($0)", label: "\($0)", isCurrent: $0 == calendar.year)
        }
        asOf = calendar.asOf.map { DeadlineWord.calendarAsOf[language, "\($0)"] }
        sources = calendar.versions.map { $0.text(language) }
        others = calendar.notices.filter { !calendar.versions.contains($0.version) }.map {
            $0.version.link(asOf: $0.published, language)
        }
        hasOthers = !others.isEmpty
        rows =
            calendar.months.map { Row($0, year: calendar.year) } + [
                Row(
                    month: DeadlineWord.calendarTotal[language],
                    workingDays: "\(calendar.workingDays)",
                    daysOff: nil,
                    makeupDays: nil
                )
            ]
        let asOf = calendar.asOf.map { "&as_of=\($0)" } ?? ""
        json = Frame.Link(
            href: "/calendar?year=\(calendar.year)\(asOf)&format=json",
            label: Word.figureJSON[language]
        )
        deadlines = Frame.Link(href: "/deadlines", label: DeadlineWord.deadlinesTitle[language])
    }
}

extension CalendarPage.Row {
    fileprivate init(_ month: CalendarYear.Month, year: Int) {
        self.month = "\(year)-\(month.number < 10 ? "0" : "")\(month.number)"
        workingDays = "\(month.workingDays)"
        daysOff = Self.text(month.daysOff)
        makeupDays = Self.text(month.makeupDays)
    }

    /// `02-15 – 02-21, 02-24`; nil for no days.
    private static func text(_ days: [LocalDay]) -> String? {
        var runs: [(first: LocalDay, last: LocalDay)] = []
        for day in days {
            if let run = runs.last, run.last.daysSince1970 + 1 == day.daysSince1970 {
                runs[runs.count - 1].last = day
            } else {
                runs.append((day, day))
            }
        }
        let texts = runs.map { run in
            let (first, last) = (run.first.description.suffix(5), run.last.description.suffix(5))
            return run.first == run.last ? "\(first)" : "\(first) – \(last)"
        }
        return texts.isEmpty ? nil : texts.joined(separator: ", ")
    }
}
