import Foundation
import Ledger
import Registers
import Storage
import Synchronization

/// A register of announcements in a fresh store, with a clock that a test moves.
struct Register: Sendable {
    let store: Store
    private let clock: Clock

    static let zone = Zone(name: "Asia/Shanghai")!
    static let key = SigningKey(newNamed: "test.jiedao.example")!

    private final class Clock: Sendable {
        let now: Mutex<Instant>
        init(_ start: Instant) { now = Mutex(start) }
    }

    /// Makes the store in a temporary folder, lets `body` use it, and removes it.
    static func run(at start: Instant = .monday, _ body: (Register) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-registers-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = Clock(start)
        let store = try await Store.create(
            try await Database(.file(folder.appending(path: "store.sqlite").path), creating: true),
            schema: Schema(RegisterModules.all),
            genesis: Genesis(
                origin: key.name,
                subdistrict: "440310001",
                zone: zone,
                logKey: key.verifier,
                drawKey: key.verifier.publicKey
            ),
            catalog: "{}",
            clock: WallClock { clock.now.withLock { $0 } }
        )
        try await body(Register(store: store, clock: clock))
        try await store.close()
    }

    func move(to instant: Instant) { clock.now.withLock { $0 = instant } }

    @discardableResult
    func perform(_ command: any Command, id: CommandID = CommandID(UUID())) async throws -> Outcome {
        try await store.perform(Order(id: id, actor: .console, command: command))
    }

    @discardableResult
    func post(
        _ wording: Announcement.Wording = .water,
        community: Code? = .pingshan
    ) async throws
        -> Announcement.ID
    {
        let outcome = try await perform(PostAnnouncement(wording, community: community, zone: Self.zone))
        return Announcement.ID(rawValue: outcome.first.rawValue)
    }

    func correct(
        _ id: Announcement.ID,
        to wording: Announcement.Wording = .water,
        community: Code? = .pingshan,
        revision: Int = 0
    ) async throws {
        try await perform(
            CorrectAnnouncement(
                id,
                to: wording,
                community: community,
                reason: "日期有误",
                revision: revision,
                zone: Self.zone
            )
        )
    }

    func withdraw(_ id: Announcement.ID) async throws {
        try await perform(WithdrawAnnouncement(id, reason: "已恢复供水", zone: Self.zone))
    }

    func announcement(_ id: Announcement.ID) async throws -> Announcement? {
        try await store.read { try Announcements.announcement(id, $0) }
    }

    /// The facts of an entry.
    func facts(of entry: Int64) async throws -> [Fact] {
        try await store.read { try EntryStore.entry(Entry.ID(rawValue: entry), $0)?.facts ?? [] }
    }

    /// What the roll-ups say of announcements: by day and community, "" for the whole subdistrict.
    func sums() async throws -> [String: Int64] {
        try await store.read { reader in
            var sums: [String: Int64] = [:]
            try reader.query(
                """
                SELECT day, community, SUM(quantity) FROM fact_total
                WHERE measure = \(Measure.announcementsPosted) GROUP BY day, community
                """
            ) { sums["\(try $0.day(0)) \(try $0.text(1))"] = try $0.integer(2) }
            return sums
        }
    }
}

extension Instant {
    /// 2018-03-05, 09:20 in Shanghai.
    static let monday = Instant(rawValue: 1_520_212_800_000)
    static let tuesday = monday.advanced(byMilliseconds: 86_400_000)
}

extension LocalDay {
    static let monday = LocalDay("2018-03-05")!
    static let tuesday = LocalDay("2018-03-06")!
}

extension Code {
    static let pingshan = Code(rawValue: "440310001003")!
    static let heping = Code(rawValue: "440310001004")!
}

extension Announcement.Wording {
    static let water = sample("3月6日停水。")
    static let laterWater = sample("3月7日停水。")

    private static func sample(_ text: String) -> Self {
        guard let sample = try? Self(title: "停水通知", text: text) else {
            preconditionFailure("A sample keeps within the limits.")
        }
        return sample
    }
}
