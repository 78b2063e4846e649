import Casework
import Ledger
import Storage
import TestSupport
import Testing

@Suite("The number of another office")
struct OutsideNumberTests {
    @Test("is kept as it is written, without blanks")
    func kept() async throws {
        try await CaseOffice.run(on: .sqlite) { office in
            for (typed, kept) in [
                ("坪督〔2018〕8号", "坪督〔2018〕8号"), (" SZ-12345-2018 0305-001 ", "SZ-12345-20180305-001"),
                ("深圳市坪山区督查室督办〔2018〕12号", "深圳市坪山区督查室督办〔2018〕12号"), ("演示-7", "演示-7"),
                ("201803050912345678", "201803050912345678"),
            ] {
                let id = try await office.report(
                    source: "hotline-12345",
                    outsideNumber: typed,
                    by: office.clerk
                )
                let found = try await office.store.read { try Matters.facts(of: id, $0)?.outsideNumber }
                #expect(found == kept)
            }
        }
    }

    @Test(
        "is refused where it reads like words about somebody",
        arguments: [
            "王小明反映问题", "王小明", "13800138000", "11010519491231002X", "a@b.cn", "8号 <b>", "８号",
            "请速回复家住某某小区某栋某单元的来访人王某某8号",
        ]
    )
    func refused(typed: String) async throws {
        try await CaseOffice.run(on: .sqlite) { office in
            await #expect(throws: MatterError.numberShape) {
                try await office.report(source: "hotline-12345", outsideNumber: typed, by: office.clerk)
            }
            let id = try await office.report()
            await #expect(throws: MatterError.numberShape) {
                try await office.act(
                    .supervise(outsideNumber: typed, until: LocalDay("2018-03-09")!),
                    on: id,
                    by: office.clerk
                )
            }
        }
    }
}
