import Administration
import Catalog
import Hummingbird
import Identity
import Ledger
import Registers
import Storage

/// Where the staff write announcements: `/announcements/new`, and the forms that change one.
struct AnnouncementDesk: Sendable {
    let office: Office
    let pages: Pages

    func newForm(_ request: Request, context: SiteContext) async throws -> Response {
        try await form(.new, try context.staff(request), kept: [], context)
    }

    /// Posts it, or keeps it until its time.
    func post(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        return try await take(request, .new, visitor, context) { sent in
            let wording = try sent.wording()
            let (community, unit) = (try office.community(sent), try office.postingUnit(sent, visitor))
            guard let due = try sent.due(in: office.zone) else {
                return (
                    PostAnnouncement(
                        wording,
                        community: community,
                        unit: unit,
                        attachments: sent.attachments,
                        zone: office.zone
                    ), { "/announcements/\($0.first)" }
                )
            }
            let plan = PlanAnnouncement(
                wording,
                community: community,
                unit: unit,
                attachments: sent.attachments,
                due: due,
                zone: office.zone
            )
            return (plan, { _ in "/announcements/plans" })
        }
    }

    func correctionForm(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let (announcement, attachments) = try await named(context)
        guard announcement.status == .standing else { throw Fault.fileWithdrawn }
        let now = office.store.clock.now
        let kept = attachments.map { KeptFile($0, since: now) }
        return try await form(.correction(announcement), visitor, kept: kept, context)
    }

    func correct(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let (announcement, _) = try await named(context)
        return try await take(request, .correction(announcement), visitor, context) { sent in
            guard let revision = Int(sent.form["revision"]), (0...Int(Limit.integer)).contains(revision)
            else { throw Fault.form }
            let command = try CorrectAnnouncement(
                announcement.id,
                to: try sent.wording(),
                community: try office.community(sent),
                attachments: sent.attachments,
                reason: sent.form["reason"],
                revision: revision,
                zone: office.zone
            )
            return (command, { _ in "/announcements/\(announcement.id)" })
        }
    }

    func withdrawalForm(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        return try await form(.withdrawal(try await named(context).0), visitor, kept: [], context)
    }

    func withdraw(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let announcement = try await named(context).0
        let writing = Writing.withdrawal(announcement)
        try visitor.require(writing.right, unit: announcement.unit)
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: writing.path)
        do {
            let command = try WithdrawAnnouncement(
                announcement.id,
                reason: form["reason"],
                zone: office.zone
            )
            _ = try await perform(command, form, visitor)
            return Redirect(location: "/announcements/\(announcement.id)").response
        } catch {
            guard let problem = Problem(error) else { throw error }
            return try await self.form(writing, visitor, sent: form, problem: problem, kept: [], context)
        }
    }

    /// Reads a form with files, does what it asks for, and shows it again with what was typed where that is refused.
    private func take(
        _ request: Request,
        _ writing: Writing,
        _ visitor: Visitor,
        _ context: SiteContext,
        _ command: (SentAnnouncement) throws -> (any Command, (Outcome) -> String)
    ) async throws -> Response {
        try allow(writing, visitor)
        let upload = try await SentForm(request, of: visitor, on: writing.path, office)
        do {
            if let problem = upload.problem { throw problem }
            let (order, place) = try command(
                SentAnnouncement(form: upload.form, attachments: upload.attachments)
            )
            let outcome = try await perform(order, upload.form, visitor)
            return Redirect(location: place(outcome)).response
        } catch {
            guard let problem = Problem(error) else { throw error }
            return try await form(
                writing,
                visitor,
                sent: upload.form,
                problem: problem,
                kept: upload.kept,
                context
            )
        }
    }

    private func perform(
        _ command: any Command,
        _ form: FormBody,
        _ visitor: Visitor
    ) async throws -> Outcome {
        try await office.store.perform(Order(id: try form.command(), actor: visitor.actor, command: command))
    }

    /// The announcement that the address names, with its files.
    private func named(_ context: SiteContext) async throws -> (Announcement, [Attachment]) {
        let text = context.parameters.get("id") ?? ""
        return try await office.read { reader in
            guard let number = Int64(exactly: text),
                let announcement = try Announcements.announcement(Announcement.ID(rawValue: number), reader)
            else { throw Fault.noAnnouncement(text) }
            return (announcement, try Announcements.attachments(of: announcement.id, reader))
        }
    }

    private func allow(_ writing: Writing, _ visitor: Visitor) throws(Fault) {
        switch writing {
        case .new:
            guard office.mayPost(visitor) else { throw .notAllowed(.postAnnouncement) }
        case .correction(let announcement), .withdrawal(let announcement):
            try visitor.require(writing.right, unit: announcement.unit)
        }
    }

    private func form(
        _ writing: Writing,
        _ visitor: Visitor,
        sent: FormBody? = nil,
        problem: Problem? = nil,
        kept: [KeptFile],
        _ context: SiteContext
    ) async throws -> Response {
        try allow(writing, visitor)
        let language = context.language
        let text = problem?.text(language)
        let forms = AnnouncementForms(office: office, visitor: visitor, kept: kept, language: language)
        let page = PlainFormPage(
            title: writing.title[language],
            place: .announcements,
            lead: writing.lead[language],
            forms: [FormSection(form: forms.view(writing, sent: sent, problem: text))]
        )
        return try await pages.answer(page, refusedFor: text, context: context)
    }
}

/// What a form about an announcement does.
enum Writing {
    case new
    case correction(Announcement)
    case withdrawal(Announcement)

    var path: String {
        switch self {
        case .new: "/announcements/new"
        case .correction(let announcement): "/announcements/\(announcement.id)/correction"
        case .withdrawal(let announcement): "/announcements/\(announcement.id)/withdrawal"
        }
    }

    var right: Right {
        switch self {
        case .new: .postAnnouncement
        case .correction: .correctAnnouncement
        case .withdrawal: .withdrawAnnouncement
        }
    }

    var title: Word {
        switch self {
        case .new: .newAnnouncement
        case .correction: .correctAnnouncement
        case .withdrawal: .withdrawAnnouncement
        }
    }

    var lead: Word {
        switch self {
        case .new: .newAnnouncementLead
        case .correction: .correctAnnouncementLead
        case .withdrawal: .withdrawAnnouncementLead
        }
    }
}

/// What somebody sent with the form of an announcement.
struct SentAnnouncement {
    let form: FormBody
    let attachments: [Attachment]

    func wording() throws(AnnouncementError) -> Announcement.Wording {
        try Announcement.Wording(title: form["title"], text: form["text"])
    }

    /// When it shall be posted, as `2018-03-06T09:00`; nil for at once.
    ///
    /// - Throws: `AnnouncementError.planTime` where it is no time.
    func due(in zone: Zone) throws(AnnouncementError) -> Instant? {
        let text = form["due"]
        guard !text.isEmpty else { return nil }
        guard let instant = zone.instant(text) else { throw .planTime }
        return instant
    }
}

extension Office {
    /// - Throws: `AnnouncementError.unknownCommunity`.
    fileprivate func community(_ sent: SentAnnouncement) throws(AnnouncementError) -> Code? {
        let text = sent.form["community"]
        guard !text.isEmpty else { return nil }
        guard let code = Code(rawValue: text), catalog.community(code) != nil else {
            throw .unknownCommunity(text)
        }
        return code
    }

    /// - Throws: `StaffError.unknownUnit` where there is none, `notAllowed` where the visitor does not post for it.
    fileprivate func postingUnit(_ sent: SentAnnouncement, _ visitor: Visitor) throws(StaffError) -> Code? {
        let text = sent.form["unit"]
        let code = text.isEmpty ? nil : try unit(text, on: visitor.today)
        guard visitor.may(.postAnnouncement, unit: code) else { throw .notAllowed(.postAnnouncement) }
        return code
    }

    /// The units for which the visitor may post, the office as a whole among them.
    func postingUnits(_ visitor: Visitor, _ language: Language) -> [(value: String, label: String)] {
        let whole = visitor.may(.postAnnouncement) ? [("", Word.wholeOffice[language])] : []
        return whole
            + unitChoices(on: visitor.today, language).filter { choice in
                Code(rawValue: choice.value).map { visitor.may(.postAnnouncement, unit: $0) } ?? false
            }
    }

    func mayPost(_ visitor: Visitor) -> Bool { !postingUnits(visitor, .zh).isEmpty }
}
