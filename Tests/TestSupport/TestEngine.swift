import Foundation

/// The engines on which every contract is tested.
package enum TestEngine: String, CaseIterable, Sendable {
    case sqlite
    case postgresql

    package static let address = ProcessInfo.processInfo.environment["JIEDAO_TEST_POSTGRESQL"]

    /// SQLite always; PostgreSQL where the test script has made one.
    ///
    /// `PostgreSQLPresence` in the tests of `Storage` shows what is skipped.
    package static var available: [TestEngine] { address == nil ? [.sqlite] : [.sqlite, .postgresql] }
}
