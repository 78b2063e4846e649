import Administration
import Casework
import Catalog
import Foundation
import Identity
import Ledger
import Storage
import Synchronization
import TestSupport
import Timers
import Vault

/// Pingshan's catalog over a fresh store, with one member of the staff for each part of the loop.
struct CaseOffice: Sendable {
    let place: TestPlace
    let vaultPlace: TestPlace
    let database: Database
    let store: Store
    let vault: Vault
    let rules: MatterRules
    let clock: Clock
    let clerk: Actor
    /// Of the enforcement team, which handles what he is sent.
    let handler: Actor
    /// Of the municipal centre.
    let otherHandler: Actor
    /// Of the grid centre.
    let verifier: Actor
    let leader: Actor
    let secondLeader: Actor

    static let catalog = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Catalog/pingshan")
        return try Catalog(CatalogContent(folder: folder))
    }

    static let zone = Zone(name: "Asia/Shanghai")!

    final class Clock: Sendable {
        private let present: Mutex<Instant>
        init(_ instant: Instant) { present = Mutex(instant) }
        var now: Instant { present.withLock { $0 } }
        func set(_ instant: Instant) { present.withLock { $0 = instant } }
        func advance(hours: Int64) {
            present.withLock { $0 = $0.advanced(byMilliseconds: hours * 3_600_000) }
        }
    }

    static func run(on engine: TestEngine, _ body: (CaseOffice) async throws -> Void) async throws {
        let place = try await TestPlace(engine)
        let office = try await CaseOffice(place)
        do { try await body(office) } catch {
            try await office.close()
            throw error
        }
        try await office.close()
    }

    private init(_ place: TestPlace) async throws {
        self.place = place
        vaultPlace = try await TestPlace(place.engine)
        let clock = Clock(Self.zone.instant(LocalDay("2018-03-05")!, hour: 9))
        self.clock = clock
        database = try await place.database()
        let vault = try await Vault.open(
            vaultPlace.location,
            ring: KeyRing(current: MasterKey(random: .system))
        )
        self.vault = vault
        let catalog = try Self.catalog.get()
        rules = try MatterRules(catalog, zone: Self.zone)
        let store = try await Store.create(
            database,
            schema: Schema(CaseworkModules.all),
            genesis: Genesis(
                origin: "test.jiedao.example",
                subdistrict: "440310001",
                zone: Self.zone,
                logKey: SigningKey(newNamed: "test.jiedao.example")!.verifier,
                drawKey: SigningKey(newNamed: "test.jiedao.example/draws")!.verifier.publicKey,
                demoClockOffset: nil
            ),
            catalog: catalog.content.text,
            clock: WallClock { clock.now }
        )
        self.store = store
        let accounts = Accounts(
            store: store,
            vault: vault,
            hasher: PasswordHasher(
                cost: PasswordHash.Cost(memory: 8, passes: 1)!,
                waitingLimit: 10_000,
                random: .system
            )
        )
        func member(_ login: String, _ unit: String, _ role: Role, own: Bool = false) async throws -> Actor {
            let code = Code(rawValue: unit)!
            let made = try await accounts.add(
                Login(rawValue: login)!,
                StaffPerson(name: "\(login) 某", telephone: nil),
                unit: code,
                grants: [
                    Grant(
                        role,
                        units: own ? .only(code) : .every,
                        lines: .every,
                        from: LocalDay("2018-01-01")!
                    )!
                ],
                command: CommandID(UUID()),
                by: .console
            )
            return Actor(made.id)
        }
        clerk = try await member("clerk", "general-office", .dispatcher)
        handler = try await member("handler", "enforcement-team", .handler, own: true)
        otherHandler = try await member("other", "municipal-centre", .handler, own: true)
        verifier = try await member("verifier", "grid-centre", .verifier)
        leader = try await member("leader", "subdistrict-office", .leader)
        secondLeader = try await member("second", "party-committee", .leader)
    }

    /// One more member of the staff, of the general office.
    func member(_ login: String, grants: [Grant]) async throws -> Actor {
        let hasher = PasswordHasher(
            cost: PasswordHash.Cost(memory: 8, passes: 1)!,
            waitingLimit: 10_000,
            random: .system
        )
        let made = try await Accounts(store: store, vault: vault, hasher: hasher).add(
            Login(rawValue: login)!,
            StaffPerson(name: "\(login) 某", telephone: nil),
            unit: Code(rawValue: "general-office")!,
            grants: grants,
            command: CommandID(UUID()),
            by: .console
        )
        return Actor(made.id)
    }

    func close() async throws {
        try await vault.close()
        try await store.close()
        try await vaultPlace.remove()
        try await place.remove()
    }
}

extension CaseOffice {
    static func words(_ points: String..., name: String? = nil) throws -> Report.Words {
        try Report.Words(points: points, address: "六联社区某路口", name: name)
    }

    /// Somebody reports; as a resident where nobody is named.
    @discardableResult
    func report(
        _ kind: String = "report",
        source: String = "web",
        words: Report.Words? = nil,
        community: String? = "440310001001",
        category: String? = "ps-1164",
        isDwelling: Bool = false,
        position: MatterReported.Position? = nil,
        outsideNumber: String? = nil,
        fields: [Code: Report.FieldValue] = [:],
        by actor: Actor = .resident,
        id: CommandID = CommandID(UUID())
    ) async throws -> Matter.ID {
        let key = try await vault.makeKey(at: clock.now)
        let report = Report(
            kind: Code(rawValue: kind)!,
            source: Code(rawValue: source)!,
            words: try words ?? Self.words("路口有人乱摆卖"),
            place: Matter.Place(
                community: community.flatMap { Code(rawValue: $0) },
                category: category.flatMap { Code(rawValue: $0) },
                isDwelling: isDwelling
            ),
            position: position,
            outsideNumber: outsideNumber,
            fields: fields
        )
        let outcome = try await store.perform(
            Order(id: id, actor: actor, command: ReportMatter(report, key: key, rules: rules))
        )
        return Matter.ID(rawValue: outcome.first.rawValue)
    }

    @discardableResult
    func act(
        _ acts: MatterAct...,
        on id: Matter.ID,
        by actor: Actor,
        note: String? = "已查看",
        answers: [Code: Report.FieldValue] = [:],
        revision: Int? = nil,
        command: CommandID = CommandID(UUID())
    ) async throws -> Outcome {
        let name = try await store.read { try Matters.key(of: id, $0) }
        let key = try await vault.key(name!)
        let command = Order(
            id: command,
            actor: actor,
            command: ActOnMatter(
                acts,
                on: id,
                revision: revision,
                note: try note.map { try Note($0) },
                answers: answers,
                key: key,
                rules: rules
            )
        )
        return try await store.perform(command)
    }

    /// Splits a task off for a unit; its number.
    func split(_ id: Matter.ID, to lead: Code = .municipal) async throws -> Matter.ID {
        let outcome = try await KeyedOrders(store, vault).perform(CommandID(UUID()), by: clerk) {
            SplitMatter(try Note("清运垃圾"), of: id, revision: nil, to: lead, key: $0, rules: rules)
        }
        return Matter.ID(rawValue: outcome.first.rawValue)
    }

    func matter(_ id: Matter.ID) async throws -> Matter {
        let found = try await store.read { try Matters.state(id, $0) }
        return found!
    }

    /// As far as waiting to be verified.
    func handled(
        _ kind: String = "report",
        source: String = "web",
        by reporter: Actor = .resident
    ) async throws
        -> Matter.ID
    {
        let id = try await report(kind, source: source, by: reporter)
        try await act(.file, .dispatch(lead: .team, assisting: []), on: id, by: clerk)
        try await act(.handle(points: [1]), on: id, by: handler)
        return id
    }

    /// The sum of a measure over the whole ledger.
    func sum(_ measure: Measure) async throws -> Int64 {
        let days = LocalDay("2000-01-01")!...LocalDay("2099-12-31")!
        let sums = try await store.read { try FactTotal.sums(of: FactSelection([measure]), on: days, $0) }
        return sums?.first?.quantity ?? 0
    }
}

extension Code {
    static let team = Code(rawValue: "enforcement-team")!
    static let municipal = Code(rawValue: "municipal-centre")!
}

extension CaseOffice {
    /// Fires what is due, until nothing is.
    func fireTimers() async throws {
        let kinds = TimerKinds([MatterTimer.kind(zone: Self.zone)])
        for _ in 0..<20 {
            let now = clock.now
            let due = try await store.read { try DueTimers.fresh(kinds.names, at: now, limit: 100, $0) }
            guard !due.isEmpty else { return }
            for timer in due { _ = try await store.perform(try kinds.order(firing: timer)) }
        }
    }

    /// Where the projections differ from what the entries give.
    func differences() async throws -> [String] {
        let schema = Schema(CaseworkModules.all, opener: try await vault.opener())
        let checked = try await Replay.check(database, schema: schema)
        return checked.differences.map(\.description)
    }
}
