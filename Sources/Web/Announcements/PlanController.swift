import Hummingbird
import Identity
import Ledger
import Registers
import Storage

/// `/announcements/plans`: what will be posted, and when.
struct PlanController: Sendable {
    let office: Office
    let pages: Pages

    func list(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        guard office.mayPost(visitor) else { throw Fault.notAllowed(.postAnnouncement) }
        return try await answer(visitor, problem: nil, context)
    }

    /// Those that the visitor could have planned himself.
    private func answer(
        _ visitor: Visitor,
        problem: Problem?,
        _ context: SiteContext
    ) async throws -> Response {
        let language = context.language
        let (page, state) = try await office.read { [office] reader in
            let plans = try AnnouncementPlans.all(reader)
            let rows = try plans.filter { visitor.may(.postAnnouncement, unit: $0.unit) }.map { plan in
                PlansPage.Row(
                    plan,
                    who: try office.name(of: plan.actor, reader),
                    visitor,
                    office: office,
                    language
                )
            }
            let page = PlansPage(rows, problem: problem?.text(language), language)
            return (page, try LedgerState(reader))
        }
        return try pages.answer(
            page,
            state: state,
            context: context,
            status: problem == nil ? .ok : .unprocessableContent
        )
    }

    /// Gives one up; of one that was posted or given up meanwhile that is told.
    func cancel(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        guard office.mayPost(visitor) else { throw Fault.notAllowed(.postAnnouncement) }
        let text = context.parameters.get("id") ?? ""
        guard let number = Int64(exactly: text) else { throw Fault.noPage }
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: PlansPage.cancelPath(AnnouncementPlan.ID(rawValue: number)))
        let command = CancelPlan(AnnouncementPlan.ID(rawValue: number), zone: office.zone)
        do {
            _ = try await office.store.perform(
                Order(id: try form.command(), actor: visitor.actor, command: command)
            )
        } catch {
            guard let problem = Problem(error) else { throw error }
            return try await answer(visitor, problem: problem, context)
        }
        return Redirect(location: "/announcements/plans").response
    }
}

/// The announcements that wait for their time.
struct PlansPage: Page {
    static let template = "announcement-plans"

    struct Row: Sendable {
        let due: String
        let subject: String
        let about: String
        let text: String
        let files: [FileRow]
        let cancel: FormView?
    }

    let title: String
    let place: Frame.Place? = .announcements
    let lead: String
    let problem: String?
    let rows: [Row]
    let new: Frame.Link

    init(_ rows: [Row], problem: String?, _ language: Language) {
        self.problem = problem
        title = Word.plansTitle[language]
        lead = Word.plansLead[language]
        self.rows = rows
        new = Frame.Link(href: "/announcements/new", label: Word.newAnnouncement[language])
    }

    static func cancelPath(_ id: AnnouncementPlan.ID) -> String { "/announcements/plans/\(id)" }
}

extension PlansPage.Row {
    init(_ plan: AnnouncementPlan, who: String, _ visitor: Visitor, office: Office, _ language: Language) {
        due = office.zone.clock(of: plan.due)
        subject = plan.wording.title
        about = [
            office.communityName(plan.community, language), plan.unit.map { office.unitName($0, language) },
            who,
        ].compactMap { $0 }.joined(separator: " · ")
        text = plan.wording.text
        let place = "\(PlansPage.cancelPath(plan.id))/files"
        files = plan.attachments.map { FileRow($0, at: place, language) }
        cancel =
            visitor.may(.withdrawAnnouncement, unit: plan.unit)
            ? FormView(
                to: PlansPage.cancelPath(plan.id),
                visitor.token,
                fields: [],
                submit: Word.cancelPlan[language],
                isGrave: true
            ) : nil
    }
}
