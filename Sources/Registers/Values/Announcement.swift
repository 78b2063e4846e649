package import Ledger

/// A notice of the office in its public register.
package struct Announcement: Equatable, Sendable {
    package typealias ID = Identifier<Announcement>

    package let id: ID
    /// 公告-2018-0001.
    package let reference: Reference
    package let wording: Wording
    /// The community that it concerns; nil for the whole subdistrict.
    package let community: Code?
    /// The office's own unit that posted it, where one did.
    package let unit: Code?
    package let postedAt: Instant
    package let postedOn: LocalDay
    /// How often it was corrected.
    package let revision: Int
    package let status: Status

    package static func subject(_ id: ID) -> Subject { Subject("announcement", id) }

    package enum Status: Equatable, Sendable {
        case standing
        case withdrawn(reason: String, at: Instant)
    }

    /// The number of an announcement within its year.
    package struct Reference: Equatable, Sendable, CustomStringConvertible {
        package let year: Int
        package let number: Int64

        package init(year: Int, number: Int64) {
            self.year = year
            self.number = number
        }

        /// The series in which the number is counted.
        package var series: String { "公告-\(year)" }

        package var description: String {
            let digits = String(number)
            return "\(series)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
        }
    }

    /// Title and text, each within its limits.
    package struct Wording: Equatable, Sendable {
        package let title: String
        package let text: String

        package static let titleLimit = 200
        /// In bytes of UTF-8: a character of a title, as a reader sees it, has six on average at most.
        package static let titleByteLimit = 1200
        /// In bytes of UTF-8; some 5,000 Chinese characters, so that the entry stays below its limit.
        package static let textLimit = 16_000

        /// In characters, of why an announcement is corrected or withdrawn.
        package static let reasonLimit = 500
        package static let reasonByteLimit = 3000

        package init(title: String, text: String) throws(AnnouncementError) {
            self.title = try Self.checked(title, "title")
            self.text = try Self.checked(text, "text")
            guard self.title.count <= Self.titleLimit else { throw .titleTooLong(self.title.count) }
            guard self.title.utf8.count <= Self.titleByteLimit else {
                throw .titleTooLarge(self.title.utf8.count)
            }
            guard self.text.utf8.count <= Self.textLimit else { throw .textTooLong(self.text.utf8.count) }
        }

        static func checkedReason(_ text: String) throws(AnnouncementError) -> String {
            let reason = try checked(text, "reason")
            guard reason.count <= reasonLimit else { throw .reasonTooLong(reason.count) }
            guard reason.utf8.count <= reasonByteLimit else { throw .reasonTooLarge(reason.utf8.count) }
            return reason
        }

        static func checked(_ text: String, _ field: String) throws(AnnouncementError) -> String {
            do { return try KeptText(text).text } catch {
                switch error {
                case .empty: throw .empty(field)
                case .tooManyMarks: throw .tooManyMarks(field)
                }
            }
        }
    }
}

/// Why an announcement cannot be posted or changed.
package enum AnnouncementError: Error, Equatable, CustomStringConvertible {
    case empty(String)
    case titleTooLong(Int)
    /// In bytes.
    case titleTooLarge(Int)
    case reasonTooLong(Int)
    /// In bytes.
    case reasonTooLarge(Int)
    case tooManyMarks(String)
    case textTooLong(Int)
    case tooManyAttachments(Int)
    case unknownCommunity(String)
    case unknown(Announcement.ID)
    case withdrawn(Announcement.Reference)
    case changed(Announcement.Reference, revision: Int)
    case unchanged(Announcement.Reference)
    /// A plan to post it that lies behind, or too far ahead.
    case planTime
    case tooManyPlans
    /// It was posted or given up meanwhile, or never was.
    case noPlan(AnnouncementPlan.ID)

    /// In days; a plan that nobody remembers should not speak for the office.
    package static let planLimit: Int64 = 366

    package var description: String {
        switch self {
        case .empty(let field): "The \(field) is empty. Write something in it."
        case .titleTooLong(let count):
            "The title has \(count) characters; at most \(Announcement.Wording.titleLimit) are allowed. Shorten it."
        case .titleTooLarge(let count):
            "The title has \(count) bytes; at most \(Announcement.Wording.titleByteLimit) are allowed. Shorten it."
        case .reasonTooLarge(let count):
            "The reason has \(count) bytes; at most \(Announcement.Wording.reasonByteLimit) are allowed. Shorten it."
        case .tooManyMarks(let field):
            "The \(field) holds more than \(Limit.marks) combining marks (accents and the like) in a row. Remove some."
        case .reasonTooLong(let count):
            "The reason has \(count) characters; at most \(Announcement.Wording.reasonLimit) are allowed. Shorten it."
        case .textTooLong(let count):
            "The text has \(count) bytes; at most \(Announcement.Wording.textLimit) are allowed. Shorten it."
        case .tooManyAttachments(let count):
            "There are \(count) files; at most \(Attachment.limit) are allowed. Leave some out."
        case .unknownCommunity(let code): "There is no community with the code \(code) in the catalog."
        case .unknown(let id): "There is no announcement \(id)."
        case .withdrawn(let reference): "Announcement \(reference) is withdrawn. Post a new one instead."
        case .changed(let reference, let revision):
            "Announcement \(reference) was corrected meanwhile (it is at revision \(revision)). Read it again first."
        case .unchanged(let reference): "Nothing would change in announcement \(reference)."
        case .planTime:
            "That time lies behind, or more than \(Self.planLimit) days ahead. Give another one, or post it now."
        case .tooManyPlans:
            "\(AnnouncementPlans.limit) announcements wait for their time already. Give one of them up first."
        case .noPlan(let id): "There is no announcement planned under \(id); it was posted or given up."
        }
    }
}
