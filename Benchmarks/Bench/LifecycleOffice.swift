import Administration
import Casework
import Catalog
import Foundation
import Identity
import Ledger
import Storage
import Vault

/// An office with the shipped catalog and one account for each hand through which a matter goes.
struct LifecycleOffice: Sendable {
    let store: Store
    let vault: Vault
    let catalog: Catalog
    let rules: MatterRules
    let clerk: Actor
    let verifier: Actor
    /// By their units, each of which is sent its share.
    let handlers: [(unit: Code, actor: Actor)]
    private let kind: MatterKind
    let communities: [Code]
    let categories: [Code]

    init(_ database: Database, vault location: StoreLocation) async throws {
        catalog = try Catalog(try CatalogContent(folder: URL(filePath: "Catalog/pingshan")))
        rules = try MatterRules(catalog, zone: catalog.subdistrict.zone)
        guard let key = SigningKey(newNamed: "bench.example") else {
            throw StorageError.failed("no key could be made")
        }
        store = try await Store.create(
            database,
            schema: Schema(CaseworkModules.all),
            genesis: Genesis(
                origin: key.name,
                subdistrict: catalog.subdistrict.code,
                zone: catalog.subdistrict.zone,
                logKey: key.verifier,
                drawKey: key.verifier.publicKey
            ),
            catalog: catalog.content.text,
            clock: WallClock { Instant(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }
        )
        vault = try await Vault.open(location, ring: KeyRing(current: MasterKey(random: .system)))
        let hire = Hiring(store: store, vault: vault)
        clerk = try await hire.member("clerk", "general-office", .dispatcher)
        verifier = try await hire.member("verifier", "grid-centre", .verifier)
        var handlers: [(unit: Code, actor: Actor)] = []
        for (login, unit) in [("handler-1", "enforcement-team"), ("handler-2", "municipal-centre")] {
            handlers.append((try code(unit), try await hire.member(login, unit, .handler)))
        }
        self.handlers = handlers
        communities = catalog.subdistrict.communities.map(\.code)
        let kind = try rules.kind(try code("report"))
        let catalog = catalog
        categories = catalog.categories.map(\.code).filter { category in
            kind.categories.contains { catalog.isCategory(category, within: $0) }
        }
        self.kind = kind
    }

    func close() async throws {
        try await vault.close()
        try await store.close()
    }

    private struct Hiring {
        let store: Store
        let vault: Vault

        func member(_ login: String, _ unit: String, _ role: Role) async throws -> Actor {
            let (now, zone) = (store.clock.now, store.genesis.zone)
            guard let login = Login(rawValue: login), let unit = Code(rawValue: unit),
                let grant = Grant(role, units: .every, lines: .every, from: zone.day(of: now))
            else { throw StorageError.failed("this is no account") }
            let add = AddStaff(
                login,
                try StaffPerson(name: "陈一", telephone: nil),
                unit: unit,
                grants: [grant],
                key: try await vault.makeKey(at: now),
                zone: zone
            )
            let order = Order(id: CommandID(UUID()), actor: .console, command: add)
            return Actor(Staff.ID(rawValue: try await store.perform(order).first.rawValue))
        }
    }
}

extension LifecycleOffice: LifecycleDoor {
    func report(_ number: Int64) async throws -> Matter.ID {
        let key = try await vault.makeKey(at: store.clock.now)
        let report = try ReportMatter(report(of: number), key: key, rules: rules)
        let order = Order(id: CommandID(UUID()), actor: .resident, command: report)
        return Matter.ID(rawValue: try await store.perform(order).first.rawValue)
    }

    func dispatch(_ id: Matter.ID, _ number: Int64) async throws {
        let unit = handlers[Int(number) % handlers.count].unit
        try await act([.file, .dispatch(lead: unit, assisting: [])], on: id, by: clerk)
    }

    func handle(_ id: Matter.ID, _ number: Int64) async throws {
        let handler = handlers[Int(number) % handlers.count].actor
        try await act([.handle(points: [1], isForReporter: true)], on: id, by: handler, note: "已到场处理。")
    }

    func strikeOff(_ id: Matter.ID, _ number: Int64) async throws {
        try await act([.verify(isOnSite: true), .strikeOff], on: id, by: verifier, note: "现场核查属实。")
    }

    func search(_ words: String) async throws -> Int {
        let (query, filter) = (try SearchQuery(words), Self.officeFilter)
        return try await store.read {
            try MatterSearch.page(query, filter, limit: 25, $0).rows.count
        }
    }

    func list(_ filter: MatterFilter, by order: MatterList.Order) async throws -> Int {
        try await store.read { reader in
            let rows = try MatterList.page(filter, by: order, limit: 51, reader)
            _ = try MatterList.count(filter, upTo: 1001, reader)
            return rows.count
        }
    }

    static var officeFilter: MatterFilter {
        var filter = MatterFilter()
        filter.sight = .office
        return filter
    }

    /// What a matter of this number says; the same in every run.
    ///
    /// Some categories are common and most are rare.
    func report(of number: Int64) throws -> Casework.Report {
        var chance = BenchChance(number)
        return Casework.Report(
            kind: kind.code,
            source: try code(Self.sources[chance.below(Self.sources.count)]),
            words: try Casework.Report.Words(
                points: [BenchText.words(number)],
                address: "东纵路\(number % 900)号"
            ),
            place: Matter.Place(
                community: communities[chance.below(communities.count)],
                category: categories[chance.below(chance.below(categories.count) + 1)],
                isDwelling: false
            )
        )
    }

    /// Those of which the office closes what they bring.
    static let sources = ["web", "web", "window", "telephone", "community", "grid", "patrol"]

    /// As the desk does it: reads what it acts on and its key, and writes with the revision that was read.
    func act(_ acts: [MatterAct], on id: Matter.ID, by actor: Actor, note: String? = nil) async throws {
        let (revision, name) = try await store.read { reader in
            (try Matters.state(id, reader)?.revision, try Matters.key(of: id, reader))
        }
        var key: NamedKey?
        if note != nil, let name { key = try await vault.key(name) }
        let command = ActOnMatter(
            acts,
            on: id,
            revision: revision,
            note: try note.map { try Note($0) },
            key: key,
            rules: rules
        )
        _ = try await store.perform(Order(id: CommandID(UUID()), actor: actor, command: command))
    }
}

/// Where each request of a lifecycle goes.
protocol LifecycleDoor: Sendable {
    func report(_ number: Int64) async throws -> Matter.ID
    /// Files it and dispatches it.
    func dispatch(_ id: Matter.ID, _ number: Int64) async throws
    func handle(_ id: Matter.ID, _ number: Int64) async throws
    /// Verifies it and strikes it off.
    func strikeOff(_ id: Matter.ID, _ number: Int64) async throws
    /// - Returns: How many the first page shows.
    func search(_ words: String) async throws -> Int
}

/// A few numbers that look random and are the same in each run.
struct BenchChance {
    private var state: UInt64

    init(_ seed: Int64) { state = UInt64(bitPattern: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func below(_ limit: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, limit)
    }
}

func code(_ text: String) throws -> Code {
    guard let code = Code(rawValue: text) else { throw StorageError.failed("\(text) is no code") }
    return code
}
