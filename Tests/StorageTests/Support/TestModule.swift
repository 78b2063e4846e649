import Ledger
import Storage

/// Something was noted under a name that nobody has used before.
struct Noted: Event {
    static let kind = Entry.Kind("test.noted")
    static let version = 1
    let name: String
    let amount: Int64

    var body: JSON.Object { ["amount": .integer(amount), "name": .string(name)] }

    init(name: String, amount: Int64) {
        self.name = name
        self.amount = amount
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        name = try body.text("name")
        amount = try body.integer("amount")
    }
}

enum TestModule {
    static let module = Module(
        migrations: [
            Migration(
                "0002 test",
                """
                CREATE TABLE noted (
                    id     $INT64 NOT NULL PRIMARY KEY,
                    name   $TEXT NOT NULL UNIQUE,
                    amount $INT64 NOT NULL CHECK (amount < 1000)
                ) $STRICT
                """
            )
        ],
        kinds: [
            KindHandler(Noted.self, isPublic: true) { event, entry, transaction in
                try transaction.execute(
                    "INSERT INTO noted (id, name, amount) VALUES (\(entry.id), \(event.name), \(event.amount))"
                )
            }
        ],
        projections: ["noted"]
    )

    static let schema = Schema([module])
}

/// Why a test's command refuses.
struct Refusal: Error, Equatable {
    let name: String
}

/// Notes names, one entry each; `refusing` throws before or after writing.
struct Note: Command {
    enum Refusing { case never, before, after }

    static let name = "note"
    let names: [String]
    var amount: Int64 = 1
    var refusing = Refusing.never
    var reverses: Fact.ID?
    var tags: Set<Code> = []

    init(_ names: String..., amount: Int64 = 1, refusing: Refusing = .never) {
        self.names = names
        self.amount = amount
        self.refusing = refusing
    }

    init(names: [String]) { self.names = names }

    var request: JSON.Object {
        ["amount": .integer(amount), "names": .array(names.map { .string($0) })]
    }

    func record(in recorder: Recorder) throws {
        if refusing == .before { throw Refusal(name: names[0]) }
        for name in names {
            let fact = Fact(
                Measure("test.noted"),
                on: TestStore.day,
                quantity: amount,
                unit: .item,
                community: Code(rawValue: "440310001001"),
                object: Code(rawValue: "name:\(recorder.next)"),
                tags: tags,
                reverses: reverses
            )
            try recorder.record(
                Noted(name: name, amount: amount),
                about: Subject("note", recorder.next),
                facts: [fact]
            )
        }
        if refusing == .after { throw Refusal(name: names[0]) }
    }
}
