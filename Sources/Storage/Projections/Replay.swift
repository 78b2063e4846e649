import Ledger

/// Makes the projections again from the entries.
package enum Replay {
    private static let span: Int64 = 1024

    /// A row that is not what the replay gives.
    package struct Difference: Equatable, Sendable, CustomStringConvertible {
        package enum Kind: String, Sendable {
            case missing = "is missing"
            case surplus = "comes from no entry"
            case differs = "differs from the replay"
        }

        package let table: String
        /// The row's primary key, as text.
        package let key: String
        package let kind: Kind
        package let detail: String

        package var description: String {
            "\(table) \(key): \(kind.rawValue)\(detail.isEmpty ? "" : " (\(detail))")"
        }
    }

    /// Replays all entries into a scratch database and compares it, row by row, with the store.
    ///
    /// The walk goes by ranges beside running writers; only its end and the comparison share one read transaction.
    ///
    /// - Returns: The entries replayed and the differences, at most `limit` of them.
    package static func check(
        _ database: Database,
        schema: Schema,
        limit: Int = 1000,
        progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> (entries: Int64, differences: [Difference]) {
        let scratch = try ScratchStore(schema)
        let size = try await database.read { reader in
            let head = try Head(reader)
            try LogExtent.expect(head, reader)
            return head.size
        }
        for start in stride(from: 0, to: size, by: Int(span)) {
            let range = start..<min(start + span, size)
            let records = try await database.read { try EntryStore.records(range, $0) }
            try scratch.apply(records, schema)
            progress(range.upperBound, size)
        }
        return try await database.read { reader in
            let head = try Head(reader)
            let now = head.size
            // From where the scratch stands: after a lost connection this is run once more.
            for start in stride(from: scratch.size, to: now, by: Int(span)) {
                try scratch.apply(try EntryStore.records(start..<min(start + span, now), reader), schema)
            }
            try scratch.finish(at: head, reader)
            var differences = try Comparison(reader, scratch).run(schema.projections, limit: limit)
            differences += try CommandCheck.run(reader, scratch, limit: limit - differences.count)
            return (now, differences)
        }
    }

    /// Empties the projections and fills them again, in one transaction that holds the ledger's head.
    ///
    /// - Throws: `StorageError.damaged` where the log is not whole; then nothing is changed.
    package static func rebuild(
        _ database: Database,
        schema: Schema,
        progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> Int64 {
        let dialect = database.dialect
        return try await database.write { transaction in
            let head = try Head(locking: transaction, dialect: dialect)
            try refill(transaction, to: head, schema, progress)
            return head.size
        }
    }

    /// Empties the projections and fills them from the entries, all of which the head must know; the caller holds it.
    static func refill(
        _ transaction: Transaction,
        to head: Head,
        _ schema: Schema,
        _ progress: (Int64, Int64) -> Void = { _, _ in }
    ) throws {
        try LogExtent.expect(head, transaction.reader)
        for table in schema.projections.reversed() {
            // Rows that refer to others of their own table go first.
            if table == "fact" {
                try transaction.execute("DELETE FROM fact WHERE reverses_entry IS NOT NULL")
            }
            try transaction.execute("DELETE FROM \(SQL.identifier(table))")
        }
        for table in schema.searches { try transaction.session.didEmpty(table) }
        var (totals, walk) = (FactTotals(), LogWalk())
        for start in stride(from: 0, to: head.size, by: Int(span)) {
            let range = start..<min(start + span, head.size)
            for (sequence, record) in try EntryStore.records(range, transaction.reader) {
                guard let entry = try walk.pass(record, at: sequence) else { continue }
                try apply(entry, schema, transaction, &totals)
            }
            try transaction.session.bringSearchUp()
            progress(range.upperBound, head.size)
        }
        try walk.expectEnd(at: head, transaction.reader)
        try totals.write(transaction)
    }

    /// Makes the rows that follow from an entry.
    ///
    /// - Throws: `StorageError.damaged`, naming the entry, where no command could have recorded it.
    static func apply(
        _ entry: Entry,
        _ schema: Schema,
        _ transaction: Transaction,
        _ totals: inout FactTotals
    ) throws {
        do { try FactStore.insert(entry, transaction, &totals) } catch let error as CommandError {
            throw StorageError.damaged("entry \(entry.id): \(error)")
        }
        try schema.apply(entry, transaction)
    }
}
