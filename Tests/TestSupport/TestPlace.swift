package import Foundation
package import Storage

/// An empty place for one test's store, gone afterwards.
package final class TestPlace: Sendable {
    package let engine: TestEngine
    package let location: StoreLocation
    /// Where the SQLite store lies, and what a test puts beside it.
    package let folder: URL
    private let schema: String

    package init(_ engine: TestEngine) async throws {
        self.engine = engine
        folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-test-\(UUID().uuidString)")
        schema = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        switch engine {
        case .sqlite: location = .file(folder.appending(path: "store.sqlite").path)
        case .postgresql:
            location = .server(
                (TestEngine.address ?? "") + "&application_name=\(schema)&options=-csearch_path%3D\(schema)"
            )
        }
    }

    /// The name that its connections have among those of other tests.
    package var name: String { schema }

    package func database(busySeconds: Int = 20, readers: Int = 2) async throws -> Database {
        var options = Database.Options()
        options.busySeconds = busySeconds
        options.readers = readers
        return try await Database(location, creating: true, options: options)
    }

    package func remove() async throws {
        try FileManager.default.removeItem(at: folder)
        guard engine == .postgresql else { return }
        let database = try await Database(location)
        let schema = schema
        try await database.write {
            try $0.execute("DROP SCHEMA IF EXISTS \(SQL.identifier(schema)) CASCADE")
        }
        try await database.close()
    }
}
