import Foundation
package import Identity
package import Ledger
package import Storage

/// The secrets of a store, kept apart from it: the keys of subjects, passwords, sessions.
///
/// No backup of the store holds them. Where the vault is lost, names stay sealed for ever, everybody is given a new
/// password, and all else goes on.
package struct Vault: Sendable {
    let database: Database
    let ring: KeyRing?
    let random: RandomSource
    let mint: KeyMint

    /// Opens a vault, making it where there is none.
    ///
    /// - Parameter ring: Nil where the master key is not at hand: then nothing sealed can be opened or made.
    package static func open(
        _ location: StoreLocation,
        ring: KeyRing?,
        random: RandomSource = .system
    ) async throws -> Vault {
        if case .file(let path) = location { try Self.makeFile(path) }
        let database = try await Database(location, creating: true)
        try await database.migrate(VaultSchema.migrator)
        return Vault(database: database, ring: ring, random: random, mint: KeyMint(database))
    }

    /// An empty file that only its owner reads; the engine gives those that it puts beside it the same rights.
    private static func makeFile(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do { try DurableFile.create(path, []) } catch {
            // Another process may have made it in this moment.
            guard error.code == EEXIST else { throw error }
        }
    }

    /// Whether something sealed can be opened and made here.
    package var hasMasterKey: Bool { ring != nil }

    /// The same vault, drawing from another source: what a simulation makes shall be the same in each run.
    package func drawing(from random: RandomSource) -> Vault {
        Vault(database: database, ring: ring, random: random, mint: mint)
    }

    package func close() async throws { try await database.close() }
}

/// Why a secret cannot be had.
package enum VaultError: Error, Equatable, CustomStringConvertible {
    case noMasterKey
    case noKey(Subject)
    case destroyed(Subject)
    case shut(Subject, SealingError)

    package var description: String {
        switch self {
        case .noMasterKey:
            "The master key is not here, so nothing sealed can be opened or made. Put master.key back into the folder of keys."
        case .noKey(let name):
            "The vault holds no \(name). It may have been lost; look for a copy of the vault."
        case .destroyed(let name):
            "The key \(name) was destroyed on request; what it sealed is erased for ever."
        case .shut(let name, let error): "The key \(name) cannot be used: \(error)"
        }
    }
}
