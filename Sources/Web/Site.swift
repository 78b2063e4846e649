import Catalog
package import Hummingbird
import Ledger
package import Logging
import NIOCore

/// The pages, the log and the programs' door of one office.
package struct Site: Sendable {
    package let office: Office
    private let logger: Logger
    private let pages: Pages
    private let signingPatience: Duration
    private let makeNumber: @Sendable () -> String
    private let crowd: Int
    /// One for all that is sent without an account.
    private let gate = ReportGate()

    /// - Parameters:
    ///   - signingPatience: How long somebody waits for a checkpoint to be signed.
    ///   - makeNumber: A number to quote from the page of an error, not used before.
    ///   - crowd: How many requests are in hand at a time; further ones are refused.
    /// - Throws: An error of the file system or the template engine where a template or asset cannot be read.
    package init(
        office: Office,
        logger: Logger,
        signingPatience: Duration = .seconds(2),
        makeNumber: @escaping @Sendable () -> String = Site.randomNumber,
        crowd: Int = 512
    ) throws {
        self.office = office
        self.logger = logger
        self.signingPatience = signingPatience
        self.makeNumber = makeNumber
        self.crowd = crowd
        pages = try Pages(office: office, assets: Assets(subdistrict: office.catalog.subdistrict.name.zh))
    }

    /// 40 random bits in hexadecimal.
    package static let randomNumber: @Sendable () -> String = {
        Hex.encode((0..<5).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// All routes in reading order.
    package var routes: [Route] {
        let announcements = AnnouncementController(office: office, pages: pages)
        let writing = AnnouncementDesk(office: office, pages: pages)
        let plans = PlanController(office: office, pages: pages)
        let files = FileController(office: office)
        let door = AnnouncementDoor(office: office)
        let figures = FigureController(office: office, pages: pages)
        let report = ReportController(office: office, pages: pages)
        let deadlines = DeadlineController(office: office, pages: pages)
        let desk = CheckpointDesk(office: office, patience: signingPatience)
        let entries = EntryController(office: office, pages: pages, desk: desk)
        let log = LogController(office: office, desk: desk)
        let health = HealthController(office: office)
        let signIn = SignInController(office: office, pages: pages)
        let account = AccountController(office: office, pages: pages)
        let factor = SecondFactorController(office: office, pages: pages)
        let programs = ProgramController(office: office, pages: pages)
        let staff = StaffController(office: office, pages: pages)
        let street = StreetController(office: office, pages: pages, gate: gate)
        let follow = FollowController(office: office, pages: pages, desk: desk, gate: gate)
        let matters = MatterController(office: office, pages: pages)
        let tables = MatterTableController(office: office)
        let acts = MatterDesk(office: office, pages: pages)
        let reports = ReportDesk(office: office, pages: pages)
        let breaches = BreachController(office: office, pages: pages)
        let similar = SimilarController(office: office)
        let papers = PaperController(office: office)
        let drafting = PaperDesk(office: office, pages: pages)
        let catalog = CatalogController(office: office, pages: pages)
        let openings = OpeningController(office: office, pages: pages)
        let api = API(office: office, pages: pages, follow: follow, gate: gate)
        let routes = [
            Route(.get, "/", StatusController(office: office, pages: pages).show),
            Route(.get, "/report", street.form),
            Route(.post, "/report", street.submit),
            Route(.post, "/report/similar", similar.street),
            Route(.get, "/report/done", street.done),
            Route(.get, "/follow", follow.form),
            Route(.post, "/follow", follow.open),
            Route(.get, "/follow/:id", follow.show),
            Route(.post, "/follow/:id", follow.act),
            Route(.get, "/follow/:id/receipt", follow.receipt),
            Route(.get, "/follow/:id/qr", follow.picture),
            Route(.get, "/desk", matters.desk),
            Route(.get, "/matters", matters.list),
            Route(.get, "/matters/table.xlsx", tables.workbook),
            Route(.get, "/matters/table.csv", tables.text),
            Route(.get, "/matters/breaches", breaches.show),
            Route(.post, "/matters/similar", similar.desk),
            Route(.get, "/matters/new", reports.form),
            Route(.post, "/matters/new", reports.submit),
            Route(.get, "/matters/:id", matters.show),
            Route(.get, "/matters/:id/files/:entry/:hash", matters.file),
            Route(.get, "/matters/:id/file.pdf", papers.filePDF),
            Route(.get, "/matters/:id/file.html", papers.filePage),
            Route(.get, "/matters/:id/papers/new", drafting.draftForm),
            Route(.post, "/matters/:id/papers/new", drafting.draft),
            Route(.get, "/matters/:id/papers/:paper", papers.show),
            Route(.get, "/matters/:id/papers/:paper/:act", drafting.form),
            Route(.post, "/matters/:id/papers/:paper/:act", drafting.submit),
            Route(.get, "/matters/:id/:act", acts.form),
            Route(.post, "/matters/:id/:act", acts.submit),
            Route(.get, "/announcements", announcements.list),
            Route(.get, "/announcements/new", writing.newForm),
            Route(.post, "/announcements/new", writing.post),
            Route(.get, "/announcements/plans", plans.list),
            Route(.post, "/announcements/plans/:id", plans.cancel),
            Route(.get, "/announcements/plans/:id/files/:hash", files.showPlanned),
            Route(.get, "/announcements/:id", announcements.show),
            Route(.get, "/announcements/:id/correction", writing.correctionForm),
            Route(.post, "/announcements/:id/correction", writing.correct),
            Route(.get, "/announcements/:id/withdrawal", writing.withdrawalForm),
            Route(.post, "/announcements/:id/withdrawal", writing.withdraw),
            Route(.get, "/announcements/:id/files/:hash", files.show),
            Route(.get, "/figures", figures.list),
            Route(.get, "/figures/:id", figures.show),
            Route(.get, "/report/:year", report.show),
            Route(.get, "/deadlines", deadlines.show),
            Route(.get, "/calendar", deadlines.calendar),
            Route(.get, "/entries", entries.list),
            Route(.get, "/entries/:number", entries.show),
            Route(.get, "/entries/:number/receipt", entries.receipt),
            Route(.get, "/checkpoint", log.checkpoint),
            Route(.get, "/tile/**", log.tile),
            Route(.get, "/sign-in", signIn.show),
            Route(.post, "/sign-in", signIn.submit),
            Route(.post, "/sign-out", signIn.signOut),
            Route(.get, "/account", account.show),
            Route(.post, "/account/sessions", account.endSession),
            Route(.get, "/account/password", account.passwordForm),
            Route(.post, "/account/password", account.changePassword),
            Route(.get, "/account/second-factor", factor.show),
            Route(.post, "/account/second-factor", factor.submit),
            Route(.get, "/account/programs", programs.show),
            Route(.post, "/account/programs", programs.make),
            Route(.post, "/account/programs/revoke", programs.revoke),
            Route(.get, "/staff", staff.list),
            Route(.get, "/staff/new", staff.newForm),
            Route(.post, "/staff/new", staff.add),
            Route(.get, "/staff/:id", staff.show),
            Route(.post, "/staff/:id/:act", staff.act),
            Route(.get, "/catalog", catalog.show),
            Route(.get, "/catalog/adoptions/:entry", catalog.adoption),
            Route(.get, "/catalog/next", catalog.compare),
            Route(.post, "/catalog/next", catalog.adopt),
            Route(.get, "/openings", openings.list),
            Route(.get, "/open/:entry/:field", openings.form),
            Route(.post, "/open/:entry/:field", openings.open),
            Route(.post, "/api/announcements", door.post),
            Route(.post, "/api/announcements/:id/correction", door.correct),
            Route(.post, "/api/announcements/:id/withdrawal", door.withdraw),
            Route(.get, "/healthz", health.alive),
            Route(.get, "/readyz", health.ready),
            Route(.get, "/assets/:name", AssetController(assets: pages.assets).show),
        ]
        return routes + api.routes
    }

    /// The program to run: a service that finishes the requests in hand when it is told to stop.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - stall: How long nothing may move on a connection.
    ///   - onServerRunning: Told the port once connections are accepted.
    package func application(
        host: String,
        port: Int,
        stall: Duration = .seconds(300),
        onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        IdleStateHandler(allTimeout: TimeAmount(stall)), StalledConnection(),
                    ],
                    idleTimeout: .seconds(30),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 8 * 1024,
                        maxHeaderListSize: 16 * 1024,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            configuration: .init(
                address: .hostname(host, port: port),
                serverName: "Jiedao",
                availableConnectionsDelegate: .maximum(1000, logger: logger)
            ),
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    private func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            LogMiddleware(logger: logger)
            HeadersMiddleware()
            PreferencesMiddleware()
            FaultMiddleware(pages: pages, makeNumber: makeNumber)
            CrowdMiddleware(limit: crowd)
            VisitMiddleware(office: office)
        }
        Route.add(routes, to: router)
        return router
    }
}
