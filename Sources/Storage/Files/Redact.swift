package import Ledger

extension Store {
    /// Records that entries are redacted, deletes their bytes and salts, and makes all projections anew without them.
    ///
    /// It is one transaction that holds the head, so writers wait meanwhile. Then what is left on the disk is overwritten.
    ///
    /// - Parameter order: Its command records a `RedactedEvent` for each of them.
    /// - Throws: What the command throws, and `RedactionError.neededBelow` where the other entries cannot be replayed
    ///   without them; then nothing has changed.
    package func redact(_ order: Order) async throws -> Outcome {
        let (schema, clock, dialect) = (schema, clock, database.dialect)
        let digested = try DigestedOrder(order)
        let outcome = try await database.write { transaction in
            let batch = Batch(schema: schema, clock: clock, salt: Store.randomSalt)
            let results = try batch.run([digested], transaction, dialect: dialect, isolating: true)
            guard let outcome = try results.first?.get() else { throw CommandError.nothingRecorded }
            guard !outcome.isRepeat else { return outcome }
            for number in outcome.first.rawValue..<(outcome.first.rawValue + Int64(outcome.count)) {
                let entry = try EntryStore.entry(Entry.ID(rawValue: number), transaction.reader)
                guard let entry, entry.kind == Redaction.kind, let redaction = try? Redaction(entry) else {
                    continue
                }
                try transaction.execute(
                    "UPDATE ledger_entry SET salt = NULL, bytes = NULL WHERE sequence = \(redaction.target)"
                )
            }
            do {
                try Replay.refill(transaction, to: try Head(transaction.reader), schema)
                try transaction.session.settle()
            } catch let error as StorageError where !error.concernsTheStore {
                throw RedactionError.neededBelow("\(error)")
            }
            return outcome
        }
        if !outcome.isRepeat { try await database.wipeRemains() }
        return outcome
    }
}

/// Why entries are not redacted.
package enum RedactionError: Error, Equatable, CustomStringConvertible {
    case unknown(Entry.ID)
    case gone(Entry.ID)
    /// Without entries of this kind the ledger could not be read.
    case kind(Entry.ID, Entry.Kind)
    case neededBelow(String)

    package var description: String {
        switch self {
        case .unknown(let id): "There is no entry \(id)."
        case .gone(let id): "Entry \(id) was redacted before."
        case .kind(let id, let kind):
            "Entry \(id) is a \(kind); without it the ledger could not be read, so it cannot be redacted."
        case .neededBelow(let why):
            "Later entries build on what was to be redacted, so nothing was changed. Redact those together with it. (\(why))"
        }
    }
}
