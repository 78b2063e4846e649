package import Ledger

/// Writes a store as an export: the full one is also the backup.
package enum Export {
    private static let span: Int64 = 1024

    package struct Summary: Equatable, Sendable {
        package let entries: Int64
        /// The size of the largest checkpoint in the file.
        package let covered: Int64
    }

    /// Hands the lines to `write` in order, as the store stood when the walk began.
    ///
    /// - Parameter scope: A public export shows the entries of public kinds, and of all others the leaf.
    package static func run(
        _ store: Store,
        scope: ExportLine.Scope,
        progress: @Sendable (Int64, Int64) -> Void = { _, _ in },
        write: (ExportLine) throws -> Void
    ) async throws -> Summary {
        let (size, checkpoints, catalogs) = try await store.read { reader in
            let head = try Head(reader)
            try LogExtent.expect(head, reader)
            let size = head.size
            return (size, try CheckpointStore.all(upTo: size, reader), try CatalogStore.all(reader))
        }
        try write(.header(scope))
        for content in catalogs { try write(.catalog(content)) }
        for checkpoint in scope == .full ? checkpoints : checkpoints.suffix(1) {
            try write(.checkpoint(checkpoint))
        }
        for start in stride(from: 0, to: size, by: Int(span)) {
            let range = start..<min(start + span, size)
            for (_, record) in try await store.read({ try EntryStore.records(range, $0) }) {
                try write(line(record, scope, store.schema))
            }
            progress(range.upperBound, size)
        }
        if scope == .full { try await commands(store, size: size, write: write) }
        try write(.end(entries: size))
        return Summary(entries: size, covered: checkpoints.last?.size ?? 0)
    }

    private static func line(
        _ record: EntryRecord,
        _ scope: ExportLine.Scope,
        _ schema: Schema
    ) throws -> ExportLine {
        guard let content = record.content else { return .leaf(record.leaf, .redacted) }
        guard scope == .public else { return .entry(content) }
        let entry: Entry
        do { entry = try Entry(bytes: content.bytes) } catch {
            throw StorageError.damaged("an entry cannot be read: \(error)")
        }
        return schema.isPublic(entry.kind) ? .entry(content) : .leaf(record.leaf, .withheld)
    }

    private static func commands(_ store: Store, size: Int64, write: (ExportLine) throws -> Void) async throws
    {
        for start in stride(from: 0, to: size, by: Int(span)) {
            let records = try await store.read { reader in
                try reader.all(
                    """
                    SELECT id, digest, first_entry, entry_count FROM ledger_command
                    WHERE first_entry >= \(start) AND first_entry < \(min(start + span, size))
                    ORDER BY first_entry
                    """
                ) { row in
                    guard let id = CommandID(bytes: try row.bytes(0)) else {
                        throw StorageError.damaged("a command of entry \(try row.integer(2)) has no id")
                    }
                    return CommandRecord(
                        id: id,
                        digest: try row.hash(1),
                        first: try row.identifier(2),
                        count: Int(try row.integer(3))
                    )
                }
            }
            for record in records { try write(.command(record)) }
        }
    }
}
