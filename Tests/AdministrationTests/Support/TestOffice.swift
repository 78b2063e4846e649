import Administration
import Foundation
import Identity
import Ledger
import Storage
import Synchronization
import TestSupport
import Vault

extension Schema {
    /// With what the numbering needs in between; only the administration's own tables matter here.
    static func administration(opener: any Opener = NoKeys()) -> Schema {
        let between = (2...4).map { number in
            Module(migrations: [Migration("000\(number) none", "")], kinds: [], projections: [])
        }
        return Schema(between + [AdministrationModule.module], opener: opener)
    }
}

extension Zone {
    static let shenzhen = Zone(name: "Asia/Shanghai")!
}

extension LocalDay {
    static let today = LocalDay("2018-03-05")!
    static let tomorrow = LocalDay("2018-03-06")!
}

extension Code {
    static let office = Code(rawValue: "general-office")!
    static let otherOffice = Code(rawValue: "letters-office")!
}

/// A store with a vault, and a first administrator.
struct TestOffice: Sendable {
    let place: TestPlace
    /// Of the vault.
    let vaultPlace: TestPlace
    let database: Database
    let store: Store
    let vault: Vault
    let accounts: Accounts
    let signIn: SignIn
    let clock: TestClock
    let administrator: Staff.ID
    /// One-time password of the administrator.
    let password: String

    /// What is hashed in tests costs next to nothing.
    static let cost = PasswordHash.Cost(memory: 8, passes: 1)!
    /// All tests at once have one, so many may wait.
    static let hasher = PasswordHasher(cost: cost, waitingLimit: 10_000, random: .system)

    static func run(
        on engine: TestEngine,
        ring: KeyRing? = KeyRing(current: MasterKey(random: .system)),
        _ body: (TestOffice) async throws -> Void
    ) async throws {
        let place = try await TestPlace(engine)
        let office = try await TestOffice(place, ring: ring)
        do { try await body(office) } catch {
            try await office.close()
            throw error
        }
        try await office.close()
    }

    private init(_ place: TestPlace, ring: KeyRing?) async throws {
        self.place = place
        vaultPlace = try await TestPlace(place.engine)
        clock = TestClock(Zone.shenzhen.instant(.today, hour: 9))
        database = try await place.database()
        let clock = clock
        store = try await Store.create(
            database,
            schema: .administration(),
            genesis: .test,
            catalog: "first",
            clock: WallClock { clock.now }
        )
        vault = try await Vault.open(vaultPlace.location, ring: ring)
        accounts = Accounts(store: store, vault: vault, hasher: Self.hasher)
        signIn = SignIn(store: store, vault: vault, hasher: Self.hasher)
        let made = try await accounts.add(
            Login(rawValue: "admin")!,
            StaffPerson(name: "管理员", telephone: nil),
            unit: .office,
            grants: [.whole(.administrator)],
            command: .new(),
            by: .console
        )
        administrator = made.id
        password = made.oneTimePassword ?? ""
    }

    func close() async throws {
        try await vault.close()
        try await store.close()
        try await vaultPlace.remove()
        try await place.remove()
    }

    /// A new account with these roles for every unit and line.
    @discardableResult
    func add(_ login: String, _ roles: Role..., telephone: String? = nil) async throws -> Accounts.Made {
        try await accounts.add(
            Login(rawValue: login)!,
            StaffPerson(name: "\(login) 某", telephone: telephone),
            unit: .office,
            grants: roles.map { .whole($0) },
            command: .new(),
            by: .console
        )
    }

    func perform(_ command: any Command, by actor: Actor, id: CommandID = .new()) async throws -> Outcome {
        try await store.perform(Order(id: id, actor: actor, command: command))
    }

    func member(_ id: Staff.ID) async throws -> StaffMember {
        guard let member = try await store.read({ try StaffDirectory.member(id, $0) }) else {
            throw StaffError.unknown(id)
        }
        return member
    }

    /// The account as it stands now.
    func account(_ id: Staff.ID) async throws -> ExpectedAccount {
        ExpectedAccount(id, revision: try await member(id).revision, zone: .shenzhen)
    }

    func attempt(_ login: String, _ password: String, code: String = "") -> SignIn.Attempt {
        SignIn.Attempt(login: login, password: password, code: code, network: nil, device: nil)
    }

    /// What the projections differ in from a replay with the vault's keys.
    func differences() async throws -> [Replay.Difference] {
        let schema = Schema.administration(opener: try await vault.opener())
        return try await Replay.check(database, schema: schema).differences
    }
}

/// A clock that a test sets.
final class TestClock: Sendable {
    private let present: Mutex<Instant>

    init(_ instant: Instant) { present = Mutex(instant) }

    var now: Instant { present.withLock { $0 } }

    func advance(byMilliseconds milliseconds: Int64) {
        present.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) }
    }
}

extension Grant {
    static func whole(_ role: Role, from: LocalDay = .today, through: LocalDay? = nil) -> Grant {
        Grant(role, units: .every, lines: .every, from: from, through: through)!
    }
}

extension CommandID {
    static func new() -> CommandID { CommandID(UUID()) }
}

extension Genesis {
    static let test = Genesis(
        origin: "test.jiedao.example",
        subdistrict: "440310001",
        zone: .shenzhen,
        logKey: SigningKey(newNamed: "test.jiedao.example")!.verifier,
        drawKey: SigningKey(newNamed: "test.jiedao.example/draws")!.verifier.publicKey,
        demoClockOffset: nil
    )
}
