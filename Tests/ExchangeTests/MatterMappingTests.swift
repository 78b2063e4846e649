import Casework
import Catalog
import Exchange
import Foundation
import Ledger
import Testing

@Suite("A profile")
struct MatterMappingTests {
    private static let zone = Zone(name: "Asia/Shanghai")!
    private static let now = zone.instant(LocalDay("2019-01-05")!)
    private static let catalog = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Catalog/pingshan")
        return try Catalog(CatalogContent(folder: folder))
    }

    private let row = [
        "REC_ID": "72689", "CREATE_TIME": "2018-07-04 17:24:41", "EVENT_SRC_NAME": "12345",
        "EVENT_PROPERTY_NAME": "-", "MAIN_TYPE_NAME": "市容城管", "SUB_TYPE_NAME": "乱摆卖",
        "SUB_TYPE_ID": "1164", "STREET_NAME": "坪山街道", "COMMUNITY_NAME": "坪山社区",
        "DISPOSE_UNIT_NAME": "坪山街道综合执法队", "INTIME_ARCHIVE_NUM": "1", "OVERTIME_ARCHIVE_NUM": "0",
    ]

    private func mapping(_ profile: String = "pingshan-2018") throws -> MatterMapping {
        let catalog = try Self.catalog.get()
        let found = try #require(catalog.profile(Code(rawValue: profile)!))
        return try MatterMapping(found, try MatterRules(catalog, zone: Self.zone))
    }

    private func read(_ changes: [String: String] = [:]) throws -> MatterMapping.Read {
        let row = row.merging(changes) { $1 }
        return try mapping().read({ row[$0] }, at: Self.now)
    }

    private func problem(_ changes: [String: String]) throws -> RowProblem? {
        do {
            _ = try read(changes)
            return nil
        } catch let problem as RowProblem { return problem }
    }

    @Test("makes a matter of a row, closed where the row says so")
    func whole() throws {
        guard case .matter(let matter) = try read() else { throw Unexpected() }
        let report = matter.report
        #expect(report.source == Code(rawValue: "hotline-12345") && report.outsideNumber == "72689")
        #expect(report.place.community == Code(rawValue: "440310001003"))
        #expect(report.place.category == Code(rawValue: "ps-1164"))
        // A cell that says nothing takes its brackets with it.
        #expect(report.words.points == ["市容城管，乱摆卖"])
        #expect(report.reportedAt.map { Self.zone.clock(of: $0) } == "2018-07-04 17:24")
        #expect(
            matter.closing
                == .init(
                    on: LocalDay("2018-07-04")!,
                    isInTime: true,
                    lead: Code(rawValue: "enforcement-team")
                )
        )
        #expect(matter.note?.text == "平台登记的处置单位：坪山街道综合执法队")
    }

    @Test("leaves a matter open that no condition calls closed")
    func open() throws {
        guard case .matter(let matter) = try read(["INTIME_ARCHIVE_NUM": "-", "OVERTIME_ARCHIVE_NUM": "-"])
        else { throw Unexpected() }
        #expect(matter.closing == nil)
    }

    @Test("names no unit for what a bureau of the district handled")
    func elsewhere() throws {
        guard case .matter(let matter) = try read(["DISPOSE_UNIT_NAME": "环境保护和水务局"]) else {
            throw Unexpected()
        }
        #expect(matter.closing?.lead == nil && matter.note?.text.contains("环境保护和水务局") == true)
    }

    @Test("passes over the rows of others", arguments: ["龙田街道", "-", ""])
    func outside(street: String) throws {
        #expect(try read(["STREET_NAME": street]) == .outside)
    }

    @Test("says which column of a row is wrong, and how")
    func refused() throws {
        for (column, value, what) in [
            ("REC_ID", "-", RowProblem.What.empty), ("REC_ID", "", .empty),
            ("REC_ID", String(repeating: "7", count: 65), .tooLong(most: 64)), ("CREATE_TIME", "昨天", .noTime),
            ("CREATE_TIME", "2019-02-01 00:00", .time), ("EVENT_SRC_NAME", "微信", .unknown(.source)),
            ("SUB_TYPE_ID", "0", .unknown(.category)), ("COMMUNITY_NAME", "某社区", .unknown(.community)),
        ] {
            let problem = try #require(try problem([column: value]))
            #expect(problem.columns == [column] && problem.what == what, "\(column) \(value)")
            #expect(problem.description.contains(column))
        }
    }

    @Test("of the office's own sheet knows a row by what does not change of it")
    func digest() throws {
        let mapping = try mapping("office-ledger")
        func number(_ row: [String: String]) throws -> String? {
            guard case .matter(let matter) = try mapping.read({ row[$0] }, at: Self.now) else { return nil }
            return matter.report.outsideNumber
        }
        let first = try number(["来源": "街道巡查", "问题": "井盖破损", "点位": "东纵路"])
        #expect(try number(["来源": "街道巡查", "问题": "井盖破损", "点位": "东纵路", "进展": "整改中"]) == first)
        #expect(try number(["来源": "街道巡查", "问题": "井盖破损", "点位": "中山路"]) != first)
    }

    private struct Unexpected: Error {}
}
