import Administration
import Casework
import Catalog
import Identity
import Ledger
import Registers
import Storage
import Synchronization
import Timers
import Vault

/// One thing that happens in the invented year.
struct DemoStep: Sendable {
    let time: Instant
    let happen: @Sendable (DemoOffice) async throws -> Void
}

/// The invented office while its year goes by: who works there, and what was made so far.
final class DemoOffice: Sendable {
    let store: Store
    let vault: Vault
    let rules: MatterRules
    let year: Int
    private let staff = Mutex<[String: Actor]>([:])
    private let matters = Mutex<[Int: Matter.ID]>([:])
    private let announcements = Mutex<[Int: Announcement.ID]>([:])

    init(store: Store, vault: Vault, catalog: Catalog, year: Int) throws {
        self.store = store
        self.vault = vault
        self.year = year
        rules = try MatterRules(catalog, zone: store.genesis.zone)
    }

    var catalog: Catalog { rules.catalog }

    /// Does a command as the console of the demo, or as one of its staff, under an id that is the same in each run.
    @discardableResult
    func perform(_ command: any Command, _ key: String, by actor: Actor = .demo) async throws -> Outcome {
        let id = CommandID(demo: "\(year) \(key)")
        return try await store.perform(Order(id: id, actor: actor, command: command))
    }

    /// Somebody of the invented staff, who has an account and no password yet.
    func hire(_ login: String, _ name: String, _ unit: Code, _ grants: [Grant]) async throws {
        guard let typed = Login(rawValue: login) else { throw StaffError.login(login) }
        let add = AddStaff(
            typed,
            try StaffPerson(name: name, telephone: nil),
            unit: unit,
            grants: grants,
            key: try await makeKey("staff \(login)"),
            zone: rules.zone
        )
        let outcome = try await perform(add, "staff \(login)")
        let actor = Actor(Staff.ID(rawValue: outcome.first.rawValue))
        staff.withLock { $0[login] = actor }
    }

    func actor(_ login: String) throws -> Actor {
        guard let actor = staff.withLock({ $0[login] }) else {
            throw StorageError.failed("nobody of the demo is called \(login)")
        }
        return actor
    }

    func note(_ announcement: Announcement.ID, as key: Int) {
        announcements.withLock { $0[key] = announcement }
    }

    func announcement(_ key: Int) throws -> Announcement.ID {
        guard let id = announcements.withLock({ $0[key] }) else {
            throw StorageError.failed("notice \(key) of the demo was never posted")
        }
        return id
    }

    func matter(_ number: Int) throws -> Matter.ID {
        guard let id = matters.withLock({ $0[number] }) else {
            throw StorageError.failed("matter \(number) of the demo was never reported")
        }
        return id
    }

    func state(_ number: Int) async throws -> Matter {
        let id = try matter(number)
        guard let state = try await store.read({ try Matters.state(id, $0) }) else {
            throw StorageError.failed("matter \(number) of the demo is not there")
        }
        return state
    }

    func report(_ report: Report, as number: Int, by actor: Actor) async throws {
        let command = ReportMatter(
            report,
            key: try await makeKey("matter \(number)"),
            rules: rules
        )
        let outcome = try await perform(command, "matter \(number)", by: actor)
        matters.withLock { $0[number] = Matter.ID(rawValue: outcome.first.rawValue) }
    }

    /// - Parameter key: Tells what happens to one matter apart.
    func act(
        _ acts: [MatterAct],
        on number: Int,
        by actor: Actor,
        note: String? = nil,
        _ key: String
    ) async throws {
        let id = try matter(number)
        guard let name = try await store.read({ try Matters.key(of: id, $0) }) else {
            throw StorageError.failed("matter \(number) of the demo has no key")
        }
        let command = ActOnMatter(
            acts,
            on: id,
            revision: nil,
            note: try note.map { try Note($0) },
            key: try await vault.drawing(from: .demo("\(year) matter \(number) \(key)")).key(name),
            rules: rules
        )
        try await perform(command, "matter \(number) \(key)", by: actor)
    }

    /// What was sealed in the demo is no secret, so that the same year can be made again byte for byte.
    private func makeKey(_ text: String) async throws -> NamedKey {
        try await vault.drawing(from: .demo("\(year) \(text)")).makeKey(at: store.clock.now)
    }

    /// Fires the timers that are due before a moment, each at its own time.
    func fireTimers(until end: Instant, _ clock: DemoYear.Clock) async throws {
        let kinds = TimerKinds([MatterTimer.kind(zone: rules.zone)])
        while true {
            let due = try await store.read { try DueTimers.fresh(kinds.names, at: end, limit: 100, $0) }
            guard !due.isEmpty else { return }
            for timer in due {
                clock.set(max(clock.now, timer.due))
                _ = try await store.perform(try kinds.order(firing: timer))
            }
        }
    }
}

extension RandomSource {
    /// Bytes that follow from a text: SHA-256 over it and a counter.
    static func demo(_ text: String) -> RandomSource {
        let drawn = Mutex(0)
        return RandomSource { count in
            var bytes: [UInt8] = []
            while bytes.count < count {
                let number = drawn.withLock { drawn in
                    drawn += 1
                    return drawn
                }
                bytes += Hash(of: Array("jiedao demo chance \(text) \(number)".utf8)).bytes
            }
            return Array(bytes.prefix(count))
        }
    }
}

extension CommandID {
    /// The same for the same text: the first half of a SHA-256, marked as a UUID of version 8 (RFC 9562 section 5.8).
    init(demo text: String) {
        var bytes = Array(Hash(of: Array("jiedao demo \(text)".utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        guard let id = CommandID(bytes: bytes) else { preconditionFailure("Sixteen bytes make a UUID.") }
        self = id
    }
}

/// Chance that is the same for the same seed: SplitMix64 (Steele, Lea and Flood, 2014).
struct DemoChance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to, and without, `count`.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

    /// Whether something happens that does so `percent` times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ list: [(Element, weight: Int)]) -> Element {
        var left = below(list.reduce(0) { $0 + $1.weight })
        for (element, weight) in list {
            left -= weight
            if left < 0 { return element }
        }
        return list[list.count - 1].0
    }
}
