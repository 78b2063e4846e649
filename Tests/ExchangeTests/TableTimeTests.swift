import Exchange
import Ledger
import Testing

@Suite("A time in somebody's table")
struct TableTimeTests {
    private let zone = Zone(name: "Asia/Shanghai")!

    @Test(
        "is read as offices write it",
        arguments: [
            ("2018-07-04 17:24:41", "2018-07-04", 62_681), ("2018-07-04T17:24", "2018-07-04", 62_640),
            ("2018/7/4 9:05", "2018-07-04", 32_700), ("2018年7月4日", "2018-07-04", nil),
            ("2018年7月4日 17:24", "2018-07-04", 62_640), ("2018.12.31", "2018-12-31", nil),
            ("2018-07-04 17:24:41.000", "2018-07-04", 62_681),
        ]
    )
    func known(text: String, day: String, second: Int?) throws {
        let time = try #require(TableTime(text))
        #expect(time.day == LocalDay(day) && time.second == second)
    }

    @Test(
        "is none where it is anything else",
        arguments: [
            "", "-", "今天", "2018-02-30", "2018-7", "04/07/2018", "2018-07-04 25:00", "2018-07-04 10:60",
            "2018-07-04 10:10:61", "2018-07/04", "2018年7月4", "20180704", "2018-07-04 17",
            "2018-07-04  x 17:24",
            "99999-01-01", "2018-07-04 17:24:41 Z",
        ]
    )
    func none(text: String) { #expect(TableTime(text) == nil) }

    @Test("is a moment of the subdistrict's own clock")
    func moment() {
        #expect(TableTime("2018-07-04 08:00:01")?.instant(in: zone).rawValue == 1_530_662_401_000)
    }
}
