import Ledger
import WorkingTime

extension Zone {
    static let shanghai = Zone(name: "Asia/Shanghai")!

    /// The moment of a wall clock that reads `2018-03-05 09:20`.
    func at(_ text: String) -> Instant {
        let clock = text.suffix(5).split(separator: ":").map { Int($0)! }
        return instant(LocalDay(String(text.prefix(10)))!, hour: clock[0], minute: clock[1])
    }
}

func day(_ text: String) -> LocalDay { LocalDay(text)! }

func at(_ text: String) -> Instant { Zone.shanghai.at(text) }

/// The days of `01-01 02-15..02-21 2018-12-30`, of that year where none is named.
func days(_ year: Int, _ text: String) -> [LocalDay] {
    text.split(separator: " ").flatMap { part in
        let ends = part.split(separator: ".").map { $0.count == 5 ? day("\(year)-\($0)") : day(String($0)) }
        return (ends[0].daysSince1970...ends[ends.count - 1].daysSince1970).map(LocalDay.init(daysSince1970:))
    }
}

extension HolidayNotice {
    init(_ year: Int, _ published: String, off: String, work: String) throws {
        try self.init(
            year: year,
            published: day(published),
            daysOff: days(year, off),
            makeupDays: days(year, work)
        )
    }

    /// The notices of the State Council for the years of the seed and of today.
    static let stateCouncil: [HolidayNotice] = {
        do {
            return try [
                .init(
                    2017,
                    "2016-12-01",
                    off: "01-01..01-02 01-27..02-02 04-02..04-04 05-01 05-28..05-30 10-01..10-08",
                    work: "01-22 02-04 04-01 05-27 09-30"
                ),
                .init(
                    2018,
                    "2017-11-30",
                    off: "01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-18 09-24 10-01..10-07",
                    work: "02-11 02-24 04-08 04-28 09-29 09-30"
                ),
                .init(
                    2019,
                    "2018-12-06",
                    off: "2018-12-30..2018-12-31 01-01 02-04..02-10 04-05 05-01 06-07 09-13 10-01..10-07",
                    work: "2018-12-29 02-02 02-03 09-29 10-12"
                ),
                .init(
                    2019,
                    "2019-03-22",
                    off:
                        "2018-12-30..2018-12-31 01-01 02-04..02-10 04-05 05-01..05-04 06-07 09-13 10-01..10-07",
                    work: "2018-12-29 02-02 02-03 04-28 05-05 09-29 10-12"
                ),
                .init(
                    2020,
                    "2019-11-21",
                    off: "01-01 01-24..01-30 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08",
                    work: "01-19 02-01 04-26 05-09 06-28 09-27 10-10"
                ),
                .init(
                    2020,
                    "2020-01-27",
                    off: "01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08",
                    work: "01-19 04-26 05-09 06-28 09-27 10-10"
                ),
                .init(
                    2024,
                    "2023-10-25",
                    off:
                        "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
                    work: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"
                ),
                .init(
                    2025,
                    "2024-11-12",
                    off: "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
                    work: "01-26 02-08 04-27 09-28 10-11"
                ),
                .init(
                    2026,
                    "2025-11-04",
                    off:
                        "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
                    work: "01-04 02-14 02-28 05-09 09-20 10-10"
                ),
            ]
        } catch { preconditionFailure("\(error)") }
    }()
}

extension WorkingCalendar {
    static let stateCouncil: WorkingCalendar = {
        do { return try WorkingCalendar(HolidayNotice.stateCouncil) } catch {
            preconditionFailure("\(error)")
        }
    }()
}

extension WorkingHours {
    /// 09:00–12:00 and 14:00–18:00.
    static let office: WorkingHours = {
        do { return try WorkingHours([Span(from: 540, until: 720), Span(from: 840, until: 1080)]) } catch {
            preconditionFailure("\(error)")
        }
    }()
}

extension Timetable {
    /// The office in Shanghai's zone as it knew the calendar on that day.
    static func office(asOf day: String) -> Timetable {
        Timetable(
            zone: .shanghai,
            calendar: WorkingCalendar.stateCouncil.edition(asOf: LocalDay(day)!),
            hours: .office
        )
    }
}
