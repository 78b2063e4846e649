import Administration
import Foundation
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("The vault")
struct VaultTests {
    @Test("destroys a key so that a replay gives what the erasure left", arguments: TestEngine.available)
    func erased(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let id = try await office.add("li.na", telephone: "13800138000").id
            let key = try await office.member(id).key
            let erased = SubjectErased(keys: [key], reason: "本人要求", agreed: nil)
            _ = try await office.perform(Erase(event: erased, subject: Subject("staff", id)), by: .console)
            try await office.vault.destroy([key], at: office.clock.now)
            let member = try await office.member(id)
            #expect(member.login == nil && member.name == nil && member.telephone == nil)
            #expect(try await office.differences().isEmpty)
            await #expect(throws: VaultError.destroyed(key)) { _ = try await office.vault.key(key) }
        }
    }

    @Test("without its master key leaves all else working", arguments: TestEngine.available)
    func noMaster(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let locked = try await Vault.open(office.vaultPlace.location, ring: nil)
            let key = try await office.member(office.administrator).key
            await #expect(throws: VaultError.noMasterKey) { _ = try await locked.key(key) }
            await #expect(throws: VaultError.noMasterKey) {
                _ = try await locked.makeKey(at: .init(rawValue: 0))
            }
            let signIn = SignIn(store: office.store, vault: locked, hasher: TestOffice.hasher)
            let answer = try await signIn.check(office.attempt("admin", office.password))
            #expect(answer == .welcome(office.administrator, mustChangePassword: true))
            try await locked.close()
        }
    }

    @Test("wraps its keys by a new master key, also when interrupted")
    func rewrapped() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vault-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = StoreLocation.file(folder.appending(path: "vault.sqlite").path)
        let (old, new) = (MasterKey(random: .system), MasterKey(random: .system))
        let before = try await Vault.open(place, ring: KeyRing(current: old))
        var names: [Subject] = []
        for _ in 0..<3 { names.append(try await before.makeKey(at: Instant(rawValue: 0)).name) }
        let both = try await Vault.open(place, ring: KeyRing(current: new, earlier: [old]))
        #expect(try await both.rewrap() == 3)
        #expect(try await both.rewrap() == 0)
        let after = try await Vault.open(place, ring: KeyRing(current: new))
        for name in names { _ = try await after.key(name) }
        await #expect(throws: VaultError.self) { _ = try await before.key(names[0]) }
        for vault in [before, both, after] { try await vault.close() }
    }

    @Test("is read by its owner only")
    func rights() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vault-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let vault = try await Vault.open(
            .file(folder.appending(path: "vault.sqlite").path),
            ring: KeyRing(current: MasterKey(random: .system))
        )
        _ = try await vault.makeKey(at: Instant(rawValue: 0))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let path = folder.appending(path: name).path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
        try await vault.close()
    }

    @Test("ends sessions by time, by their owner, and by a new password")
    func sessions() async throws {
        try await TestOffice.run(on: .sqlite) { office in
            let (vault, id) = (office.vault, office.administrator)
            func begin() async throws -> SessionToken {
                let token = SessionToken(random: .system)
                try await vault.begin(token, of: id, at: office.clock.now, network: "::1", browser: "b")
                return token
            }
            let (one, two, three) = (try await begin(), try await begin(), try await begin())
            #expect(try await vault.sessions(of: id, at: office.clock.now).count == 3)
            try await vault.end(one.digest, of: Staff.ID(rawValue: id.rawValue + 1))
            #expect(try await vault.session(of: one, at: office.clock.now) != nil)
            try await vault.end(one.digest, of: id)
            #expect(try await vault.session(of: one, at: office.clock.now) == nil)
            let hash = try await TestOffice.hasher.hash(#require(Password("correct horse battery 77")))
            try await vault.setPassword(
                hash,
                of: id,
                temporary: false,
                at: office.clock.now,
                keeping: two.digest
            )
            #expect(try await vault.session(of: two, at: office.clock.now)?.staff == id)
            #expect(try await vault.session(of: three, at: office.clock.now) == nil)
            office.clock.advance(byMilliseconds: SessionLimits.office.idleMilliseconds)
            #expect(try await vault.session(of: two, at: office.clock.now) == nil)
        }
    }
}

private struct Erase: Command {
    static let name = "erase"
    let event: SubjectErased
    let subject: Subject

    var request: JSON.Object { event.body }

    func record(in recorder: Recorder) throws { try recorder.record(event, about: subject) }
}
