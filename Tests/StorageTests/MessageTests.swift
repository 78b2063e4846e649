import Ledger
import Storage
import TestSupport
import Testing

@Suite("The message of a failure")
struct MessageTests {
    @Test("names the rule and not what the row holds", arguments: TestEngine.available)
    func rules(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let secret = "s3cret-13800001234"
            let statements: [(SQL, String)] = [
                ("INSERT INTO ledger_origin (entry, origin) VALUES (0, \(secret))", "ledger_origin"),
                ("INSERT INTO reference_counter (series, last) VALUES (\(secret), -1)", "last"),
                ("INSERT INTO ledger_checkpoint (size, note) VALUES (\(secret), '')", ""),
                ("INSERT INTO ledger_checkpoint (size, note) VALUES (7, NULL)", "ledger_checkpoint"),
            ]
            for (statement, name) in statements {
                let error = await #expect(throws: StorageError.self) {
                    try await test.store.database.write { try $0.execute(statement) }
                }
                guard case .constraint(let told)? = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(told.contains(name) && !told.contains("s3cret"), "\(told)")
            }
        }
    }

    @Test("tells of a value only what it is", arguments: TestEngine.available)
    func values(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let error = await #expect(throws: StorageError.self) {
                try await test.store.read { try $0.first("SELECT \("s3cret")") { try $0.integer(0) } }
            }
            #expect("\(String(describing: error))".contains("a text of 6 bytes"))
            #expect(!"\(String(describing: error))".contains("s3cret"))
        }
    }
}
