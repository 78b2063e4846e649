import Ledger
import Storage
import Synchronization

/// Letters that can be searched, written under a key of their own.
enum Letters {
    enum Letter {}
    typealias ID = Identifier<Letter>

    static let search = SearchTable("letter_search")

    static func schema(_ keys: LetterKeys = LetterKeys()) -> Schema { Schema([module], opener: keys) }

    private static let module = Module(
        migrations: [
            Migration(
                "0002 letter",
                """
                CREATE TABLE letter (
                    id    $INT64 NOT NULL PRIMARY KEY,
                    title $TEXT NOT NULL,
                    text  $TEXT                            -- NULL after an erasure
                ) $STRICT
                """,
                searches: [search]
            )
        ],
        kinds: [
            KindHandler(LetterWritten.self) { event, entry, opened, transaction in
                let id = event.replaces ?? ID(rawValue: entry.id.rawValue)
                try transaction.execute(
                    """
                    INSERT INTO letter (id, title, text) VALUES (\(id), \(event.title), \(opened["text"]))
                    ON CONFLICT (id) DO UPDATE SET title = excluded.title, text = excluded.text
                    """
                )
                try search.set(id, event.title, opened["text"] ?? "", in: transaction)
            },
            KindHandler(LetterLost.self) { event, _, transaction in
                try transaction.execute("DELETE FROM letter WHERE id = \(event.id)")
                try search.remove(event.id, in: transaction)
            },
        ],
        projections: ["letter"],
        searches: [search],
        wipe: { key, transaction in
            let id = ID(rawValue: key.number)
            try transaction.execute("UPDATE letter SET text = NULL WHERE id = \(id)")
            let title = try transaction.reader.first("SELECT title FROM letter WHERE id = \(id)") {
                try $0.text(0)
            }
            if let title { try search.set(id, title, in: transaction) }
        }
    )

    static func find(
        _ typed: String,
        before: ID? = nil,
        limit: Int = 100,
        in database: Database
    ) async throws -> SearchPage<Letter> {
        let query = try SearchQuery(typed)
        return try await database.read { reader in
            try search.find(query, before: before, limit: limit, reader) { try texts($0, reader) }
        }
    }

    static func count(_ typed: String, in database: Database) async throws -> SearchCount {
        let query = try SearchQuery(typed)
        return try await database.read { reader in
            try search.count(query, reader) { try texts($0, reader) }
        }
    }

    static func texts(_ ids: SQL, _ reader: Reader) throws -> [ID: [String]] {
        let rows = try reader.all("SELECT id, title, text FROM letter WHERE id IN (\(ids))") { row in
            (try row.identifier(0) as ID, [try row.text(1), try row.textIfPresent(2) ?? ""])
        }
        return Dictionary(rows) { first, _ in first }
    }
}

/// A letter was written, or written anew; its text is sealed.
struct LetterWritten: Event {
    static let kind = Entry.Kind("test.letter-written")
    static let version = 1
    let title: String
    let replaces: Letters.ID?

    var body: JSON.Object {
        ["replaces": replaces.map { .integer($0.rawValue) }, "title": .string(title)]
    }

    init(title: String, replaces: Letters.ID?) {
        self.title = title
        self.replaces = replaces
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        title = try body.text("title")
        replaces = body["replaces"] == nil ? nil : Letters.ID(rawValue: try body.integer("replaces"))
    }
}

struct LetterLost: Event {
    static let kind = Entry.Kind("test.letter-lost")
    static let version = 1
    let id: Letters.ID

    var body: JSON.Object { ["id": .integer(id.rawValue)] }
    init(_ id: Letters.ID) { self.id = id }
    init(body: JSON.Object) throws(JSONShapeError) { id = Letters.ID(rawValue: try body.integer("id")) }
}

/// Opens what is no secret but to a search of the disk, until a letter's key is destroyed.
final class LetterKeys: Opener {
    private let destroyed = Mutex<Set<Subject>>([])

    func destroy(_ key: Subject) { _ = destroyed.withLock { $0.insert(key) } }

    static func box(_ text: String) -> [UInt8] { text.utf8.map { $0 ^ 0x5A } }

    func text(of field: Entry.SealedField, command: CommandID) -> String? {
        guard !destroyed.withLock({ $0.contains(field.key) }) else { return nil }
        return String(decoding: field.box.map { $0 ^ 0x5A }, as: UTF8.self)
    }
}

/// Writes letters, one entry each; the first is the id of the first.
struct WriteLetters: Command {
    static let name = "write-letters"
    var title = ""
    let texts: [String]
    var replaces: Letters.ID?
    var isRefused = false

    init(_ texts: String..., title: String = "", replaces: Letters.ID? = nil, isRefused: Bool = false) {
        self.init(texts: texts)
        self.title = title
        self.replaces = replaces
        self.isRefused = isRefused
    }

    init(texts: [String]) { self.texts = texts }

    var request: JSON.Object { ["texts": .array(texts.map { .string($0) }), "title": .string(title)] }

    func record(in recorder: Recorder) throws {
        for text in texts {
            let key = Subject("letter", replaces ?? Letters.ID(rawValue: recorder.next.rawValue))
            let field = Entry.SealedField(name: "text", key: key, box: LetterKeys.box(text))
            try recorder.record(
                LetterWritten(title: title, replaces: replaces),
                about: key,
                sealed: [SealedText(field, text: text)]
            )
        }
        if isRefused { throw Refusal(name: "letter") }
    }
}

struct LoseLetter: Command {
    static let name = "lose-letter"
    let id: Letters.ID

    var request: JSON.Object { ["id": .integer(id.rawValue)] }

    func record(in recorder: Recorder) throws {
        try recorder.record(LetterLost(id), about: Subject("letter", id))
    }
}

struct EraseLetter: Command {
    static let name = "erase-letter"
    let id: Letters.ID

    var request: JSON.Object { ["id": .integer(id.rawValue)] }

    func record(in recorder: Recorder) throws {
        let key = Subject("letter", id)
        try recorder.record(SubjectErased(keys: [key], reason: "本人要求", agreed: nil), about: key)
    }
}
