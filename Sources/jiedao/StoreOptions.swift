import ArgumentParser
import Casework
import Catalog
import Demo
import Foundation
import Identity
import Ledger
import Reporting
import Storage
import Vault

/// Which store a command works on.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's folder, with its SQLite file and keys (or JIEDAO_DATA).",
            valueName: "DIR"
        )
    )
    var data: String?

    @Option(
        help: ArgumentHelp(
            "The address of a PostgreSQL store, postgresql://host/name (or JIEDAO_DATABASE, which hides a password).",
            valueName: "ADDRESS"
        )
    )
    var database: String?

    @Option(
        help: ArgumentHelp(
            "The folder of the store's keys (or JIEDAO_KEYS); with --data it is DIR/keys.",
            valueName: "DIR"
        )
    )
    var keys: String?

    @Option(
        help: ArgumentHelp(
            "The address of the vault with people's keys and passwords, where several servers share one (or JIEDAO_VAULT); else it is vault.sqlite beside the keys.",
            valueName: "ADDRESS"
        )
    )
    var vault: String?

    static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What was given on the line goes before what stands in the environment.
    func location() throws -> (StoreLocation, KeyFolder?) {
        guard data == nil || database == nil else {
            throw ValidationError("Give --data or --database, not both: a store lies in one place.")
        }
        let isInLine = data != nil || database != nil
        let folder = data ?? (isInLine ? nil : Self.environment("JIEDAO_DATA"))
        let address = database ?? (isInLine || folder != nil ? nil : Self.environment("JIEDAO_DATABASE"))
        let keyFolder = keys ?? Self.environment("JIEDAO_KEYS")
        if let folder {
            let url = URL(filePath: folder)
            let keys = keyFolder.map { URL(filePath: $0) } ?? url.appending(path: "keys")
            return (.file(url.appending(path: "store.sqlite").path), KeyFolder(keys))
        }
        if let address {
            return (.server(address), keyFolder.map { KeyFolder(URL(filePath: $0)) })
        }
        throw ValidationError("Which store? Give --data DIR or --database ADDRESS.")
    }

    func openDatabase(creating: Bool = false, readOnly: Bool = false) async throws -> Database {
        let location = try location().0
        if creating, case .file(let path) = location {
            try Self.makeFolder(URL(filePath: path).deletingLastPathComponent())
        }
        var options = Database.Options()
        options.readOnly = readOnly
        return try await Database(location, creating: creating, options: options)
    }

    /// The folder of the store's keys, for commands that cannot do without.
    func keyFolder() throws -> KeyFolder {
        guard let folder = try location().1 else {
            throw ValidationError(
                "A PostgreSQL store needs --keys DIR here: its keys lie apart from the database."
            )
        }
        return folder
    }

    /// The vault beside the store's keys, with the master key from its file or from JIEDAO_MASTER_KEY.
    func openVault() async throws -> Vault {
        let folder = try keyFolder()
        let address = vault ?? Self.environment("JIEDAO_VAULT")
        return try await Vault.open(
            address.map { .server($0) } ?? .file(folder.vaultPath),
            ring: try folder.ring(Self.environment("JIEDAO_MASTER_KEY"))
        )
    }

    /// What this program keeps, with the keys of people where this machine has them, for making projections anew.
    func openingSchema() async throws -> Schema {
        guard let folder = try location().1, FileManager.default.fileExists(atPath: folder.folder.path) else {
            return .jiedao
        }
        let vault = try await openVault()
        let schema: Schema = vault.hasMasterKey ? .jiedao(opening: try await vault.opener()) : .jiedao
        try await vault.close()
        return schema
    }

    func openStore() async throws -> Store {
        try await Store.open(try await openDatabase(), schema: .jiedao, clock: .system)
    }

    private static func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StorageError.notAStore(
                "The folder \(folder.path) cannot be made: a file stands in its way, or you may not write there."
            )
        }
    }

    /// The key that signs this store's checkpoints, or nil where this machine does not have it.
    ///
    /// From here on the keys count as used, also where the beginning that made them was cut off.
    func signingKey(of store: Store) throws -> SigningKey? {
        guard let folder = try location().1 else { return nil }
        let key: SigningKey
        do { key = try folder.logKey() } catch .missing { return nil }
        guard key.verifier == store.genesis.logKey else {
            throw StorageError.failed(
                "these are the keys of another ledger; give the folder of its own with --keys"
            )
        }
        folder.confirm()
        return key
    }

    /// Signs what is committed, where this machine has the key.
    func sign(_ store: Store) async throws {
        if let key = try signingKey(of: store) { _ = try await store.checkpoint(signing: key) }
    }
}

extension Schema {
    /// All that this program keeps.
    static let jiedao = jiedao(opening: NoKeys())

    static func jiedao(opening opener: any Opener) -> Schema {
        Schema(CaseworkModules.all + [ReportingModule.module], opener: opener)
    }
}

extension WallClock {
    static let system = WallClock(aheadOfRealTime: 0) {
        Instant(rawValue: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}

extension Store {
    /// The catalog in force, read and checked.
    func loadCatalog() async throws -> Catalog {
        let text = try await read { reader in
            try CatalogStore.wholeContent(try CatalogStore.inForce(reader), reader)
        }
        return try Catalog(try CatalogContent(text: text))
    }
}
