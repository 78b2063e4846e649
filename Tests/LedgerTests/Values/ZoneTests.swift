import Ledger
import Testing

@Suite("A time zone")
struct ZoneTests {
    @Test(
        "shows the day and the clock of its own calendar",
        arguments: [
            ("Asia/Shanghai", 1_520_265_599_999, "2018-03-05 23:59"),
            ("Asia/Shanghai", 1_520_265_600_000, "2018-03-06 00:00"),
            ("Europe/Berlin", 1_521_939_599_000, "2018-03-25 01:59"),
            ("Europe/Berlin", 1_521_939_600_000, "2018-03-25 03:00"),
            ("America/New_York", 1_520_265_600_000, "2018-03-05 11:00"),
            ("UTC", -1, "1969-12-31 23:59"),
        ] as [(String, Int64, String)]
    )
    func shows(zone: String, milliseconds: Int64, clock: String) throws {
        let zone = try #require(Zone(name: zone))
        let instant = Instant(rawValue: milliseconds)
        #expect(zone.clock(of: instant) == clock)
        #expect(zone.day(of: instant).description == clock.prefix(10))
    }

    @Test(
        "finds the moment of a wall clock that its own clock then shows",
        arguments: ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]
    )
    func isFound(zone: String) throws {
        let zone = try #require(Zone(name: zone))
        for days in LocalDay("2017-12-25")!.daysSince1970..<LocalDay("2019-01-05")!.daysSince1970 {
            let day = LocalDay(daysSince1970: days)
            for (hour, minute) in [(0, 0), (0, 59), (4, 0), (12, 30), (23, 59)] {
                let text = "\(day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
                #expect(zone.clock(of: zone.instant(day, hour: hour, minute: minute)) == text)
            }
        }
    }

    @Test(
        "jumps with the clock over the hour that a spring night leaves out",
        arguments: [
            ("Europe/Berlin", "2018-03-25", 2, 30, "2018-03-25 03:30"),
            ("America/New_York", "2018-03-11", 2, 30, "2018-03-11 03:30"),
            ("America/Sao_Paulo", "2018-11-04", 0, 0, "2018-11-04 01:00"),
        ] as [(String, String, Int, Int, String)]
    )
    func jumps(zone: String, day: String, hour: Int, minute: Int, clock: String) throws {
        let zone = try #require(Zone(name: zone))
        let found = zone.instant(try #require(LocalDay(day)), hour: hour, minute: minute)
        #expect(zone.clock(of: found) == clock)
    }

    @Test func takesTheLaterOfTwoMomentsInAnAutumnNight() throws {
        let berlin = try #require(Zone(name: "Europe/Berlin"))
        let found = berlin.instant(LocalDay("2018-10-28")!, hour: 2, minute: 30)
        #expect(found.description == "2018-10-28T01:30:00.000Z")
    }

    @Test(
        "is nil for a name that the IANA database has not, or spells otherwise",
        arguments: [
            "", "/", "Asia/", "Asia/shanghai", "Asia/Pingshan", "../Asia/Shanghai", "CST", "GMT+8", "+08:00",
        ]
    )
    func isNil(name: String) { #expect(Zone(name: name) == nil) }
}
