import Catalog
import Foundation
import Ledger
import Registers
import Reporting
import Storage
import Synchronization
import TestSupport
import Testing

/// A ledger with announcements and the figures that count them.
struct Books: Sendable {
    let store: Store
    let catalog: Catalog
    private let day: Day

    static let zone = Zone(name: "Asia/Shanghai")!
    static let key = SigningKey(newNamed: "test.jiedao.example")!

    private final class Day: Sendable {
        let today = Mutex(LocalDay("2018-03-05")!)
    }

    /// - Parameter content: A catalog with other figures than the usual ones.
    static func run(
        on engine: TestEngine = .sqlite,
        _ content: CatalogContent? = nil,
        _ body: (Books) async throws -> Void
    ) async throws {
        let place = try await TestPlace(engine)
        let catalog = try Catalog(try content ?? .books)
        let day = Day()
        let store = try await Store.create(
            try await place.database(),
            schema: Schema(
                RegisterModules.all + [.none, ReportingModule.module, Tally.module, Jotting.module]
            ),
            genesis: Genesis(
                origin: key.name,
                subdistrict: catalog.subdistrict.code,
                zone: zone,
                logKey: key.verifier,
                drawKey: key.verifier.publicKey
            ),
            catalog: catalog.content.text,
            clock: WallClock { zone.instant(day.today.withLock { $0 }, hour: 9) }
        )
        do { try await body(Books(store: store, catalog: catalog, day: day)) } catch {
            try await store.close()
            try await place.remove()
            throw error
        }
        try await store.close()
        try await place.remove()
    }

    func move(to day: String) { self.day.today.withLock { $0 = LocalDay(day)! } }

    @discardableResult
    func perform(_ command: any Command) async throws -> Outcome {
        try await store.perform(Order(id: CommandID(UUID()), actor: .console, command: command))
    }

    @discardableResult
    func post(community: String? = "440310001003") async throws -> Announcement.ID {
        let command = PostAnnouncement(
            try .init(title: "停水通知", text: "正文"),
            community: community.flatMap { Code(rawValue: $0) },
            zone: Self.zone
        )
        return Announcement.ID(rawValue: try await perform(command).first.rawValue)
    }

    func withdraw(_ id: Announcement.ID) async throws {
        try await perform(WithdrawAnnouncement(id, reason: "已结束", zone: Self.zone))
    }

    func move(_ id: Announcement.ID, to community: String, revision: Int = 0) async throws {
        try await perform(
            CorrectAnnouncement(
                id,
                to: .init(title: "停水通知", text: "正文"),
                community: Code(rawValue: community),
                reason: "所属社区填写有误",
                revision: revision,
                zone: Self.zone
            )
        )
    }

    func figure(_ id: String, year: Int = 2018, asOf size: Int64? = nil) async throws -> Figure {
        let catalog = catalog
        return try await store.read { try Figure.count(id, year: year, asOf: size, catalog: catalog, $0) }
    }

    func quantity(_ id: String, year: Int = 2018, asOf size: Int64? = nil) async throws -> Int64 {
        let figure = try await figure(id, year: year, asOf: size)
        return try #require(figure.quantity)
    }

    /// All facts under a figure, read `limit` at a time.
    func trace(_ figure: Figure, limit: Int) async throws -> [(id: Fact.ID, fact: Fact)] {
        try await store.read { reader in
            var all: [(id: Fact.ID, fact: Fact)] = []
            while case let page = try figure.trace(after: all.last?.id, limit: limit, reader), !page.isEmpty {
                all += page
            }
            return all
        }
    }
}

/// Counts something in any unit.
struct Tally: Event, Storage.Command {
    static let kind = Entry.Kind("test.tally")
    static let version = 1
    static let name = "tally"
    static let module = Module(
        migrations: [],
        kinds: [KindHandler(Tally.self) { _, _, _ in }],
        projections: []
    )

    let unit: Ledger.Unit
    let day: LocalDay
    let quantity: Int64

    init(_ quantity: Int64, _ unit: String, on day: String) {
        self.unit = Ledger.Unit(rawValue: unit)!
        self.day = LocalDay(day)!
        self.quantity = quantity
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        self.init(try body.integer("quantity"), try body.text("unit"), on: try body.text("day"))
    }

    var body: JSON.Object {
        [
            "day": .string(day.description), "quantity": .integer(quantity), "unit": .string(unit.rawValue),
        ]
    }

    var request: JSON.Object { body }

    func record(in recorder: Recorder) throws {
        let fact = Fact(Measure("test.tally"), on: day, quantity: quantity, unit: unit)
        try recorder.record(self, about: Subject("tally", recorder.next), facts: [fact])
    }
}

extension CatalogContent {
    static var books: CatalogContent {
        get throws {
            let figures = [
                ("posted", "flow", "announcement.posted"), ("standing", "stock", "announcement.posted"),
                ("corrected", "flow", "announcement.corrected"), ("tally", "flow", "test.tally"),
            ]
            .map { id, kind, measure in
                """
                  - {id: \(id), version: 1, kind: \(kind), measure: \(measure), unit: item,
                     name: {zh: 甲, en: A}, rule: {zh: 乙, en: B}}
                """
            }
            let subdistrict = """
                code: "440310001"
                name: {zh: 甲, en: A}
                time_zone: Asia/Shanghai
                origin: test.jiedao.example
                communities: []
                """
            return try CatalogContent([
                .init(path: "subdistrict.yaml", text: subdistrict),
                .init(path: "figures/all.yaml", text: "figures:\n" + figures.joined(separator: "\n")),
            ])
        }
    }
}

extension Module {
    /// In the place of the mechanism whose number comes before; these figures need none of its tables.
    static let none = Module(migrations: [Migration("0008 none", "")], kinds: [], projections: [])
}
