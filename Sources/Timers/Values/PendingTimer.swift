package import Ledger

/// A timer that has not fired: what is due when, and by which entry.
///
/// Two of them are equal when they are the same setting of the same timer; one that was moved, or set again, differs
/// in the entry.
package struct PendingTimer: Hashable, Sendable {
    package let id: TimerID
    /// It fires at this moment or as soon as possible behind it, never before.
    package let due: Instant
    /// The entry that set it, or moved it last.
    package let entry: Entry.ID

    package init(_ id: TimerID, due: Instant, entry: Entry.ID) {
        self.id = id
        self.due = due
        self.entry = entry
    }
}

extension PendingTimer: Comparable {
    /// The order of firing: by due time, then as they were set.
    package static func < (left: Self, right: Self) -> Bool {
        guard left.due == right.due else { return left.due < right.due }
        guard left.entry == right.entry else { return left.entry < right.entry }
        guard left.id.subject == right.id.subject else {
            return left.id.subject.description.utf8.lexicographicallyPrecedes(
                right.id.subject.description.utf8
            )
        }
        guard left.id.ordinal == right.id.ordinal else { return left.id.ordinal < right.id.ordinal }
        return left.id.name < right.id.name
    }
}

extension PendingTimer {
    /// The id of the command that this setting fires: a UUID of version 8 (RFC 9562 section 5.8) from its SHA-256, so
    /// that every process sends the same one.
    ///
    /// - Parameter round: Counts on where somebody else has used the id before, by chance or on purpose.
    package func commandID(round: Int = 0) -> CommandID {
        // No part can hold a line feed, so no two timers give the same text.
        let text = [
            "jiedao timer", id.name.rawValue, id.subject.description, String(id.ordinal),
            String(due.rawValue), entry.description, String(round),
        ].joined(separator: "\n")
        var bytes = Array(Hash(of: Array(text.utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        guard let id = CommandID(bytes: bytes) else { preconditionFailure("16 bytes make an id.") }
        return id
    }
}
