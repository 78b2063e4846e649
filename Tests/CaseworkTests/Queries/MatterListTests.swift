import Casework
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Lists of matters")
struct MatterListTests {
    @Test("each filter shows its own matters, page by page, and counts them", arguments: TestEngine.available)
    func filters(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let named = try await office.oneOfEach()
            for (title, filter, expected) in Self.table {
                let ids = expected.compactMap { named[$0] }.sorted { $0.rawValue > $1.rawValue }
                try await office.store.read { reader in
                    let page = try MatterList.page(filter, limit: 50, reader)
                    #expect(page.map(\.id) == ids, "\(title)")
                    #expect(try MatterList.count(filter, upTo: 50, reader) == ids.count, "\(title)")
                    #expect(try MatterList.count(filter, upTo: 1, reader) == min(1, ids.count), "\(title)")
                    #expect(try Self.walk(filter, by: .newest, reader) == ids, "\(title)")
                    let due = page.filter { $0.outcome == nil }.compactMap { row in
                        row.due.map { ($0, row.id) }
                    }
                    .sorted { ($0.0, $0.1.rawValue) < ($1.0, $1.1.rawValue) }.map(\.1)
                    #expect(try Self.walk(filter, by: .due, reader) == due, "\(title)")
                }
            }
        }
    }

    @Test("a search shows what its filter shows", arguments: TestEngine.available)
    func search(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let named = try await office.oneOfEach()
            let query = try SearchQuery("乱摆卖")
            for (title, filter, expected) in Self.table {
                let ids = expected.compactMap { named[$0] }.sorted { $0.rawValue > $1.rawValue }
                let rows = try await office.store.read {
                    try MatterSearch.page(query, filter, limit: 50, $0).rows
                }
                #expect(rows.map(\.id) == ids, "\(title)")
            }
        }
    }

    /// One row a page, as far as it goes.
    private static func walk(
        _ filter: MatterFilter,
        by order: MatterList.Order,
        _ reader: Reader
    ) throws -> [Matter.ID] {
        var (ids, place): ([Matter.ID], MatterList.Place?) = ([], nil)
        while let row = try MatterList.page(filter, by: order, from: place, limit: 1, reader).first {
            ids.append(row.id)
            switch (order, row.due) {
            case (.due, let due?): place = .due(after: due, row.id)
            default: place = .newest(before: row.id)
            }
        }
        return ids
    }

    private typealias Line = (title: String, filter: MatterFilter, expected: Set<CaseOffice.Named>)

    private static let table: [Line] = [
        line("what the public sees", Set(CaseOffice.Named.allCases).subtracting([.confidential])) {
            $0.sight = .public
        },
        line("all that the office sees", Set(CaseOffice.Named.allCases).subtracting([.confidential])) {
            $0.sight = .office
        },
        line("with the confidential ones of a line", Set(CaseOffice.Named.allCases)) {
            $0.sight = .some(lines: [code("tips")], units: [])
        },
        line("with the confidential ones that a unit handles", Set(CaseOffice.Named.allCases)) {
            $0.sight = .some(lines: [], units: [code("stability-office")])
        },
        line("of units and lines that have none", Set(CaseOffice.Named.allCases).subtracting([.confidential]))
        {
            $0.sight = .some(lines: [], units: [])
        },
        line("all", Set(CaseOffice.Named.allCases)) { _ in },
        line("open", [.overdue, .reported, .dispatched, .handled, .confidential]) { $0.isOpen = true },
        line("closed", [.struckOff, .declined]) { $0.isOpen = false },
        line("of an open stage", [.overdue, .dispatched, .confidential]) { $0.stage = .dispatched },
        line("of the last stage", [.struckOff, .declined]) { $0.stage = .closed },
        line("of an outcome", [.declined]) { $0.outcome = .declined },
        line("closed with an outcome", [.struckOff]) { ($0.isOpen, $0.outcome) = (false, .struckOff) },
        line("of a kind", [.confidential]) { $0.kind = code("tip") },
        line("of a source", [.handled]) { $0.source = code("window") },
        line("of a community", [.dispatched]) { $0.community = code("440310001002") },
        line("of a category", [.reported]) { $0.category = code("pm-176") },
        line("of a unit", [.overdue, .handled, .struckOff]) { $0.lead = .team },
        line("overdue", [.overdue]) { $0.isOverdue = true },
        line("overdue at a unit", [.overdue]) { ($0.isOverdue, $0.lead) = (true, .team) },
        line("overdue at a stage", [.overdue]) { ($0.isOverdue, $0.stage) = (true, .dispatched) },
        line("open at a unit", [.overdue, .handled]) { ($0.isOpen, $0.lead) = (true, .team) },
        line("of a source and an outcome", [.declined]) {
            ($0.source, $0.outcome) = (code("web"), .declined)
        },
        line("of a kind, a community and a category", [.overdue, .handled, .struckOff, .declined]) {
            ($0.kind, $0.community, $0.category) = (code("report"), code("440310001001"), code("ps-1164"))
        },
        line("all filters at once", [.handled]) {
            ($0.isOpen, $0.stage, $0.kind, $0.source) = (true, .handled, code("report"), code("window"))
            ($0.community, $0.category, $0.lead) = (code("440310001001"), code("ps-1164"), .team)
        },
        line("open with an outcome, which nothing is", []) { ($0.isOpen, $0.outcome) = (true, .struckOff) },
        line("closed at an open stage, which nothing is", []) { ($0.isOpen, $0.stage) = (false, .handled) },
        line("open at the last stage, which nothing is", []) { ($0.isOpen, $0.stage) = (true, .closed) },
        line("at an open stage with an outcome, which nothing is", []) {
            ($0.stage, $0.outcome) = (.handled, .struckOff)
        },
        line("overdue and closed, which nothing is", []) { ($0.isOverdue, $0.isOpen) = (true, false) },
        line("overdue with an outcome, which nothing is", []) {
            ($0.isOverdue, $0.outcome) = (true, .declined)
        },
        line("of a code that nothing has", []) { $0.category = code("pt-99999") },
    ]

    /// - Parameter narrow: Given a filter that shows everything.
    private static func line(
        _ title: String,
        _ expected: Set<CaseOffice.Named>,
        _ narrow: (inout MatterFilter) -> Void
    ) -> Line {
        var filter = MatterFilter()
        filter.sight = .everything
        narrow(&filter)
        return (title, filter, expected)
    }
}

extension CaseOffice {
    enum Named: CaseIterable, Sendable {
        case overdue, reported, dispatched, handled, struckOff, declined, confidential
    }

    /// A matter at each place of the loop that the lists tell apart.
    func oneOfEach() async throws -> [Named: Matter.ID] {
        var named: [Named: Matter.ID] = [:]
        let overdue = try await report()
        try await act(.file, .dispatch(lead: .team, assisting: []), on: overdue, by: clerk)
        named[.overdue] = overdue
        clock.advance(hours: 24 * 60)
        try await fireTimers()
        named[.reported] = try await report(category: "pm-176")
        let dispatched = try await report(community: "440310001002")
        try await act(.file, .dispatch(lead: .municipal, assisting: []), on: dispatched, by: clerk)
        named[.dispatched] = dispatched
        named[.handled] = try await handled(source: "window", by: clerk)
        let struckOff = try await handled()
        try await act(.verify(isOnSite: true), .strikeOff, on: struckOff, by: verifier)
        named[.struckOff] = struckOff
        let declined = try await report()
        try await act(.decline, on: declined, by: clerk)
        named[.declined] = declined
        let tip = try await report("tip", community: "440310001003", category: nil)
        try await act(.file, .dispatch(lead: code("stability-office"), assisting: []), on: tip, by: clerk)
        named[.confidential] = tip
        return named
    }
}

private func code(_ text: String) -> Code { Code(rawValue: text)! }
