import Administration
import Blobs
import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import Ledger
import Logging
import Registers
import Storage
import Timers
import Vault
import Web

/// An office with a full page of everything, and its site without a network.
struct BenchOffice {
    static let password = "correct horse battery 77"
    static let accounts = 70

    let site: Site
    let announcement: Entry.ID
    /// An administrator's, whose session `cookie` is.
    let member: Staff.ID
    private let store: Store
    private let vault: Vault
    private let cookie: String

    init(_ options: Options) async throws {
        let catalog = try Catalog(try CatalogContent(folder: URL(filePath: "Catalog/pingshan")))
        guard let key = SigningKey(newNamed: "bench.example") else {
            throw StorageError.failed("no key could be made")
        }
        let clock = WallClock { Instant(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }
        store = try await Store.create(
            try await Storage.Database(.file(options.path("pages.sqlite")), creating: true),
            schema: Schema(RegisterModules.all),
            genesis: Genesis(
                origin: key.name,
                subdistrict: catalog.subdistrict.code,
                zone: catalog.subdistrict.zone,
                logKey: key.verifier,
                drawKey: key.verifier.publicKey
            ),
            catalog: catalog.content.text,
            clock: clock
        )
        vault = try await Vault.open(
            .file(options.path("pages-vault.sqlite")),
            ring: KeyRing(current: MasterKey(random: .system))
        )
        let access = Access(
            store: store,
            vault: vault,
            hasher: PasswordHasher(random: .system),
            isBehindProxy: false
        )
        site = try Site(
            office: Office(store: store, catalog: catalog, key: key, token: nil, access: access),
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        member = try await Self.hire(store, vault, units: catalog.units.map(\.code))
        announcement = try await Self.post(store, times: 25)
        let session = SessionToken(random: .system)
        try await vault.begin(session, of: member, at: clock.now, network: "::1", browser: "bench")
        cookie = "jiedao-session=\(session.text)"
    }

    func close() async throws {
        try await vault.close()
        try await store.close()
    }

    /// The page as the administrator's browser gets it.
    func page(_ path: String, _ client: any TestClientProtocol) async throws -> [UInt8] {
        let answer = try await client.executeRequest(
            uri: path,
            method: .get,
            headers: [.cookie: cookie],
            body: nil
        )
        guard answer.status == .ok else { throw StorageError.failed("\(path) answers \(answer.status)") }
        return Array(answer.body.readableBytesView)
    }

    /// Logs in to the account of this number.
    func logIn(_ number: Int, _ client: any TestClientProtocol) async throws {
        let visit = SessionToken(random: .system)
        let form = FormToken(for: visit, purpose: "/sign-in").text
        let password = Self.password.replacing(" ", with: "+")
        let answer = try await client.executeRequest(
            uri: "/sign-in",
            method: .post,
            headers: [
                .cookie: "jiedao-session=\(visit.text)", .contentType: "application/x-www-form-urlencoded",
            ],
            body: ByteBuffer(string: "form=\(form)&login=\(Self.login(number))&password=\(password)")
        )
        guard answer.status == .seeOther else { throw StorageError.failed("a login got \(answer.status)") }
    }

    private static func login(_ number: Int) -> String { "member.\(number)" }

    /// All with the same password, which is hashed once; the first is an administrator.
    private static func hire(_ store: Store, _ vault: Vault, units: [Code]) async throws -> Staff.ID {
        guard let password = Password(password) else { throw StorageError.failed("this is no password") }
        let hash = try await PasswordHasher(random: .system).hash(password)
        let (now, zone) = (store.clock.now, store.genesis.zone)
        var ids: [Staff.ID] = []
        for number in 0..<accounts {
            let role: Role = number == 0 ? .administrator : .handler
            let grant = Grant(role, units: .every, lines: .every, from: zone.day(of: now))
            guard let login = Login(rawValue: login(number)), let grant else {
                throw StorageError.failed("this is no account")
            }
            let add = AddStaff(
                login,
                try StaffPerson(name: "陈\(number)", telephone: "13800138000"),
                unit: units[number % units.count],
                grants: [grant],
                key: try await vault.makeKey(at: now),
                zone: zone
            )
            let order = Order(id: CommandID(UUID()), actor: .console, command: add)
            let id = Staff.ID(rawValue: try await store.perform(order).first.rawValue)
            try await vault.setPassword(hash, of: id, temporary: false, at: now)
            ids.append(id)
        }
        return ids[0]
    }

    private static func post(_ store: Store, times: Int) async throws -> Entry.ID {
        var last = Entry.ID(rawValue: 0)
        for number in 0..<times {
            let wording = try Announcement.Wording(
                title: "停水通知（第 \(number) 号）",
                text: String(repeating: "3月6日8时至18时，因管网改造，东纵路沿线停水，请提前储水。\n", count: 10)
            )
            let post = PostAnnouncement(wording, community: nil, zone: store.genesis.zone)
            let order = Order(id: CommandID(UUID()), actor: .console, command: post)
            last = try await store.perform(order).first
        }
        return last
    }
}
