/// Why a store did not do what it was asked.
package enum StorageError: Error, Equatable, CustomStringConvertible {
    /// Another process holds the store, or all connections are taken, longer than we wait.
    case busy(String)
    case full(String)
    case readOnly(String)
    /// The database cannot be reached, or the connection broke.
    case unreachable(String)
    /// A rule of the schema refused the row.
    case constraint(String)
    case damaged(String)
    /// The clock is wrong, so that no entry can be dated by it.
    case clock(String)
    case notAStore(String)
    case newerStore(found: Int, known: Int)
    case failed(String)

    package var description: String {
        switch self {
        case .busy(let what): "The store is busy: \(what). Nothing was written; try again."
        case .full(let what):
            "There is no room left for the store: \(what). Nothing was written; free some space."
        case .readOnly(let what):
            "The store can only be read: \(what). Nothing was written; check its file rights and mount."
        case .unreachable(let what): "The database cannot be reached: \(what)"
        case .constraint(let what): "The store refuses the row: \(what)"
        case .damaged(let what): "The store is damaged: \(what). Run \"jiedao verify ledger\"."
        case .clock(let what):
            "Nothing was written, because entries are dated for good and the clock is wrong: \(what)."
        case .notAStore(let what): what
        case .newerStore(let found, let known):
            "The store was written by a newer program (its schema is number \(found), this program knows \(known)). Use the newer program."
        case .failed(let what): "The store failed: \(what)"
        }
    }
}
