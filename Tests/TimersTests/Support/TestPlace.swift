import Foundation
import Storage
import Testing

/// The engines on which every contract is tested.
enum TestEngine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite
    case postgresql

    static let address = ProcessInfo.processInfo.environment["JIEDAO_TEST_POSTGRESQL"]

    /// SQLite always; PostgreSQL where the test script has made one.
    static var available: [TestEngine] { address == nil ? [.sqlite] : [.sqlite, .postgresql] }

    var testDescription: String { rawValue }
}

/// An empty place for one test's store, gone afterwards.
final class TestPlace: Sendable {
    let engine: TestEngine
    let location: StoreLocation
    private let folder: URL
    private let schema: String

    init(_ engine: TestEngine) async throws {
        self.engine = engine
        folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-test-\(UUID().uuidString)")
        schema = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
        switch engine {
        case .sqlite:
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            location = .file(folder.appending(path: "store.sqlite").path)
        case .postgresql:
            location = .server(
                (TestEngine.address ?? "") + "&application_name=\(schema)&options=-csearch_path%3D\(schema)"
            )
        }
    }

    /// The name that its connections have among those of other tests.
    var name: String { schema }

    func database(busySeconds: Int = 20, readers: Int = 2) async throws -> Database {
        var options = Database.Options()
        options.busySeconds = busySeconds
        options.readers = readers
        return try await Database(location, creating: true, options: options)
    }

    func remove() async throws {
        switch engine {
        case .sqlite: try FileManager.default.removeItem(at: folder)
        case .postgresql:
            let database = try await Database(location)
            let schema = schema
            try await database.write {
                try $0.execute("DROP SCHEMA IF EXISTS \(SQL.identifier(schema)) CASCADE")
            }
            try await database.close()
        }
    }
}
