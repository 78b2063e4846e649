/// Goes over a ledger entry by entry and names everything that does not agree.
///
/// The same auditor serves a store and a file. It keeps the right edge of the tree only, so memory stays flat.
package struct LedgerAuditor {
    package enum Problem: Equatable, Sendable {
        case unreadable(Int64, EntryError)
        case leafDiffers(Int64)
        case sequence(at: Int64, found: Int64)
        case timeRunsBack(Int64)
        case noGenesis(String)
        case restored(Int64, String)
        case missingContent(Int64)
        case checkpointRoot(Int64)
        case checkpointSignature(Int64, SignedNote.Failure)
        case checkpointOrigin(Int64, String)
        case checkpointBeyond(Int64, entries: Int64)
        case otherHistory(Int64)
        case otherKey(Int64, SignedNote.Failure)
        case catalog(Int64, Hash)
        case commands
        case nothingTrusted
        case otherKeyFrom(Int64, String)
        /// A row of a store beside its entries; `what` names it.
        case row(String)
    }

    /// What is known of the log from `first` on.
    package struct Origin: Equatable, Sendable {
        package let first: Int64
        package let genesis: Genesis
    }

    package private(set) var frontier = Frontier.empty
    package private(set) var problems: [Problem] = []
    package private(set) var problemCount = 0
    package private(set) var origins: [Origin] = []
    package private(set) var redacted: [Int64] = []
    /// Leaves whose entries a public export does not show.
    package private(set) var withheld = 0
    /// The largest size with a checkpoint that holds.
    package private(set) var covered: Int64 = 0
    /// The largest size with a checkpoint that holds and is signed with the key that the caller trusts.
    package private(set) var trusted: Int64 = 0
    private var unexplained: Set<Int64> = []
    /// Of the last entry that could be read.
    package private(set) var lastTime = Instant(rawValue: 0)
    private var checkpoints: [Checkpoint] = []
    /// Checkpoints of size 0; who may sign them is known when entry 0 was read.
    private var ofNothing: [Checkpoint] = []
    private let against: [(checkpoint: Checkpoint, key: VerifierKey?)]
    private let trusting: VerifierKey?

    /// Only so many problems are kept by name; all are counted.
    package static let problemLimit = 10_000

    /// - Parameters:
    ///   - checkpoints: Those of the ledger itself, in order of their sizes.
    ///   - against: A checkpoint from elsewhere, with the key that must have signed it, where that is known.
    ///   - trusting: The log's key as the caller has it from elsewhere; nil compares the ledger with itself only.
    package init(
        checkpoints: [Checkpoint],
        against: (checkpoint: Checkpoint, key: VerifierKey?)? = nil,
        trusting: VerifierKey? = nil
    ) {
        self.trusting = trusting
        self.checkpoints = checkpoints.filter { $0.size > 0 }.sorted { $0.size > $1.size }
        ofNothing = checkpoints.filter { $0.size == 0 }
        self.against = against.map { [$0] } ?? []
    }

    package mutating func report(_ problem: Problem) {
        problemCount += 1
        if problems.count < Self.problemLimit { problems.append(problem) }
    }

    /// An entry with the leaf that a store keeps beside it.
    ///
    /// - Parameter absence: Why there is no content, where there is none.
    /// - Returns: The entry where it could be read.
    @discardableResult
    package mutating func add(_ record: EntryRecord, absence: ExportLine.Absence? = nil) -> Entry? {
        if let content = record.content {
            if content.leaf != record.leaf { report(.leafDiffers(frontier.size)) }
            return add(content, leaf: record.leaf)
        }
        if absence == .withheld { withheld += 1 } else { unexplained.insert(frontier.size) }
        append(record.leaf)
        return nil
    }

    /// An entry whose leaf nobody else has told, as in an export.
    package mutating func add(_ content: EntryRecord.Content) -> Entry? { add(content, leaf: content.leaf) }

    private mutating func add(_ content: EntryRecord.Content, leaf: Leaf) -> Entry? {
        let entry = read(content.bytes, at: frontier.size)
        append(leaf)
        return entry
    }

    private mutating func append(_ leaf: Leaf) {
        if frontier.size == 0, origins.isEmpty, problems.isEmpty {
            report(.noGenesis("entry 0 is not shown"))
        }
        frontier.append(leaf.hash)
        checkCheckpoints()
    }

    /// To be called after the last entry.
    package mutating func finish() {
        defer { judgeTrust() }
        if frontier.size == 0 { report(.noGenesis("there is no entry")) }
        for place in unexplained.sorted() { report(.missingContent(place)) }
        for checkpoint in ofNothing { check(checkpoint, root: .emptyTree) }
        for (checkpoint, key) in against where checkpoint.size == 0 {
            compare(checkpoint, key: key, root: .emptyTree)
        }
        for checkpoint in checkpoints.reversed() {
            report(.checkpointBeyond(checkpoint.size, entries: frontier.size))
        }
        for (checkpoint, key) in against where checkpoint.size > frontier.size {
            report(.checkpointBeyond(checkpoint.size, entries: frontier.size))
            guard let trusted = key ?? logKey(of: checkpoint.origin) else {
                report(.checkpointOrigin(checkpoint.size, checkpoint.origin))
                continue
            }
            do { try checkpoint.verify(by: trusted) } catch { report(.otherKey(checkpoint.size, error)) }
        }
        checkpoints = []
        ofNothing = []
    }

    /// The ledger names its own keys, so whoever wrote it anew has named new ones: only checkpoints by the key that
    /// was given prove anything to the one who gave it.
    private mutating func judgeTrust() {
        guard let trusting else { return }
        guard trusted > 0 else { return report(.nothingTrusted) }
        if let other = origins.last(where: { $0.genesis.logKey != trusting }), other.first >= trusted {
            report(.otherKeyFrom(other.first, other.genesis.origin))
        }
    }

    private mutating func read(_ bytes: [UInt8], at place: Int64) -> Entry? {
        let entry: Entry
        do { entry = try Entry(bytes: bytes) } catch {
            report(.unreadable(place, error))
            return nil
        }
        if entry.id.rawValue != place { report(.sequence(at: place, found: entry.id.rawValue)) }
        if entry.time < lastTime { report(.timeRunsBack(place)) }
        lastTime = max(lastTime, entry.time)
        switch entry.kind {
        case Genesis.kind where place == 0, Genesis.restoredKind where place > 0: begin(entry, at: place)
        case Genesis.kind, Genesis.restoredKind: report(.restored(place, "a \(entry.kind) cannot stand here"))
        case Redaction.kind: explain(entry, at: place)
        default: if place == 0 { report(.noGenesis("entry 0 is \(entry.kind)")) }
        }
        return entry
    }

    private mutating func begin(_ entry: Entry, at place: Int64) {
        do {
            let genesis = try Genesis(entry)
            if place > 0 {
                guard let previous = genesis.previous, logKey(of: genesis.origin) == nil else {
                    return report(
                        .restored(place, "it names no earlier checkpoint, or an origin used before")
                    )
                }
                checkPrevious(previous, at: place)
            }
            origins.append(Origin(first: place, genesis: genesis))
        } catch { report(place == 0 ? .noGenesis(error.description) : .restored(place, error.description)) }
    }

    /// The origin before may be unknown here, where an older backup was restored twice.
    private mutating func checkPrevious(_ previous: Checkpoint, at place: Int64) {
        if let key = logKey(of: previous.origin) {
            do { try previous.verify(by: key) } catch { report(.restored(place, error.description)) }
        }
        if previous.size == place, previous.root != frontier.root {
            report(.restored(place, "the earlier checkpoint is of other entries"))
        }
    }

    private mutating func explain(_ entry: Entry, at place: Int64) {
        guard let target = try? Redaction(entry).target.rawValue, unexplained.remove(target) != nil else {
            return
        }
        redacted.append(target)
    }

    private mutating func checkCheckpoints() {
        while let next = checkpoints.last, next.size == frontier.size {
            checkpoints.removeLast()
            check(next, root: frontier.root)
        }
        for (checkpoint, key) in against where checkpoint.size == frontier.size {
            compare(checkpoint, key: key, root: frontier.root)
        }
    }

    /// Judges a checkpoint of the ledger's own.
    private mutating func check(_ checkpoint: Checkpoint, root: Hash) {
        guard let key = logKey(of: checkpoint.origin) else {
            return report(.checkpointOrigin(checkpoint.size, checkpoint.origin))
        }
        if checkpoint.root != root { return report(.checkpointRoot(checkpoint.size)) }
        do {
            try checkpoint.verify(by: key)
            covered = max(covered, checkpoint.size)
            trust(checkpoint)
        } catch { report(.checkpointSignature(checkpoint.size, error)) }
    }

    /// Judges a checkpoint from elsewhere.
    private mutating func compare(_ checkpoint: Checkpoint, key: VerifierKey?, root: Hash) {
        if checkpoint.root != root { report(.otherHistory(checkpoint.size)) }
        guard let trusted = key ?? logKey(of: checkpoint.origin) else {
            return report(.checkpointOrigin(checkpoint.size, checkpoint.origin))
        }
        do {
            try checkpoint.verify(by: trusted)
            if checkpoint.root == root { trust(checkpoint) }
        } catch { report(.otherKey(checkpoint.size, error)) }
    }

    private mutating func trust(_ checkpoint: Checkpoint) {
        guard let trusting, (try? checkpoint.verify(by: trusting)) != nil else { return }
        trusted = max(trusted, checkpoint.size)
    }

    private func logKey(of origin: String) -> VerifierKey? {
        origins.last { $0.genesis.origin.utf8.elementsEqual(origin.utf8) }?.genesis.logKey
    }
}

extension LedgerAuditor.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let place, let error): "entry \(place): \(error)"
        case .leafDiffers(let place):
            "entry \(place): its bytes or salt do not give its leaf; one of them was altered"
        case .sequence(let place, let found): "entry \(place): it says it is number \(found)"
        case .timeRunsBack(let place): "entry \(place): it is dated before the entry above it"
        case .noGenesis(let reason): "entry 0: no genesis: \(reason)"
        case .restored(let place, let reason): "entry \(place): no valid restoration: \(reason)"
        case .missingContent(let place): "entry \(place): its bytes are missing and no redaction names it"
        case .checkpointRoot(let size): "checkpoint \(size): its root is not that of the entries before it"
        case .checkpointSignature(let size, let error): "checkpoint \(size): \(error)"
        case .checkpointOrigin(let size, let origin):
            "checkpoint \(size): the origin \(origin) is not this ledger's"
        case .checkpointBeyond(let size, let entries): "checkpoint \(size): there are only \(entries) entries"
        case .otherHistory(let size):
            "checkpoint \(size) given for comparison: its root is another; history was rewritten before entry \(size)"
        case .otherKey(let size, let error): "checkpoint \(size) given for comparison: \(error)"
        case .catalog(let place, let digest):
            "entry \(place): the catalog \(digest) that it names is missing or was altered"
        case .commands: "the commands at the end do not account for every entry, each by its own"
        case .nothingTrusted: "no checkpoint in it is signed with the key given; nothing is proven"
        case .otherKeyFrom(let place, let origin):
            "entry \(place): from here on the ledger goes on as \(origin), whose key is not the one given"
        case .row(let what): what
        }
    }
}
