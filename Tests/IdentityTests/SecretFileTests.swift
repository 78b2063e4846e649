import Foundation
import Identity
import Ledger
import Testing

@Suite("A secret file")
struct SecretFileTests {
    @Test func givesItsLineWithoutTheNewline() throws {
        try Self.withFile { file in
            try file.create("secret")
            #expect(try file.line() == "secret")
            #expect(try file.read("a word") { $0.uppercased() } == "SECRET")
        }
    }

    @Test func isNotMadeTwice() throws {
        try Self.withFile { file in
            try file.create("one")
            #expect(throws: FileError.self) { try file.create("two") }
            #expect(try file.line() == "one")
        }
    }

    @Test func isMissingOnlyWhereNothingLies() throws {
        try Self.withFile { file in
            #expect(throws: SecretFile.Failure.missing(file.path)) { try file.line() }
            try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: false)
            #expect(throws: SecretFile.Failure.notAFile(file.path)) { try file.line() }
        }
    }

    @Test func thatTheSystemDoesNotGiveIsNotMissing() throws {
        try Self.withFile { file in
            // A link to itself is refused to everybody, the administrator too.
            try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: file.path)
            #expect(throws: SecretFile.Failure.unreadable(FileError(file.path, code: ELOOP))) {
                try file.line()
            }
        }
    }

    @Test func isNotWaitedForWhereItIsAPipe() throws {
        try Self.withFile { file in
            try #require(mkfifo(file.path, 0o600) == 0)
            #expect(throws: SecretFile.Failure.notAFile(file.path)) { try file.line() }
        }
    }

    @Test("has from 1 to 4,096 bytes", arguments: [(0, false), (1, true), (4096, true), (4097, false)])
    func length(count: Int, isRead: Bool) throws {
        try Self.withFile { file in
            try DurableFile.create(file.path, [UInt8](repeating: UInt8(ascii: "x"), count: count))
            if isRead {
                #expect(try file.line().utf8.count == count)
            } else {
                #expect(throws: SecretFile.Failure.length(file.path, Int64(count))) { try file.line() }
            }
        }
    }

    @Test("says what to do", arguments: SecretFileTests.failures)
    func words(failure: SecretFile.Failure, remedy: String) {
        #expect("\(failure)".contains("/k/log.key") && "\(failure)".contains(remedy), "\(failure)")
    }

    private static let failures: [(SecretFile.Failure, String)] = [
        (.missing("/k/log.key"), "--keys"),
        (.unreadable(FileError("/k/log.key", code: EACCES)), "Permission denied"),
        (.notAFile("/k/log.key"), "ordinary file"),
        (.open("/k/log.key", rights: 0o644), "0644"),
        (.length("/k/log.key", 0), "copy of the key"),
        (.malformed("/k/log.key", expected: "a signing key"), "copy of the key"),
    ]

    private static func withFile(_ body: (SecretFile) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-secret-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(SecretFile(folder.appending(path: "log.key").path))
    }
}
