import Ledger
import Storage

/// An entry of usual size with two facts and a projection with three indexes.
struct BenchRecorded: Event {
    static let kind = Entry.Kind("bench.recorded")
    static let version = 1

    let place: String
    let words: String
    let number: Int64

    var body: JSON.Object {
        ["number": .integer(number), "place": .string(place), "words": .string(words)]
    }

    init(number: Int64) {
        self.number = number
        place = "点位-\(number % 997)"
        words = "巡查发现路面积水，已通知责任单位处理，请于期限内回复。编号 \(number)"
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        number = try body.integer("number")
        place = try body.text("place")
        words = try body.text("words")
    }
}

/// The same entry without facts and projection.
struct BenchBare: Event {
    static let kind = Entry.Kind("bench.bare")
    static let version = 1

    let inner: BenchRecorded

    var body: JSON.Object { inner.body }
    init(number: Int64) { inner = BenchRecorded(number: number) }
    init(body: JSON.Object) throws(JSONShapeError) { inner = try BenchRecorded(body: body) }
}

enum BenchModule {
    static let module = Module(
        migrations: [
            Migration(
                "0002 bench",
                """
                CREATE TABLE bench (
                    id     $INT64 NOT NULL PRIMARY KEY,
                    number $INT64 NOT NULL,
                    place  $TEXT NOT NULL,
                    words  $TEXT NOT NULL,
                    time   $INT64 NOT NULL
                ) $STRICT;
                CREATE INDEX bench_by_number ON bench (number);
                CREATE INDEX bench_by_place ON bench (place, id);
                CREATE INDEX bench_by_time ON bench (time, id)
                """
            )
        ],
        kinds: [
            KindHandler(BenchRecorded.self) { event, entry, transaction in
                try transaction.execute(
                    """
                    INSERT INTO bench (id, number, place, words, time)
                    VALUES (\(entry.id), \(event.number), \(event.place), \(event.words), \(entry.time))
                    """
                )
            },
            KindHandler(BenchBare.self) { _, _, _ in },
        ],
        projections: ["bench"]
    )

    static let schema = Schema([module])
}

/// Records one entry; with `reading`, after one question to the store, as most commands have.
struct BenchCommand: Command {
    enum Shape: String { case bare, whole, reading }

    static let name = "bench"
    let number: Int64
    let shape: Shape
    let day: LocalDay

    var request: JSON.Object { ["number": .integer(number)] }

    func record(in recorder: Recorder) throws {
        let subject = Subject("bench", recorder.next)
        guard shape != .bare else {
            try recorder.record(BenchBare(number: number), about: subject)
            return
        }
        if shape == .reading {
            let seen = try recorder.reader.first("SELECT COUNT(*) FROM bench WHERE number = \(number)") {
                try $0.integer(0)
            }
            guard seen == 0 else { throw StorageError.constraint("number \(number) stands already") }
        }
        let community = Code(rawValue: "44031000100\(number % 4 + 1)")
        try recorder.record(
            BenchRecorded(number: number),
            about: subject,
            facts: [
                Fact(Measure("bench.reported"), on: day, quantity: 1, unit: .item, community: community),
                Fact(
                    Measure("bench.found"),
                    on: day,
                    quantity: number % 5,
                    unit: .item,
                    community: community,
                    object: Code(rawValue: "place:\(number % 997)")
                ),
            ]
        )
    }
}

/// Records many entries at once, as an import does.
struct BenchBulk: Command {
    static let name = "bench-bulk"
    let first: Int64
    let count: Int64
    let shape: BenchCommand.Shape
    let day: LocalDay

    var request: JSON.Object { ["count": .integer(count), "first": .integer(first)] }

    func record(in recorder: Recorder) throws {
        for number in first..<first + count {
            try BenchCommand(number: number, shape: shape, day: day).record(in: recorder)
        }
    }
}
