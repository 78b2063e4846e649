package import Ledger

/// What going over all named content has found.
package struct BlobSurvey: Equatable, Sendable {
    /// How much content entries name.
    package internal(set) var named: Int64 = 0
    package internal(set) var namedBytes: Int64 = 0
    /// What was not there and was copied.
    package internal(set) var copied: Int64 = 0
    package internal(set) var copiedBytes: Int64 = 0
    /// The first thousand; `faultCount` counts all.
    package private(set) var faults: [BlobFault] = []
    package private(set) var faultCount: Int64 = 0

    package init() {}

    mutating func add(_ fault: BlobFault) {
        faultCount += 1
        if faults.count < 1000 { faults.append(fault) }
    }
}

/// Content that an entry names and that cannot be had.
package struct BlobFault: Equatable, Sendable {
    package let id: BlobID
    /// The first entry that names it.
    package let entry: Entry.ID?
    package let cause: Cause

    package enum Cause: Error, Equatable, Sendable {
        case missing
        /// What lies there is something else.
        case damaged(String)
        /// The operating system does not give it.
        case unreadable(String)

        /// - Throws: The error itself, where it says nothing of this content alone.
        init(_ error: BlobError) throws(BlobError) {
            switch error {
            case .missing: self = .missing
            case .damaged(_, let what): self = .damaged(what)
            case .failed(_, let reason): self = .unreadable(reason)
            case .full, .tooLarge, .closed, .store: throw error
            }
        }

        /// One word for programs.
        package var word: String {
            switch self {
            case .missing: "missing"
            case .damaged: "damaged"
            case .unreadable: "unreadable"
            }
        }
    }
}

extension BlobFault: CustomStringConvertible {
    package var description: String {
        let what =
            switch cause {
            case .missing: "is missing"
            case .damaged(let what): "is damaged: \(what)"
            case .unreadable(let reason): "cannot be read: \(reason)"
            }
        let entry = entry.map { ", named by entry \($0)," } ?? ""
        return "The file \(id.hash)\(entry) \(what)"
    }
}
