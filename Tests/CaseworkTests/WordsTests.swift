import Administration
import Casework
import Catalog
import Foundation
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("What people wrote about a matter")
struct WordsTests {
    @Test("stands sealed in the ledger, and readable in the projections", arguments: TestEngine.available)
    func sealed(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report(words: try CaseOffice.words("路口摆卖很吵", name: "王小明"))
            let entry = try await office.store.read {
                try EntryStore.entry(Entry.ID(rawValue: id.rawValue), $0)
            }
            let bytes = try #require(try entry?.bytes())
            #expect(!String(decoding: bytes, as: UTF8.self).contains("摆卖"))
            #expect(Set(entry?.sealed.map(\.name) ?? []) == ["text", "address", "name"])
            let words = try await office.store.read { try Matters.words(of: id, $0) }
            #expect(words?.points == ["路口摆卖很吵"] && words?.title == "路口摆卖很吵")
            #expect(words?.nameMask != "王小明" && words?.nameMask != nil)
        }
    }

    @Test("is the same when the projections are made again, with its keys", arguments: TestEngine.available)
    func replay(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.handled()
            try await office.act(.verify(isOnSite: true), .strikeOff, on: id, by: office.verifier)
            try await office.act(.reopen, on: id, by: .reporter(of: id), note: "又来了")
            try await office.report("hazard", source: "patrol", category: nil, by: office.clerk)
            let differences = try await office.differences()
            #expect(differences.isEmpty, "\(differences)")
        }
    }

    @Test("is gone for good once it is erased, from pages, search and disk", arguments: TestEngine.available)
    func erased(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report(words: try CaseOffice.words("奇特罕见词语出现"))
            let other = try await office.report(words: try CaseOffice.words("平常词语"))
            let query = try SearchQuery("奇特罕见")
            func found() async throws -> [Matter.ID] {
                var filter = MatterFilter()
                filter.sight = .everything
                let shown = filter
                return try await office.store.read {
                    try MatterSearch.page(query, shown, limit: 5, $0).rows.map(\.id)
                }
            }
            let before = try await found()
            #expect(before == [id])
            func erase() async throws {
                let erase = try EraseSubject(
                    Matter.subject(id),
                    reason: "上报人要求删除",
                    agreed: Staff.ID(office.secondLeader)!,
                    zone: CaseOffice.zone,
                    of: [.matters]
                )
                _ = try await office.store.perform(
                    Order(id: CommandID(UUID()), actor: office.leader, command: erase)
                )
                try await Erasure.finish(office.store, office.vault)
            }
            await #expect(throws: ErasureError.open(Matter.subject(id))) { try await erase() }
            try await office.act(.withdraw, on: id, by: .reporter(of: id), note: "奇特罕见的补充")
            try await erase()
            let (words, history) = try await office.store.read {
                (try Matters.words(of: id, $0), try Matters.history(of: id, $0))
            }
            #expect(words?.title == nil && words?.points == [])
            #expect(history.allSatisfy { $0.note == nil })
            let after = try await found()
            #expect(after.isEmpty)
            let kept = try await office.store.read { try Matters.words(of: other, $0)?.title }
            #expect(kept == "平常词语")
            let differences = try await office.differences()
            #expect(differences.isEmpty, "\(differences)")
            if engine == .sqlite {
                for name in ["store.sqlite", "store.sqlite-wal"] {
                    let file = office.place.folder.appending(path: name)
                    guard let bytes = try? Data(contentsOf: file) else { continue }
                    #expect(bytes.range(of: Data("奇特罕见".utf8)) == nil, "\(name)")
                }
            }
        }
    }

    @Test("is refused where it is empty or too long")
    func limits() throws {
        #expect(throws: MatterError.empty(.text)) { try Report.Words(points: [" \n"]) }
        #expect(throws: MatterError.empty(.text)) { try Report.Words(points: []) }
        let long = String(repeating: "长", count: 3_334)
        #expect(throws: MatterError.tooLong(.text, 10_002, of: 10_000)) { try Report.Words(points: [long]) }
        #expect(throws: MatterError.tooManyPoints(21)) {
            try Report.Words(points: Array(repeating: "点", count: 21))
        }
    }
}

@Suite("A report")
struct ReportTests {
    @Test("is refused for a kind that residents do not report, or from a source it does not come from")
    func refused() async throws {
        try await CaseOffice.run(on: .sqlite) { office in
            await #expect(throws: MatterError.notForResidents(Code(rawValue: "petition")!)) {
                try await office.report("petition", source: "petitioner", category: nil)
            }
            await #expect(throws: MatterError.otherSource(Code(rawValue: "system")!)) {
                try await office.report(source: "system")
            }
            await #expect(throws: MatterError.unknownCategory(Code(rawValue: "ps-none")!)) {
                try await office.report(category: "ps-none")
            }
            await #expect(throws: MatterError.fieldMissing(Code(rawValue: "way")!)) {
                try await office.report("clearance", source: "patrol", category: nil, by: office.clerk)
            }
        }
    }

    @Test("of every kind can be filed, and finds its handler by the routes")
    func everyKind() async throws {
        try await CaseOffice.run(on: .sqlite) { office in
            for kind in office.rules.catalog.kinds {
                var answers: [MatterKind.Field.Stage: [Code: Report.FieldValue]] = [:]
                for field in kind.fields where field.isRequired {
                    answers[field.stage, default: [:]][field.code] =
                        switch field.type {
                        case .text: .text("说明")
                        case .number: .number(5)
                        case .day: .day(LocalDay("2018-03-05")!)
                        case .yesNo: .flag(true)
                        case .choice(let choices): .choice(choices[0].code)
                        }
                }
                let id = try await office.report(
                    kind.code.rawValue,
                    source: kind.sources[0].rawValue,
                    category: nil,
                    fields: answers[.report] ?? [:],
                    by: office.clerk
                )
                try await office.act(.file, on: id, by: office.clerk, answers: answers[.filing] ?? [:])
                let matter = try await office.matter(id)
                for step in matter.steps where step.before == .dispatch && step.isRequired {
                    try await office.act(
                        .takeStep(step.code, number: nil),
                        on: id,
                        by: office.clerk
                    )
                }
                try await office.act(.dispatch(lead: nil, assisting: []), on: id, by: office.clerk)
                let dispatched = try await office.matter(id)
                #expect(dispatched.stage.name == .dispatched, "\(kind.code)")
                #expect(dispatched.clocks[.handling] != nil, "\(kind.code)")
            }
        }
    }
}
