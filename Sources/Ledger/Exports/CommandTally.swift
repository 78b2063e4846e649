/// Whether the commands of an export account for its entries: each entry by one command, and by its own.
///
/// It adds up a hash of each pair of command and entry on both sides, so memory stays flat and the order of the
/// commands does not matter. Swift's hash has a random key for each process; nobody can prepare equal sums.
struct CommandTally {
    private var fromEntries = 0
    private var fromCommands = 0
    private var left: Int64 = 0
    private var size: Int64 = 0
    /// Entries whose bytes are gone, and with them the command's id.
    private var unknown: Set<Int64> = []
    private var isOutside = false

    /// Takes the next entry; nil where it cannot be read.
    mutating func add(_ entry: Entry?) {
        if let entry { fromEntries &+= Self.hash(entry.command, size) } else { unknown.insert(size) }
        size += 1
        left += 1
    }

    /// To be called after the last entry.
    mutating func add(_ command: CommandRecord) {
        let (first, count) = (command.first.rawValue, Int64(command.count))
        guard first >= 0, count >= 1, count <= left, first <= size - count else {
            isOutside = true
            return
        }
        left -= count
        for place in first..<first + count where !unknown.contains(place) {
            fromCommands &+= Self.hash(command.id, place)
        }
    }

    var balances: Bool { !isOutside && left == 0 && fromEntries == fromCommands }

    private static func hash(_ command: CommandID, _ place: Int64) -> Int {
        var hasher = Hasher()
        hasher.combine(command)
        hasher.combine(place)
        return hasher.finalize()
    }
}
