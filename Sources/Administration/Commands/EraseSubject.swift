package import Identity
package import Ledger
package import Storage

/// Erases somebody: what was sealed under his keys can never be opened again.
///
/// The keys themselves are destroyed when this is on disk; see `Erasure`.
package struct EraseSubject: Command {
    package static let name = "erase-subject"
    private let subject: Subject
    private let reason: String
    private let agreed: Staff.ID
    private let zone: Zone
    private let erasable: [Erasable]

    /// - Parameters:
    ///   - agreed: The second person; the first is the order's actor.
    ///   - erasable: Of whom something is sealed.
    /// - Throws: `ErasureError.reason` where too little or too much is said.
    package init(
        _ subject: Subject,
        reason: String,
        agreed: Staff.ID,
        zone: Zone,
        of erasable: [Erasable] = [.staff]
    ) throws(ErasureError) {
        self.erasable = erasable
        self.subject = subject
        self.reason = try ErasureError.checked(reason)
        self.agreed = agreed
        self.zone = zone
    }

    package var request: JSON.Object {
        [
            "agreed": .integer(agreed.rawValue), "reason": .string(reason),
            "subject": .string(subject.description),
        ]
    }

    package func record(in recorder: Recorder) throws {
        try recorder.requireTwo(.erase, agreed: agreed, in: zone)
        let day = zone.day(of: recorder.time)
        guard let kind = erasable.first(where: { $0.kind == subject.kind }),
            let key = try kind.key(subject, day, recorder.reader)
        else { throw ErasureError.unknown(subject) }
        guard try !Erasure.isErased(key, recorder.reader) else { throw ErasureError.erased(subject) }
        try recorder.record(
            SubjectErased(keys: [key], reason: reason, agreed: Actor(agreed)),
            about: subject
        )
    }
}

/// A kind of subject of which something is sealed under a key of its own.
package struct Erasable: Sendable {
    /// As subjects write it, `staff`.
    let kind: String
    let key: @Sendable (Subject, LocalDay, Reader) throws -> Subject?

    /// - Parameter key: The name of a subject's key, nil where there is no such subject. It throws `ErasureError` where the
    ///   subject cannot be erased yet.
    package init(
        _ kind: String,
        key: @escaping @Sendable (Subject, LocalDay, Reader) throws -> Subject?
    ) {
        self.kind = kind
        self.key = key
    }

    /// Members of the staff whose account has ended.
    package static let staff = Erasable("staff") { subject, day, reader in
        let id = Staff.ID(rawValue: subject.number)
        guard let member = try StaffDirectory.member(id, reader) else { return nil }
        guard !member.isActive(on: day) else { throw ErasureError.active(subject) }
        return member.key
    }
}

/// Deletes the bytes of entries, so that only their leaves stay.
///
/// It is done by `Store.redact`.
package struct RedactEntries: Command {
    package static let name = "redact-entries"
    private let targets: [Entry.ID]
    private let reason: String
    private let agreed: Staff.ID
    private let zone: Zone

    /// Without these no ledger can be read, or nobody could tell what was erased.
    private static let kept: Set<Entry.Kind> = [
        Genesis.kind, Genesis.restoredKind, Redaction.kind, SubjectErased.kind, CatalogAdopted.kind,
    ]

    package init(
        _ targets: [Entry.ID],
        reason: String,
        agreed: Staff.ID,
        zone: Zone
    ) throws(ErasureError) {
        self.targets = Set(targets).sorted()
        self.reason = try ErasureError.checked(reason)
        self.agreed = agreed
        self.zone = zone
    }

    package var request: JSON.Object {
        [
            "agreed": .integer(agreed.rawValue), "entries": .array(targets.map { .integer($0.rawValue) }),
            "reason": .string(reason),
        ]
    }

    package func record(in recorder: Recorder) throws {
        try recorder.requireTwo(.redact, agreed: agreed, in: zone)
        for target in targets {
            guard let record = try EntryStore.record(target, recorder.reader) else {
                throw RedactionError.unknown(target)
            }
            guard record.content != nil, let entry = try EntryStore.entry(target, recorder.reader) else {
                throw RedactionError.gone(target)
            }
            guard !Self.kept.contains(entry.kind) else { throw RedactionError.kind(target, entry.kind) }
        }
        for target in targets {
            try recorder.record(
                RedactedEvent(target, reason: reason, agreed: Actor(agreed)),
                about: Subject("entry", target)
            )
        }
    }
}

extension Recorder {
    /// Refuses unless the actor and somebody else both may do it.
    fileprivate func requireTwo(_ right: Right, agreed: Staff.ID, in zone: Zone) throws {
        let day = zone.day(of: time)
        guard let asked = Staff.ID(order.actor) else { throw StaffError.notAllowed(right) }
        _ = try TwoPersons(
            for: right,
            asked: try StaffDirectory.rights(of: asked, on: day, reader),
            agreed: try StaffDirectory.rights(of: agreed, on: day, reader),
            on: day
        )
    }
}

/// Why somebody is not erased.
package enum ErasureError: Error, Equatable, CustomStringConvertible {
    /// In characters.
    package static let reasonLengths = Statement.lengths

    case reason(Int)
    case unknown(Subject)
    case active(Subject)
    /// It is not closed.
    case open(Subject)
    case erased(Subject)

    package var description: String {
        switch self {
        case .reason(let count):
            "The reason has \(count) characters; say in \(Self.reasonLengths.lowerBound) to \(Self.reasonLengths.upperBound) why."
        case .unknown(let subject): "There is no \(subject) of whom something is sealed."
        case .active(let subject): "\(subject) still has an account. End it first."
        case .open(let subject): "\(subject) is not closed yet. Close it first."
        case .erased(let subject): "\(subject) was erased before."
        }
    }

    static func checked(_ typed: String) throws(ErasureError) -> String {
        do { return try Statement(typed).text } catch { throw .reason(error.count) }
    }
}
