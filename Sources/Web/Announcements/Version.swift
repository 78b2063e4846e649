import Ledger
import Registers
import Storage

/// One step in an announcement's life, with the wording that it brought.
struct Version: Sendable {
    enum Content: Sendable {
        case posted(AnnouncementPosted)
        case corrected(AnnouncementCorrected)
        case withdrawn(AnnouncementWithdrawn)
        /// The entry was redacted.
        case erased
    }

    let change: Announcements.Change
    let content: Content

    static func all(of id: Announcement.ID, _ reader: Reader) throws -> [Version] {
        try Announcements.history(id, reader).map { change in
            let entry = try EntryStore.entry(change.entry, reader)
            do {
                return Version(change: change, content: try entry.map { try Content($0) } ?? .erased)
            } catch {
                throw StorageError.damaged("entry \(change.entry) is no step of an announcement: \(error)")
            }
        }
    }
}

extension Version.Content {
    fileprivate init(_ entry: Entry) throws {
        switch entry.kind {
        case AnnouncementPosted.kind: self = .posted(try AnnouncementPosted(entry))
        case AnnouncementCorrected.kind: self = .corrected(try AnnouncementCorrected(entry))
        default: self = .withdrawn(try AnnouncementWithdrawn(entry))
        }
    }
}
