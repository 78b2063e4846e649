import Ledger
import Storage
import TestSupport
import Testing

@Suite("A ledger whose hashes hold", .serialized)
struct ForgedLedgerTests {
    /// What the third entry says, and what is said of it.
    struct Forgery: Sendable, CustomStringConvertible {
        let description: String
        var kind = Noted.kind
        let body: JSON.Object
        let facts: [Fact]
        let named: String

        init(
            _ description: String,
            kind: Entry.Kind = Noted.kind,
            body: JSON.Object = Noted(name: "forged", amount: 1).body,
            _ facts: Fact...,
            named: String
        ) {
            self.description = description
            self.kind = kind
            self.body = body
            self.facts = facts
            self.named = named
        }

        static let all = [
            Forgery("a part of a fact", back(-4), named: "entry 2: Fact 1/0 must be taken back whole"),
            Forgery("more than a fact", back(-6), named: "entry 2: Fact 1/0 must be taken back whole"),
            Forgery("a fact again", back(5), named: "entry 2: Fact 1/0 must be taken back whole"),
            Forgery(
                "a fact of another measure",
                back(-5, measure: Measure("test.other")),
                named: "entry 2: Fact 1/0 must be taken back whole"
            ),
            Forgery(
                "a fact of another unit",
                back(-5, unit: Unit("fen")),
                named: "entry 2: Fact 1/0 must be taken back whole"
            ),
            Forgery(
                "a fact that is not there",
                back(-5, ordinal: 1),
                named: "entry 2: Fact 1/1 cannot be taken back: there is none"
            ),
            Forgery(
                "a fact of its own, in part",
                noted(5),
                back(-4, entry: 2),
                named: "entry 2: Fact 2/0 must be taken back whole"
            ),
            Forgery(
                "one fact twice",
                back(-5),
                back(-5),
                named: "entry 2: Fact 1/0 was taken back already"
            ),
            Forgery(
                "a kind that nobody knows",
                kind: Entry.Kind("test.unheard"),
                body: [:],
                named: "entry 2 is a test.unheard, which this program does not know"
            ),
            Forgery("too little", body: [:], named: "entry 2 (test.noted) cannot be read"),
            Forgery(
                "what the tables refuse",
                body: Noted(name: "n1", amount: 1).body,
                named: "entry 2 or one before it"
            ),
        ]

        static func noted(_ quantity: Int64) -> Fact {
            Fact(Measure("test.noted"), on: TestStore.day, quantity: quantity, unit: .item)
        }

        static func back(
            _ quantity: Int64,
            measure: Measure = Measure("test.noted"),
            unit: Unit = .item,
            entry: Int64 = 1,
            ordinal: Int = 0
        ) -> Fact {
            Fact(
                measure,
                on: TestStore.day,
                quantity: quantity,
                unit: unit,
                reverses: Fact.ID(entry: Entry.ID(rawValue: entry), ordinal: ordinal)
            )
        }

        func ledger() throws -> ForgedLedger {
            var ledger = try ForgedLedger()
            try ledger.note([Self.noted(5)])
            try ledger.append(kind, body: body, facts: facts)
            try ledger.sign()
            return ledger
        }
    }

    @Test("is not restored where an entry breaks a rule", arguments: TestEngine.available, Forgery.all)
    func isNotRestored(engine: TestEngine, forgery: Forgery) async throws {
        let ledger = try forgery.ledger()
        try await withFile(ledger.export) { path in
            let backup = try Restore.verify(path, lastCheckpoint: nil)
            do {
                try Restore.rehearse(backup, schema: TestModule.schema)
                Issue.record("It was rehearsed.")
            } catch Restore.Failure.impossible(let what) { #expect(what.hasPrefix("entry 2"), "\(what)") }
            try await withPlace(on: engine) { place in
                let database = try await place.database()
                do {
                    _ = try await restore(backup, into: database)
                    Issue.record("It was restored.")
                } catch Restore.Failure.impossible(let what) {
                    #expect(what.contains(forgery.named), "\(what)")
                }
                try await expectNothing(in: database)
                try await database.close()
            }
        }
    }

    @Test("gives no projections where an entry breaks a rule", arguments: TestEngine.available, Forgery.all)
    func isNotReplayed(engine: TestEngine, forgery: Forgery) async throws {
        let ledger = try forgery.ledger()
        try await withPlace(on: engine) { place in
            let database = try await place.database()
            try await database.migrate(TestModule.schema.migrator)
            try await ledger.write(into: database)
            for replay in [rebuild, check] {
                do {
                    try await replay(database)
                    Issue.record("It was replayed.")
                } catch StorageError.damaged(let what) {
                    #expect(what.contains(forgery.named), "\(what)")
                } catch StorageError.constraint { #expect(forgery.description == "what the tables refuse") }
            }
            let facts = try await database.read { try $0.all("SELECT entry FROM fact") { $0.values } }
            #expect(facts == [])
            try await database.close()
        }
    }

    @Test("is restored where its entries keep the rules", arguments: TestEngine.available)
    func isRestored(engine: TestEngine) async throws {
        var ledger = try ForgedLedger()
        try ledger.note([Forgery.noted(5)])
        try ledger.note([Forgery.back(-5), Forgery.noted(7), Forgery.back(-7, entry: 2, ordinal: 1)])
        try ledger.sign()
        try await withFile(ledger.export) { path in
            let backup = try Restore.verify(path, lastCheckpoint: nil)
            try Restore.rehearse(backup, schema: TestModule.schema)
            try await withPlace(on: engine) { place in
                let restored = try await restore(backup, into: try await place.database())
                let differences = try await Replay.check(restored.database, schema: TestModule.schema)
                    .differences
                #expect(differences == [])
                try await restored.close()
            }
        }
    }

    @Test("is not restored upon a checkpoint that a stranger signed", arguments: [1, 3, 9])
    func strangersCheckpoint(size: Int) async throws {
        let ledger = try ForgedLedger()
        var whole = ledger
        for _ in 0..<2 { try whole.note([]) }
        try whole.sign()
        let strangers = [
            try #require(SigningKey(newNamed: "test.example")),
            try #require(SigningKey(newNamed: "stranger.example")),
        ]
        for stranger in strangers {
            var tree = Frontier.empty
            for content in whole.contents.prefix(size) { tree.append(content.leaf.hash) }
            for _ in whole.contents.count..<max(size, whole.contents.count) { tree.append(.emptyTree) }
            let checkpoint = try Checkpoint(signing: tree, with: stranger)
            try await withFile(whole.export) { path in
                #expect(throws: Restore.Failure.strangersCheckpoint(Int64(size), origin: "test.example")) {
                    try Restore.verify(path, lastCheckpoint: checkpoint)
                }
            }
            // Nor where it stands in the backup itself.
            var forged = ledger
            try forged.sign(with: stranger)
            try await withFile(forged.export) { path in
                #expect(throws: (any Error).self) { try Restore.verify(path, lastCheckpoint: nil) }
            }
        }
    }
}

extension ForgedLedgerTests {
    private func rebuild(_ database: Database) async throws {
        _ = try await Replay.rebuild(database, schema: TestModule.schema)
    }

    private func check(_ database: Database) async throws {
        _ = try await Replay.check(database, schema: TestModule.schema)
    }

    private func restore(_ backup: Restore.Verified, into database: Database) async throws -> Store {
        let key = try #require(SigningKey(newNamed: "test.example/2"))
        return try await Restore.run(
            backup,
            into: database,
            schema: TestModule.schema,
            clock: TestClock(1_540_000_000_000).wall,
            goingOnAs: TestStore.genesis(key, previous: backup.last),
            signing: key
        )
    }

    private func expectNothing(in database: Database) async throws {
        for table in TamperedTable.audited + TamperedTable.replayed where table.name != "ledger_head" {
            let rows = try await table.rows(database)
            #expect(rows == [], "\(table)")
        }
        let size = try await database.read { try Head($0).size }
        #expect(size == 0)
    }
}
