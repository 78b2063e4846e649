package import Ledger

/// The checkpoints that were signed.
package enum CheckpointStore {
    /// The largest.
    package static func latest(_ reader: Reader) throws -> Checkpoint? {
        try reader.first("SELECT size, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1", read)
    }

    /// All up to a size, smallest first.
    package static func all(upTo size: Int64, _ reader: Reader) throws -> [Checkpoint] {
        try reader.all("SELECT size, note FROM ledger_checkpoint WHERE size <= \(size) ORDER BY size", read)
    }

    /// Signs the tree as it is committed, unless a checkpoint of that size exists.
    ///
    /// The head is held meanwhile, so no process signs a smaller tree after a larger one, and the tree that is signed
    /// is on disk.
    static func sign(with key: SigningKey, _ transaction: Transaction, dialect: Dialect) throws -> Checkpoint
    {
        let head = try Head(locking: transaction, dialect: dialect)
        if let latest = try latest(transaction.reader), latest.size >= head.size {
            guard latest.size == head.size, latest.root == head.frontier.root else {
                throw StorageError.damaged(
                    "the ledger has \(head.size) entries, but a tree of \(latest.size) was signed; it may have been put back to an older state. Use \"jiedao restore\" for a backup"
                )
            }
            return latest
        }
        let checkpoint = try Checkpoint(signing: head.frontier, with: key)
        try insert(checkpoint, transaction)
        return checkpoint
    }

    static func insert(_ checkpoint: Checkpoint, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO ledger_checkpoint (size, note)
            VALUES (\(checkpoint.size), \(checkpoint.note.description))
            """
        )
    }

    private static func read(_ row: Row) throws -> Checkpoint {
        let size = try row.integer(0)
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(try row.text(1)) } catch let failure as SignedNote.Failure {
            throw StorageError.damaged("checkpoint \(size) cannot be read: \(failure)")
        }
        guard checkpoint.size == size else {
            throw StorageError.damaged("checkpoint \(size) is for another size, \(checkpoint.size)")
        }
        return checkpoint
    }
}
