import Ledger

/// The time that new entries have.
///
/// It is the clock's, but never before the last entry's. A clock that is plainly wrong dates nothing: what it wrote would
/// stand for good, and one that is ahead would date all entries after it, until that time has come.
struct EntryTime {
    let clock: WallClock
    /// Of the last entry.
    let last: Instant
    /// What the database's server shows, where it has a clock of its own.
    let server: Instant?

    /// Steps and differences of clocks that are set by a time server stay far below it.
    static let toleranceMilliseconds: Int64 = 300_000

    /// - Throws: `StorageError.clock` where the clock is behind the last entry, or beside the server's, by more than the
    ///   tolerance.
    func next() throws(StorageError) -> Instant {
        let now = clock.now
        guard last.rawValue - now.rawValue <= Self.toleranceMilliseconds else {
            throw .clock(
                "it shows \(now), but the last entry is dated \(last). Correct this machine's clock; if it is right, the entry was dated by a wrong one, and the ledger can go on at that time or from a backup before it"
            )
        }
        if let server, let ahead = clock.aheadOfRealTime {
            let real = now.advanced(byMilliseconds: -ahead)
            guard abs(real.rawValue - server.rawValue) <= Self.toleranceMilliseconds else {
                throw .clock(
                    "this machine shows \(real), the database's server \(server). Correct the one that is wrong"
                )
            }
        }
        return max(now, last)
    }
}
