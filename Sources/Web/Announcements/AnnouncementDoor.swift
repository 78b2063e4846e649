import Catalog
import Hummingbird
import Identity
import Ledger
import Registers
import Storage

/// `POST /api/announcements…`: where programs write.
struct AnnouncementDoor: Sendable {
    let office: Office

    func post(_ request: Request, context: SiteContext) async throws -> Response {
        try await answer(request, context, members: ["command", "community", "text", "title"]) { letter in
            PostAnnouncement(
                try Announcement.Wording(title: try letter.text("title"), text: try letter.text("text")),
                community: try office.community(letter),
                zone: office.zone
            )
        }
    }

    func correct(_ request: Request, context: SiteContext) async throws -> Response {
        let members: Set = ["command", "community", "reason", "revision", "text", "title"]
        return try await answer(request, context, members: members) { letter in
            try CorrectAnnouncement(
                try announcement(context),
                to: try Announcement.Wording(title: try letter.text("title"), text: try letter.text("text")),
                community: try office.community(letter),
                reason: try letter.text("reason"),
                revision: Int(try letter.integer("revision")),
                zone: office.zone
            )
        }
    }

    func withdraw(_ request: Request, context: SiteContext) async throws -> Response {
        try await answer(request, context, members: ["command", "reason"]) { letter in
            try WithdrawAnnouncement(
                try announcement(context),
                reason: try letter.text("reason"),
                zone: office.zone
            )
        }
    }

    /// The announcement that the address names.
    private func announcement(_ context: SiteContext) throws(Refusal) -> Announcement.ID {
        let text = context.parameters.get("id") ?? ""
        guard let number = Int64(exactly: text) else {
            throw Refusal(.notFound, "unknown", "There is no announcement \(text.shortened).")
        }
        return Announcement.ID(rawValue: number)
    }

    /// Lets the program in, reads what it sends, does it, and answers once it is on disk.
    private func answer(
        _ request: Request,
        _ context: SiteContext,
        members: Set<String>,
        command: (Letter) throws -> any Command
    ) async throws -> Response {
        do {
            let actor = try await ProgramAdmission(office: office).actor(
                of: request,
                for: .writeAnnouncements
            )
            let letter = try await Letter(request, names: members)
            let order = Order(id: try letter.command(), actor: actor, command: try command(letter))
            let outcome = try await office.store.perform(order)
            let named = try? announcement(context)
            return try await answer(
                outcome,
                about: named ?? Announcement.ID(rawValue: outcome.first.rawValue)
            )
        } catch {
            guard let refusal = Refusal(error) else { throw error }
            if refusal.status.kind == .serverError {
                context.trouble.value = Trouble(number: nil, cause: String(describing: error))
            }
            throw refusal
        }
    }

    private func answer(_ outcome: Outcome, about id: Announcement.ID) async throws -> Response {
        let announcement = try await office.read { try Announcements.announcement(id, $0) }
        guard let announcement else {
            throw StorageError.damaged("announcement \(id) is not in the register")
        }
        let address = "/announcements/\(id)"
        return .json(
            [
                "announcement": .integer(id.rawValue), "entry": .integer(outcome.first.rawValue),
                "reference": .string("\(announcement.reference)"), "repeat": .bool(outcome.isRepeat),
                "url": .string(address),
            ],
            status: outcome.isRepeat ? .ok : .created,
            headers: outcome.isRepeat ? [:] : [.location: address]
        )
    }
}

extension Office {
    fileprivate func community(_ letter: Letter) throws -> Code? {
        guard let text = try letter.textIfPresent("community") else { return nil }
        guard let code = Code(rawValue: text), catalog.community(code) != nil else {
            throw AnnouncementError.unknownCommunity(text.shortened)
        }
        return code
    }
}
