import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("A database's server that says nothing", .enabled(if: TestEngine.address != nil))
struct PatienceTests {
    @Test func isGivenUpWhileConnecting() async throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // The system accepts for us, and nobody reads.
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        try #require(isListening)
        let port = UInt16(bigEndian: address.sin_port)
        let start = ContinuousClock.now
        let error = await #expect(throws: StorageError.self) {
            try await Database(.server("postgresql://clerk@127.0.0.1:\(port)/office?connect_timeout=0"))
        }
        #expect(.now - start < .seconds(60))
        guard case .unreachable(let told)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(told.contains("127.0.0.1:\(port)/office"))
    }

    @Test func isGivenUpInTheMiddleOfAnAnswer() async throws {
        try await withStore(on: .postgresql) { test in
            var options = Database.Options()
            (options.readers, options.busySeconds, options.answerSeconds) = (1, 1, 1)
            let database = try await Database(test.place.location, options: options)
            let served = try await database.read { reader in
                try reader.first("SELECT pg_backend_pid()") { try $0.integer(0) } ?? 0
            }
            try #require(kill(pid_t(served), SIGSTOP) == 0)
            let start = ContinuousClock.now
            let error = await #expect(throws: StorageError.self) { try await database.read { try Head($0) } }
            let waited = ContinuousClock.now - start
            kill(pid_t(served), SIGCONT)
            #expect(waited > .milliseconds(900) && waited < .seconds(60))
            #expect("\(String(describing: error))".contains("no answer within 1 s"))
            // Another connection takes the place of the one that was given up.
            let size = try await database.read { try Head($0).size }
            #expect(size == 1)
            try await database.close()
        }
    }

    @Test func givesUpAStatementThatTakesTooLong() async throws {
        try await withStore(on: .postgresql) { test in
            var options = Database.Options()
            options.answerSeconds = 1
            let database = try await Database(test.place.location, options: options)
            let error = await #expect(throws: StorageError.self) {
                try await database.read { reader in
                    try reader.first("SELECT CAST(pg_sleep(20) AS TEXT)") { $0.values }
                }
            }
            guard case .busy? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let size = try await database.read { try Head($0).size }
            #expect(size == 1)
            try await database.close()
        }
    }
}
