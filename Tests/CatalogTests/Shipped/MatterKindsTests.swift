import Catalog
import Ledger
import Testing

@Suite("The kinds of matter of Pingshan")
struct MatterKindsTests {
    @Test("have rules for all their clocks, in 2018 and in 2026", arguments: ["2018-03-01", "2026-03-01"])
    func rules(day: String) throws {
        let (catalog, day) = (try Shipped.catalog, LocalDay(day)!)
        for kind in catalog.kinds {
            let clocks = kind.clocks
            let rules =
                [clocks.answer, clocks.dispatch, clocks.handling, clocks.verification].compactMap { $0 }
                + clocks.handlingOf.map(\.rule) + kind.steps.compactMap(\.clock?.rule)
            for rule in rules { #expect(catalog.deadlineRule(rule, on: day) != nil, "\(kind.code) \(rule)") }
        }
    }

    @Test("change with the law: a petition of 2018 is answered by the regulation of 2005")
    func petitions() throws {
        let catalog = try Shipped.catalog
        let petition = try #require(catalog.matterKind(Code(rawValue: "petition")!))
        let rule = { (day: String) in
            catalog.handlingRule(of: petition, category: nil, on: LocalDay(day)!)?.code.rawValue
        }
        #expect(rule("2018-03-01") == "petition-handling-2005")
        #expect(rule("2022-05-01") == "petition-handling-2022")
    }

    @Test("tell whoever reported one all of its course, but whom a tip was given to")
    func sights() throws {
        for kind in try Shipped.catalog.kinds {
            let all = MatterKind.Sight.allCases
            #expect(kind.reporterSees == (kind.code.rawValue == "tip" ? [.deadline, .steps] : all))
        }
    }

    @Test("lead somewhere from every community, and to the workstation where a route says so")
    func routes() throws {
        let (catalog, day) = (try Shipped.catalog, LocalDay("2018-03-01")!)
        for kind in catalog.kinds {
            for community in catalog.communities(on: day) {
                let route = catalog.route(for: kind, category: nil, community: community.code, on: day)
                let lead = try #require(route?.lead, "\(kind.code) \(community.code)")
                #expect(catalog.unit(lead, on: day) != nil)
            }
        }
        let report = try #require(catalog.matterKind(Code(rawValue: "report")!))
        func lead(_ category: String) -> String? {
            catalog.route(
                for: report,
                category: Code(rawValue: category),
                community: Code(rawValue: "440310001002"),
                on: day
            )?.lead.rawValue
        }
        #expect(lead("ps-602") == "enforcement-team" && lead("pt-17") == "liuhe-workstation")
    }

    @Test("take over the categories of the district's platform, each in one place")
    func categories() throws {
        let catalog = try Shipped.catalog
        #expect(catalog.categories.filter { $0.parent == nil }.count == 18)
        #expect(catalog.path(of: Code(rawValue: "ps-602")!).map(\.name.zh) == ["市容环卫", "占道经营", "无照经营游商"])
        let report = try #require(catalog.matterKind(Code(rawValue: "report")!))
        let day = LocalDay("2018-03-01")!
        #expect(catalog.suggestedCategory(for: "路灯不亮", kind: report, on: day)?.name.zh == "公用部件")
        #expect(catalog.suggestedCategory(for: "今天天气很好", kind: report, on: day) == nil)
    }

    @Test("say who closes: what is handed down by others is closed by them")
    func closing() throws {
        let catalog = try Shipped.catalog
        for source in catalog.sources {
            let isAbove = [.hotline, .city, .inspection].contains(source.level)
            if isAbove { #expect(source.closing == .source, "\(source.code)") }
            if [.own, .community, .grid].contains(source.level) {
                #expect(source.closing == .office, "\(source.code)")
            }
        }
    }
}
