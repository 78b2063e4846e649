import Casework
import Catalog
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Matters like the one that is reported")
struct SimilarTests {
    private static let here = MatterReported.Position(latitude: 22_690_000, longitude: 114_340_000)!

    private func draft(_ text: String, _ community: String? = "440310001001") -> Draft {
        var draft = Draft()
        (draft.text, draft.community) = (text, community.flatMap { Code(rawValue: $0) })
        return draft
    }

    private func found(
        _ draft: Draft,
        _ office: CaseOffice,
        sight: MatterFilter.Sight = .everything
    ) async throws -> [Matter.ID] {
        let now = office.clock.now
        return try await office.store.read {
            try SimilarMatters(at: now, $0).find(draft, sight: sight).map(\.matter.id)
        }
    }

    private func publicly(_ draft: Draft, _ office: CaseOffice) async throws -> [Matter.ID] {
        let (now, catalog) = (office.clock.now, office.rules.catalog)
        let kind = try #require(catalog.matterKind(Code(rawValue: "report")!))
        let day = CaseOffice.zone.day(of: now)
        return try await office.store.read {
            try SimilarMatters(at: now, $0).findPublicly(draft, catalog: catalog, kind: kind, on: day)
                .map(\.matter.id)
        }
    }

    @Test("are near, recent and alike", arguments: TestEngine.available)
    func near(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report(words: CaseOffice.words("六联路口每晚有人乱摆卖，占道"))
            #expect(try await found(draft("路口有人乱摆卖"), office) == [id])
            #expect(try await found(draft("路灯不亮"), office).isEmpty)
            #expect(try await found(draft("路口有人乱摆卖", "440310001003"), office).isEmpty)
            // Without a place more of it has to be the same.
            #expect(try await found(draft("路口有人乱摆卖", nil), office) == [id])
            #expect(try await found(draft("有人在学校门口卖早餐", nil), office).isEmpty)
            office.clock.advance(hours: 24 * 31)
            #expect(try await found(draft("路口有人乱摆卖"), office).isEmpty)
        }
    }

    @Test(
        "come in one order: the likest, the same place, the open, the newest",
        arguments: TestEngine.available
    )
    func order(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let first = try await office.report(words: CaseOffice.words("路口有人乱摆卖"))
            let second = try await office.report(words: CaseOffice.words("路口有人乱摆卖"))
            let less = try await office.report(words: CaseOffice.words("路口有人占道，影响通行"))
            #expect(try await found(draft("路口有人乱摆卖"), office) == [second, first, less])
            // What is closed can be joined no more, and comes later.
            try await office.act(.settle(), on: second, by: office.clerk)
            #expect(try await found(draft("路口有人乱摆卖"), office) == [first, second, less])
            try await office.act(.decline, on: first, by: office.clerk)
            #expect(try await found(draft("路口有人乱摆卖"), office) == [second, less])
        }
    }

    @Test("lie within some hundred metres where a point is given", arguments: TestEngine.available)
    func metres(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            func report(_ north: Int64) async throws -> Matter.ID {
                try await office.report(
                    community: nil,
                    position: MatterReported.Position(
                        latitude: Self.here.latitude + north,
                        longitude: Self.here.longitude
                    )
                )
            }
            let (close, further) = (try await report(500), try await report(2000))
            let far = try await report(9000)
            var draft = draft("路口有人乱摆卖", nil)
            draft.position = Self.here
            let ids = try await found(draft, office)
            #expect(ids == [close, further] && !ids.contains(far))
        }
    }

    @Test("show the staff what they may see", arguments: TestEngine.available)
    func sight(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report(
                "petition",
                source: "petitioner",
                words: CaseOffice.words("路口有人乱摆卖"),
                category: nil,
                by: office.clerk
            )
            #expect(try await found(draft("路口有人乱摆卖"), office) == [id])
            #expect(try await found(draft("路口有人乱摆卖"), office, sight: .office).isEmpty)
        }
    }

    @Test(
        "show the public nothing by others' words, no dwelling and nothing that is not open",
        arguments: TestEngine.available
    )
    func `public`(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report(
                words: CaseOffice.words("门前很黑，张三摔倒了"),
                category: "pm-185"
            )
            try await office.report(category: "pm-185", isDwelling: true)
            try await office.report("illegal-building", category: nil)
            // By the catalog's own word for the category.
            #expect(try await publicly(draft("路灯坏了"), office) == [id])
            #expect(try await publicly(draft("路灯坏了", "440310001003"), office).isEmpty)
            #expect(try await publicly(draft("路灯坏了", nil), office).isEmpty)
            // Nobody finds out by trying words what somebody else has written.
            #expect(try await publicly(draft("门前很黑，张三摔倒了"), office).isEmpty)
            var chosen = draft("坏了")
            chosen.category = Code(rawValue: "pt-6")
            #expect(try await publicly(chosen, office) == [id])
        }
    }
}
