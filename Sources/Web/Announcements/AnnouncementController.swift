import Hummingbird
import Ledger
import Registers

/// `/announcements…`: the public register.
struct AnnouncementController: Sendable {
    let office: Office
    let pages: Pages

    static let pageLimit = 20

    /// The newest first, page by page.
    func list(_ request: Request, context: SiteContext) async throws -> Response {
        let before: Announcement.ID? = try request.before()
        let language = context.language
        let (page, state) = try await office.read { [office] reader in
            // One more than is shown tells whether there is another page.
            let found = try Announcements.page(before: before, limit: Self.pageLimit + 1, reader)
            let page = AnnouncementsPage(
                Array(found.prefix(Self.pageLimit)),
                isFirstPage: before == nil,
                hasMore: found.count > Self.pageLimit,
                visitor: context.visitor,
                office: office,
                language
            )
            return (page, try LedgerState(reader))
        }
        return try pages.answer(page, state: state, context: context)
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let (language, text) = (context.language, context.parameters.get("id") ?? "")
        let (page, state) = try await office.read { [office] reader in
            guard let number = Int64(exactly: text),
                let announcement = try Announcements.announcement(Announcement.ID(rawValue: number), reader)
            else { throw Fault.noAnnouncement(text) }
            let page = AnnouncementPage(
                announcement,
                try Announcements.attachments(of: announcement.id, reader),
                try Version.all(of: announcement.id, reader),
                visitor: context.visitor,
                office: office,
                language
            )
            return (page, try LedgerState(reader))
        }
        return try pages.answer(page, state: state, context: context)
    }
}
