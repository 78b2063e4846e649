package import Ledger
package import WorkingTime

extension Deadline.Line {
    /// The line for programs: its kind, and what belongs to a line of that kind.
    package var json: JSON.Object {
        switch self {
        case .start(let instant, let first):
            [
                "at": .string(instant.description), "counts_from": first.map { .string($0.description) },
                "kind": "start",
            ]
        case .daysOff(let from, let through, let kind):
            [
                "from": .string(from.description), "kind": "days-off",
                "notice": kind.notice.map { .string($0.description) },
                "through": .string(through.description),
            ]
        case .makeup(let day, let notice):
            [
                "day": .string(day.description), "kind": "makeup-day", "notice": .string(notice.description),
            ]
        case .pause(let pause, let amount):
            [
                "cause": .string(pause.cause.rawValue), "from": .string(pause.from.description),
                "kind": "pause", "takes": .object(amount.json),
                "until": pause.until.map { .string($0.description) },
            ]
        case .counted(let count, let unit, let day):
            [
                "count": .integer(Int64(count)), "kind": "counted", "through": .string(day.description),
                "unit": .string(unit.rawValue),
            ]
        case .extended(let part, let day):
            [
                "after": .string(day.description), "count": .integer(Int64(part.count)), "kind": "extended",
                "unit": .string(part.unit.rawValue),
            ]
        case .extensionCounted(let part, let day):
            [
                "count": .integer(Int64(part.count)), "kind": "extension-counted",
                "through": .string(day.description), "unit": .string(part.unit.rawValue),
            ]
        case .moved(let from, let to):
            ["from": .string(from.description), "kind": "moved", "to": .string(to.description)]
        case .ends(let instant, let day):
            ["at": .string(instant.description), "day": .string(day.description), "kind": "ends"]
        case .stands(let amount):
            ["kind": "stands", "remaining": .object(amount.json)]
        }
    }
}

extension CalendarEdition.Kind {
    /// The notice that made the day what it is; nil for a plain day of the week.
    var notice: CalendarVersion? {
        switch self {
        case .off(let notice), .makeup(let notice): notice
        case .weekday, .weekend: nil
        }
    }
}

extension Amount {
    /// The kinds that are not zero.
    fileprivate var json: JSON.Object {
        let kinds = [
            ("calendar_days", calendarDays), ("urgent_minutes", urgentMinutes),
            ("working_days", workingDays), ("working_minutes", workingMinutes),
        ]
        var object = JSON.Object()
        for (name, count) in kinds where count != 0 { object[name] = .integer(Int64(count)) }
        return object
    }
}
