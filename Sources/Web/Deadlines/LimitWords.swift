import Catalog
import Ledger
import WorkingTime

extension DeadlineRuleEntry {
    /// The limit in words, with what it may be extended by.
    func limit(_ language: Language) -> String {
        let limit = DeadlineRule.Unit(unit).text(count, language)
        guard let longer = self.extension else { return limit }
        let unit = DeadlineRule.Unit(DeadlineRule.Extension.Unit(longer.unit))
        return DeadlineWord.limitExtension[
            language,
            limit,
            unit.text(longer.count, language),
            longer.approval[language]
        ]
    }

    /// The name with the code, `办结信访事项（petition-handling-2005）`.
    func title(_ language: Language) -> String {
        Word.timeInZone[language, name[language], code.rawValue]
    }
}

extension DeadlineRule.Unit {
    /// `15 个工作日`, `15 working days`.
    func text(_ count: Int, _ language: Language) -> String { word.counting(count, language) }

    private var word: DeadlineWord {
        switch self {
        case .workingDays: .limitWorkingDays
        case .calendarDays: .limitCalendarDays
        case .calendarMonths: .limitMonths
        case .calendarYears: .limitYears
        case .workingHours: .limitWorkingHours
        case .urgentHours: .limitUrgentHours
        }
    }
}

extension DeadlineRule.Extension {
    func text(_ language: Language) -> String { DeadlineRule.Unit(unit).text(count, language) }
}

extension Amount {
    /// The kinds that are not zero, one after another.
    func text(_ language: Language) -> String {
        let kinds: [(DeadlineWord, Int)] = [
            (.limitWorkingDays, workingDays), (.limitCalendarDays, calendarDays),
            (.limitWorkingMinutes, workingMinutes), (.limitUrgentMinutes, urgentMinutes),
        ]
        guard !isZero else { return DeadlineWord.amountNone[language] }
        return kinds.filter { $0.1 != 0 }.map { $0.0.counting($0.1, language) }.joined(separator: " + ")
    }
}

extension DeadlineWord {
    /// How many there are of something; in English each of these words takes an s unless there is one.
    fileprivate func counting(_ count: Int, _ language: Language) -> String {
        self[language, "\(count)"] + (language == .en && count != 1 ? "s" : "")
    }
}

extension Pause.Cause {
    var word: DeadlineWord {
        switch self {
        case .suspension: .pauseSuspension
        case .awaitingParty: .pauseAwaitingParty
        case .hearing: .pauseHearing
        }
    }
}

extension Validity {
    /// `自 2005-05-01 至 2022-04-30`; nil where it has neither beginning nor end.
    func text(_ language: Language) -> String? {
        let parts = [
            since.map { Word.grantFrom[language, "\($0)"] },
            until.map { Word.grantThrough[language, "\($0)"] },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

extension LocalDay {
    func weekday(_ language: Language) -> String {
        let words: [DeadlineWord] = [
            .weekdayMonday, .weekdayTuesday, .weekdayWednesday, .weekdayThursday, .weekdayFriday,
            .weekdaySaturday, .weekdaySunday,
        ]
        // 1970-01-01 was a Thursday.
        return words[Int(((daysSince1970 + 3) % 7 + 7) % 7)][language]
    }

    /// `2018-03-05（星期一）`.
    func text(_ language: Language) -> String {
        Word.timeInZone[language, "\(self)", weekday(language)]
    }
}

extension CalendarVersion {
    /// Which notice it is, or that there is none.
    func text(_ language: Language) -> String {
        published.map { DeadlineWord.noticeOfYear[language, "\(year)", "\($0)"] }
            ?? DeadlineWord.noticeMissing[language, "\(year)"]
    }
}
