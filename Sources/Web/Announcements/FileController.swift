import Hummingbird
import Identity
import Ledger
import Registers

/// The files of announcements, and of those that are planned.
struct FileController: Sendable {
    let office: Office

    /// Of an announcement that stands; what was withdrawn takes its files with it.
    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let text = context.parameters.get("id") ?? ""
        let attachments = try await office.read { reader in
            guard let number = Int64(exactly: text),
                let announcement = try Announcements.announcement(Announcement.ID(rawValue: number), reader)
            else { throw Fault.noAnnouncement(text) }
            guard announcement.status == .standing else { throw Fault.fileWithdrawn }
            return try Announcements.attachments(of: announcement.id, reader)
        }
        return try await answer(request, context, attachments, isPublic: true)
    }

    func showPlanned(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        guard office.mayPost(visitor) else { throw Fault.notAllowed(.postAnnouncement) }
        let text = context.parameters.get("id") ?? ""
        let plan = try await office.read { reader in
            try Int64(exactly: text).flatMap {
                try AnnouncementPlans.plan(AnnouncementPlan.ID(rawValue: $0), reader)
            }
        }
        let isOwn = plan.map { visitor.may(.postAnnouncement, unit: $0.unit) } ?? false
        return try await answer(request, context, isOwn ? plan?.attachments ?? [] : [], isPublic: false)
    }

    private func answer(
        _ request: Request,
        _ context: SiteContext,
        _ attachments: [Attachment],
        isPublic: Bool
    ) async throws -> Response {
        guard let file = FileAnswer(context.parameters.get("hash") ?? "", among: attachments) else {
            throw Fault.noFile
        }
        return try await file.response(request, from: office.requireFiles(), isPublic: isPublic)
    }
}
