import Administration
import Blobs
import Casework
import Catalog
import Foundation
import Hummingbird
import HummingbirdTesting
import Identity
import Ledger
import Logging
import Registers
import Storage
import Synchronization
import Testing
import Vault
import Web

/// An office with a small ledger in a file of its own, and its site without a network.
struct Fixture {
    let office: Office
    let site: Site
    let clock: MovingClock
    let log: LogLines
    let accounts: Accounts
    let vault: Vault

    static let key = SigningKey(newNamed: "test.jiedao.example")!
    static let token = OperatorToken(String(repeating: "5a", count: 32))!
    /// 2018-03-05, 09:20 in Shanghai.
    static let start = Instant(rawValue: 1_520_212_800_000)
    /// What is hashed in tests costs next to nothing.
    static let cost = PasswordHash.Cost(memory: 8, passes: 1)!

    /// Makes the store, lets `body` use it, and removes it.
    ///
    /// - Parameter files: What the catalog in force has beside the files of the shipped one.
    static func run(
        key: SigningKey? = key,
        token: OperatorToken? = token,
        isDemo: Bool = false,
        adding files: [CatalogContent.File] = [],
        hasher: PasswordHasher = PasswordHasher(cost: cost, random: .system),
        nextCatalog: URL = catalogFolder,
        isBehindProxy: Bool = false,
        _ body: (Fixture) async throws -> Void
    ) async throws {
        await Self.turns.enter()
        defer { Task { await Self.turns.leave() } }
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-web-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = StoreLocation.file(folder.appending(path: "store.sqlite").path)
        let vault = try await Vault.open(
            .file(folder.appending(path: "vault.sqlite").path),
            ring: KeyRing(current: MasterKey(random: .system))
        )
        let shipped = try CatalogContent(folder: catalogFolder)
        let catalog = try Catalog(try CatalogContent(shipped.files + files))
        let fixture = try await Fixture(
            place,
            vault,
            catalog,
            key: key,
            token: token,
            isDemo: isDemo,
            hasher: hasher,
            nextCatalog: nextCatalog,
            isBehindProxy: isBehindProxy
        )
        try await body(fixture)
        try? await vault.close()
        try? await fixture.office.store.close()
    }

    /// Each fixture holds some twenty files open.
    private static let turns = Turns(16)

    private init(
        _ place: StoreLocation,
        _ vault: Vault,
        _ catalog: Catalog,
        key: SigningKey?,
        token: OperatorToken?,
        isDemo: Bool,
        hasher: PasswordHasher,
        nextCatalog: URL,
        isBehindProxy: Bool
    ) async throws {
        let clock = MovingClock(Self.start)
        let genesis = Genesis(
            origin: Self.key.name,
            subdistrict: catalog.subdistrict.code,
            zone: catalog.subdistrict.zone,
            logKey: Self.key.verifier,
            drawKey: Self.key.verifier.publicKey,
            demoClockOffset: isDemo ? 0 : nil
        )
        let store = try await Store.create(
            try await Storage.Database(place, creating: true),
            schema: Self.schema(opening: NoKeys()),
            genesis: genesis,
            catalog: catalog.content.text,
            clock: clock.wall
        )
        let log = LogLines()
        office = Office(
            store: store,
            catalog: catalog,
            key: key,
            token: token,
            access: Access(store: store, vault: vault, hasher: hasher, isBehindProxy: isBehindProxy),
            files: OfficeFiles(
                blobs: try await BlobStore(of: place, database: store.database, clock: clock.wall),
                pictures: try await Pictures()
            ),
            catalogFolder: nextCatalog
        )
        accounts = Accounts(store: store, vault: vault, hasher: hasher)
        self.vault = vault
        site = try Site(
            office: office,
            logger: log.logger,
            signingPatience: .seconds(60),
            makeNumber: { "c0ffee0001" }
        )
        self.clock = clock
        self.log = log
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let catalogFolder = root.appending(path: "Catalog/pingshan")

    static func schema(opening opener: any Opener) -> Schema {
        Schema(CaseworkModules.all + [SecretNote.module], opener: opener)
    }

    var zone: Zone { office.store.genesis.zone }

    /// Asks the site as a browser would.
    func ask(
        _ uri: String,
        _ method: HTTPRequest.Method = .get,
        headers: HTTPFields = [:],
        body: String? = nil
    ) async throws -> Answer {
        try await ask(uri, method, headers: headers, bytes: body.map { Array($0.utf8) })
    }

    func ask(
        _ uri: String,
        _ method: HTTPRequest.Method,
        headers: HTTPFields,
        bytes: [UInt8]?
    ) async throws -> Answer {
        let app = site.application(host: "localhost", port: 0)
        return try await app.test(.router) { client in
            let response = try await client.executeRequest(
                uri: uri,
                method: method,
                headers: headers,
                body: bytes.map { ByteBuffer(bytes: $0) }
            )
            return Answer(response)
        }
    }

    /// Sends to the programs' door, with the right token.
    func send(_ uri: String, _ body: String) async throws -> Answer {
        try await ask(uri, .post, headers: [.authorization: "Bearer \(Self.token.text)"], body: body)
    }

    @discardableResult
    func post(
        _ title: String,
        _ text: String = "正文",
        community: String? = nil
    ) async throws -> Announcement.ID {
        let command = PostAnnouncement(
            try Announcement.Wording(title: title, text: text),
            community: community.flatMap { Code(rawValue: $0) },
            zone: zone
        )
        return Announcement.ID(rawValue: try await perform(command).first.rawValue)
    }

    @discardableResult
    func perform(_ command: any Storage.Command) async throws -> Outcome {
        try await office.store.perform(Order(id: CommandID(UUID()), actor: .console, command: command))
    }
}

/// Lets so many in at a time.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        free += 1
    }
}

/// What came back.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body without the newline at its end.
    var json: JSON.Object {
        get throws {
            guard case .object(let object) = try JSON(canonical: bytes.dropLast()) else {
                throw JSONShapeError("body", expected: "an object")
            }
            return object
        }
    }

    /// The code of a refusal or fault.
    var code: String { get throws { try json.object("error").text("code") } }
}

/// A clock that a test moves.
final class MovingClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) { self.instant = Mutex(instant) }

    var wall: WallClock { WallClock { self.instant.withLock { $0 } } }

    func move(byMilliseconds milliseconds: Int64) {
        instant.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) }
    }
}

/// Keeps what is logged.
final class LogLines: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }
    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let words = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.kept.withLock { $0.append(([event.message.description] + words).joined(separator: " ")) }
        }
    }
}

/// A kind of entry that is not public.
struct SecretNote: Event {
    static let kind = Entry.Kind("test.secret")
    static let version = 1
    static let module = Module(
        migrations: [],
        kinds: [KindHandler(SecretNote.self) { _, _, _ in }],
        projections: []
    )
    let words: String

    init(words: String) { self.words = words }
    init(body: JSON.Object) throws(JSONShapeError) { words = try body.text("words") }
    var body: JSON.Object { ["words": .string(words)] }
}

struct WriteSecret: Storage.Command {
    static let name = "write-secret"
    var request: JSON.Object { [:] }

    func record(in recorder: Recorder) throws {
        try recorder.record(SecretNote(words: "confidential"), about: Subject("note", recorder.next))
    }
}
