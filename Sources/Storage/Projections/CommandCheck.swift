import Ledger

/// Command ids are not projections, but what entries say of them must agree.
enum CommandCheck {
    static func run(_ reader: Reader, _ scratch: ScratchStore, limit: Int) throws -> [Replay.Difference] {
        var differences: [Replay.Difference] = []
        func report(_ id: String, _ kind: Replay.Difference.Kind) {
            if differences.count < limit {
                differences.append(.init(table: "ledger_command", key: id, kind: kind, detail: ""))
            }
        }
        var expected = scratch.commands[...]
        try reader.query("SELECT id, first_entry, entry_count FROM ledger_command ORDER BY first_entry") {
            row in
            let (first, count) = (try row.integer(1), try row.integer(2))
            let id = CommandID(bytes: try row.bytes(0))
            while let next = expected.first, next.first < first {
                report(next.id.description, .missing)
                expected.removeFirst()
            }
            let name = id?.description ?? "of entry \(first)"
            guard let next = expected.first, next.first == first else {
                // The entry may have been redacted, and its command id with it.
                let record = try EntryStore.record(Entry.ID(rawValue: first), reader)
                if record == nil || record?.content != nil { report(name, .surplus) }
                return
            }
            expected.removeFirst()
            if next.id != id || next.count != count { report(name, .differs) }
        }
        for next in expected { report(next.id.description, .missing) }
        return differences
    }
}
