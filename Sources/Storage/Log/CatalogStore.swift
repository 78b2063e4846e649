package import Ledger

/// The catalogs that were in force, each named by the SHA-256 of its content.
///
/// Contents lie beside the ledger. Which of them is in force follows from the entries alone: each names the catalog under
/// which it was written, and the entry that adopts another is the first to name that one.
package enum CatalogStore {
    package static func content(_ digest: Hash, _ reader: Reader) throws -> String? {
        try reader.first("SELECT content FROM catalog_version WHERE digest = \(digest)") { try $0.text(0) }
    }

    /// The content of a catalog that entries name.
    ///
    /// - Throws: `damaged` where it is missing or gives another digest.
    package static func wholeContent(_ digest: Hash, _ reader: Reader) throws -> String {
        guard let content = try content(digest, reader) else {
            throw StorageError.damaged("the catalog \(digest) is not in the store")
        }
        guard Hash(of: Array(content.utf8)) == digest else {
            throw StorageError.damaged("the catalog \(digest) was altered; its content gives another digest")
        }
        return content
    }

    package static func all(_ reader: Reader) throws -> [String] {
        try reader.all("SELECT content FROM catalog_version ORDER BY digest") { try $0.text(0) }
    }

    /// The digest of the catalog in force.
    package static func inForce(_ reader: Reader) throws -> Hash {
        guard let digest = try inForce(Head(reader), reader) else {
            throw StorageError.damaged("no entry names the catalog in force")
        }
        return digest
    }

    /// The catalog that the last readable entry names; nil where there is no entry.
    static func inForce(_ head: Head, _ reader: Reader) throws -> Hash? {
        guard head.size > 0 else { return nil }
        // Redacted entries cannot be read; the entry that says so stands behind them.
        for sequence in stride(from: head.size - 1, through: max(0, head.size - 1000), by: -1) {
            if let entry = try EntryStore.entry(Entry.ID(rawValue: sequence), reader) { return entry.catalog }
        }
        throw StorageError.damaged("no entry names the catalog in force")
    }

    @discardableResult
    package static func insert(_ content: String, _ transaction: Transaction) throws -> Hash {
        let digest = Hash(of: Array(content.utf8))
        try transaction.execute(
            """
            INSERT INTO catalog_version (digest, content) VALUES (\(digest), \(content))
            ON CONFLICT (digest) DO NOTHING
            """
        )
        return digest
    }
}

extension Store {
    /// Keeps a catalog's content, so that it can be adopted.
    ///
    /// - Returns: Its digest.
    package func keep(catalog content: String) async throws -> Hash {
        try await database.write { try CatalogStore.insert(content, $0) }
    }
}
