import Foundation
import Ledger

extension KeyFolder {
    /// Where a store's vault lies, beside the other secrets.
    package var vaultPath: String { folder.appending(path: "vault.sqlite").path }

    /// The master keys of the folder: the one that wraps, and those that it has replaced.
    ///
    /// - Parameter text: The master key's line where it is not kept in a file.
    /// - Returns: Nil where there is none: then everything works but what is sealed.
    package func ring(_ text: String? = nil) throws -> KeyRing? {
        if let text {
            guard let key = MasterKey(secretText: text) else {
                throw SecretFile.Failure.malformed("JIEDAO_MASTER_KEY", expected: "a master key")
            }
            return KeyRing(current: key, earlier: try earlier())
        }
        guard FileManager.default.fileExists(atPath: masterPath) else { return nil }
        return KeyRing(current: try masterKey(at: masterPath), earlier: try earlier())
    }

    /// Makes a new master key the one that wraps; the present one stays among the earlier ones.
    package func renewMaster() throws {
        if FileManager.default.fileExists(atPath: masterPath) {
            let present = try masterKey(at: masterPath)
            let kept = folder.appending(path: "master-\(present.id).key").path
            if !FileManager.default.fileExists(atPath: kept) {
                try SecretFile(kept).create(present.secretText)
            }
        }
        let made = folder.appending(path: ".master.\(UUID().uuidString)").path
        try SecretFile(made).create(MasterKey(random: .system).secretText)
        // Replaces the present file in one step; the present key is on disk under its other name.
        guard rename(made, masterPath) == 0 else { throw FileError(masterPath) }
        try DurableFile.synchronize(folder: folder.path)
    }

    /// Removes earlier master keys, once no key is wrapped by them.
    package func forgetEarlierMasters() throws {
        for path in try earlierPaths() { try FileManager.default.removeItem(atPath: path) }
        try DurableFile.synchronize(folder: folder.path)
    }

    /// Takes over another folder's master keys and vault, in place of those just made.
    package func takeSecrets(from other: KeyFolder) throws {
        for path in [other.masterPath, other.vaultPath] + (try other.earlierPaths())
        where FileManager.default.fileExists(atPath: path) {
            let name = URL(filePath: path).lastPathComponent
            let copy = folder.appending(path: ".\(name).\(UUID().uuidString)").path
            do {
                try FileManager.default.copyItem(atPath: path, toPath: copy)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
            } catch { throw FileError(copy, error) }
            try DurableFile.move(copy, to: folder.appending(path: name).path)
        }
        try DurableFile.synchronize(folder: folder.path)
    }

    private var masterPath: String { folder.appending(path: "master.key").path }

    private func earlier() throws -> [MasterKey] { try earlierPaths().map(masterKey) }

    private func earlierPaths() throws -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix("master-") && $0.hasSuffix(".key") }.sorted()
            .map { folder.appending(path: $0).path }
    }

    private func masterKey(at path: String) throws -> MasterKey {
        try SecretFile(path).read("a master key") { MasterKey(secretText: $0) }
    }
}
