import Foundation
import Identity
import Ledger
import Testing

@Suite("A folder of keys")
struct KeyFolderTests {
    private static let keys = KeyFolder.Keys(newFor: "test.jiedao.example")!

    @Test func isReadByItsOwnerOnlyAndGivesBackWhatItWasGiven() throws {
        try Self.withFolder { keys, folder in
            _ = try keys.prepare(Self.keys, for: "/data/store.sqlite")
            #expect(try mode(folder) == 0o700)
            for name in ["log.key", "draw.key", "operator.token"] {
                #expect(try mode(folder.appending(path: name)) == 0o600)
            }
            #expect(try keys.logKey().secretText == Self.keys.log.secretText)
            #expect(try keys.drawKey().secretText == Self.keys.draw.secretText)
            #expect(try keys.drawKey().name == "test.jiedao.example/draws")
            #expect(try keys.token().text.utf8.count == 64)
            #expect(keys.tokenPath == folder.appending(path: "operator.token").path)
        }
    }

    @Test func givesTheSameKeysAgainUntilALedgerIsBegun() throws {
        try Self.withFolder { keys, folder in
            _ = try keys.prepare(Self.keys, for: "/data/store.sqlite")
            let token = try keys.token().text
            let other = try #require(KeyFolder.Keys(newFor: "test.jiedao.example"))
            #expect(
                try keys.prepare(other, for: "/data/store.sqlite").log.secretText == Self.keys.log.secretText
            )
            #expect(throws: KeyFolder.Failure.exists(folder.path)) {
                try keys.prepare(
                    try #require(KeyFolder.Keys(newFor: "other.jiedao.example")),
                    for: "/data/store.sqlite"
                )
            }
            keys.confirm()
            #expect(throws: KeyFolder.Failure.exists(folder.path)) {
                try keys.prepare(other, for: "/data/store.sqlite")
            }
            #expect(try keys.logKey().secretText == Self.keys.log.secretText)
            #expect(try keys.token().text == token)
        }
    }

    @Test func isForOnePlaceOnly() throws {
        try Self.withFolder { keys, folder in
            _ = try keys.prepare(Self.keys, for: "/data/store.sqlite")
            let refusal = KeyFolder.Failure.madeFor(place: "/data/store.sqlite", keys: folder.path)
            #expect(throws: refusal) { try keys.prepare(Self.keys, for: "/data/other.sqlite") }
            #expect("\(refusal)".contains("/data/store.sqlite") && "\(refusal)".contains("--keys"))
            let same = try keys.prepare(Self.keys, for: "/data/store.sqlite")
            #expect(same.log.secretText == Self.keys.log.secretText)
        }
    }

    @Test("is not written into where anything lies in it", arguments: ["log.key", "draw.key", "notes.txt"])
    func foreign(name: String) throws {
        try Self.withFolder { keys, folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data().write(to: folder.appending(path: name))
            #expect(throws: KeyFolder.Failure.exists(folder.path)) {
                try keys.prepare(Self.keys, for: "/data/store.sqlite")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
        }
    }

    @Test func isOneOfSeveralThatAreMadeAtOnce() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-keys-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let secrets = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let new = try #require(KeyFolder.Keys(newFor: "test.jiedao.example"))
                    return try KeyFolder(folder).prepare(new, for: "/data/store.sqlite").log.secretText
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(secrets.count == 1)
        #expect(try KeyFolder(folder).logKey().secretText == secrets.first)
    }

    @Test(
        "is refused when others may read a key",
        arguments: [0o640, 0o604, 0o660, 0o601, 0o644]
    )
    func open(mode: Int) throws {
        try Self.withFolder { keys, folder in
            _ = try keys.prepare(Self.keys, for: "/data/store.sqlite")
            for name in ["log.key", "draw.key", "operator.token"] {
                try FileManager.default.setAttributes(
                    [.posixPermissions: mode],
                    ofItemAtPath: folder.appending(path: name).path
                )
            }
            func refusal(_ name: String) -> SecretFile.Failure {
                .open(folder.appending(path: name).path, rights: mode)
            }
            #expect(throws: refusal("log.key")) { try keys.logKey() }
            #expect(throws: refusal("draw.key")) { try keys.drawKey() }
            #expect(throws: refusal("operator.token")) { try keys.token() }
        }
    }

    @Test func saysWhichKeyIsMissingOrIsNone() throws {
        try Self.withFolder { keys, folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            #expect(throws: SecretFile.Failure.missing(path("log.key"))) { try keys.logKey() }
            #expect(throws: SecretFile.Failure.missing(path("operator.token"))) { try keys.token() }
            _ = try keys.prepare(Self.keys, for: "/data/store.sqlite")
            for name in ["log.key", "draw.key", "operator.token"] {
                try Data("nonsense\n".utf8).write(to: URL(filePath: path(name)))
            }
            func none(_ name: String, _ expected: String) -> SecretFile.Failure {
                .malformed(path(name), expected: expected)
            }
            #expect(throws: none("log.key", "a signing key")) { try keys.logKey() }
            #expect(throws: none("draw.key", "a signing key")) { try keys.drawKey() }
            #expect(throws: none("operator.token", "an operator's token")) { try keys.token() }
        }
    }

    @Test("has no keys for a name that cannot stand in a checkpoint", arguments: ["", "a b", "a+b", "a\nb"])
    func names(origin: String) { #expect(KeyFolder.Keys(newFor: origin) == nil) }

    private func mode(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    private static func withFolder(_ body: (KeyFolder, URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-keys-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(KeyFolder(folder), folder)
    }
}

@Suite("An operator's token")
struct OperatorTokenTests {
    @Test func matchesItselfAndNothingElse() throws {
        let token = try #require(OperatorToken(String(repeating: "5a", count: 32)))
        #expect(token.matches(token.text))
        for other in ["", String(token.text.dropLast()), token.text + "0", token.text.uppercased()] {
            #expect(!token.matches(other), "\(other)")
        }
        #expect(!token.matches(OperatorToken.new().text))
    }

    @Test func isNewEachTime() { #expect(OperatorToken.new().text != OperatorToken.new().text) }

    @Test(
        "is 64 lower-case hexadecimal digits",
        arguments: [
            "", String(repeating: "5a", count: 31), String(repeating: "5a", count: 33),
            String(repeating: "5A", count: 32), String(repeating: "5g", count: 32),
        ]
    )
    func form(text: String) { #expect(OperatorToken(text) == nil) }

    @Test func isReadAsItWasMade() { #expect(OperatorToken(OperatorToken.new().text) != nil) }
}
