import Ledger
import Testing

@Suite("An instant")
struct InstantTests {
    @Test(
        "is written in UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1_520_212_800_000, "2018-03-05T01:20:00.000Z"), (1_520_212_800_007, "2018-03-05T01:20:00.007Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func isWritten(milliseconds: Int64, text: String) {
        #expect(Instant(rawValue: milliseconds).description == text)
    }

    @Test func comesFromAClockThatCanBeFixedAndShifted() {
        let clock = WallClock.fixed(.monday)
        #expect(clock.now == .monday)
        #expect(clock.shifted(byMilliseconds: -1).now == Instant(rawValue: 1_520_212_799_999))
        #expect(clock.shifted(byMilliseconds: -1).now < clock.now)
    }
}
