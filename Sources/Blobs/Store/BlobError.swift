package import Ledger
package import Storage

/// Why content could not be kept or given back.
package enum BlobError: Error, Equatable, Sendable {
    /// The disk or the quota is full; nothing was kept.
    case full(String)
    /// The content is longer than its taker allows.
    case tooLarge(limit: Int64)
    /// There is no such blob: it was never kept, or no entry named it and it was swept.
    case missing(BlobID)
    /// What is kept is not what the name says.
    case damaged(BlobID, String)
    /// A draft was kept or discarded already.
    case closed
    /// The operating system refused.
    case failed(doing: String, String)
    /// The database refused.
    case store(StorageError)
}

extension BlobError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .full(let what):
            "There is no room left for the file: \(what). Nothing was kept; free some space."
        case .tooLarge(let limit): "The file is larger than \(limit) bytes. Send a smaller one."
        case .missing(let id):
            "The file \(id.hash) is not in the store. Bring it back with \"jiedao files restore DIR\"."
        case .damaged(let id, let what):
            "The file \(id.hash) is damaged: \(what). Bring it back with \"jiedao files restore DIR\"."
        case .closed: "The file was kept or given up already."
        case .failed(let doing, let reason): "\(doing) failed: \(reason)"
        case .store(let error): error.description
        }
    }
}

extension BlobError {
    /// What a database's error means for a blob.
    init(_ error: any Error, doing: String) {
        switch error {
        case let error as BlobError: self = error
        case StorageError.full(let what): self = .full(what)
        case let error as StorageError: self = .store(error)
        default: self = .failed(doing: doing, String(describing: error))
        }
    }
}
