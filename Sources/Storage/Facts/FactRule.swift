import Ledger

/// What the facts of an entry must fulfil, whoever brings it: a command, a backup or a replay.
enum FactRule {
    /// A fact takes back one that is there, whole, and that nothing has taken back yet.
    ///
    /// - Throws: `CommandError`, naming the fact that cannot be taken back.
    static func check(_ entry: Entry, _ reader: Reader) throws {
        var reversed: Set<Fact.ID> = []
        for fact in entry.facts {
            guard let id = fact.reverses else { continue }
            guard let original = try original(id, of: entry, reader) else {
                throw CommandError.unknownReversal(id)
            }
            // What an entry can hold is far below 64 bits, so the sum cannot overflow.
            guard original.measure == fact.measure, original.unit == fact.unit,
                original.quantity + fact.quantity == 0
            else { throw CommandError.reversalDiffers(id) }
            guard reversed.insert(id).inserted, try !FactStore.isReversed(id, reader) else {
                throw CommandError.reversedBefore(id)
            }
        }
    }

    /// An entry's bytes admit earlier facts only, also of its own.
    private static func original(_ id: Fact.ID, of entry: Entry, _ reader: Reader) throws -> Fact? {
        guard id.entry == entry.id else { return try FactStore.untagged(id, reader) }
        return entry.facts.indices.contains(id.ordinal) ? entry.facts[id.ordinal] : nil
    }
}
