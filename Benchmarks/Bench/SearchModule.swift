import Ledger
import Storage

/// A record of some 200 characters, with or without being searched.
enum SearchModule {
    enum Record {}

    static let search = SearchTable("bench_text_search")

    static let schema = Schema([
        Module(
            migrations: [
                Migration(
                    "0002 bench text",
                    """
                    CREATE TABLE bench_text (
                        id    $INT64 NOT NULL PRIMARY KEY,
                        words $TEXT NOT NULL
                    ) $STRICT
                    """,
                    searches: [search]
                )
            ],
            kinds: [
                KindHandler(TextWritten.self) { event, entry, transaction in
                    try transaction.execute(
                        "INSERT INTO bench_text (id, words) VALUES (\(entry.id), \(event.words))"
                    )
                    guard event.isSearched else { return }
                    try search.set(
                        Identifier<Record>(rawValue: entry.id.rawValue),
                        event.words,
                        in: transaction
                    )
                }
            ],
            projections: ["bench_text"],
            searches: [search]
        )
    ])

    static func texts(_ ids: SQL, _ reader: Reader) throws -> [Identifier<Record>: [String]] {
        let rows = try reader.all("SELECT id, words FROM bench_text WHERE id IN (\(ids))") { row in
            (try row.identifier(0) as Identifier<Record>, [try row.text(1)])
        }
        return Dictionary(rows) { first, _ in first }
    }
}

struct TextWritten: Event {
    static let kind = Entry.Kind("bench.text-written")
    static let version = 1
    let words: String
    let isSearched: Bool

    var body: JSON.Object { ["searched": .integer(isSearched ? 1 : 0), "words": .string(words)] }

    init(_ words: String, isSearched: Bool) {
        self.words = words
        self.isSearched = isSearched
    }

    init(body: JSON.Object) throws(JSONShapeError) {
        words = try body.text("words")
        isSearched = try body.integer("searched") == 1
    }
}

/// Writes `count` records from number `first` on; what each says follows from its number.
struct WriteTexts: Command {
    static let name = "bench-texts"
    let first: Int64
    let count: Int64
    var isSearched = true

    var request: JSON.Object { ["count": .integer(count), "first": .integer(first)] }

    func record(in recorder: Recorder) throws {
        for number in first..<first + count {
            let event = TextWritten(BenchText.words(number), isSearched: isSearched)
            try recorder.record(event, about: Subject("text", recorder.next))
        }
    }
}

/// Texts in which some characters are common and most are rare, as Zipf has it, and some phrases stand everywhere.
enum BenchText {
    private static let phrases = [
        "巡查发现路面积水", "已通知责任单位处理", "居民反映夜间施工噪声", "请于期限内回复", "现场核查属实", "消防通道被占用",
        "已督促业主整改完毕", "垃圾清运不及时", "路灯不亮存在安全隐患", "经协商双方达成一致",
    ]

    static func words(_ number: Int64) -> String {
        var state = UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(below limit: UInt64) -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state % limit
        }
        var text = "诉-2018-\(number)，"
        for _ in 0..<6 {
            text += phrases[Int(next(below: UInt64(phrases.count)))]
            for _ in 0..<16 {
                // The square of the square of a chance, so that the first characters are the common ones.
                let chance = Double(next(below: 1 << 20)) / Double(1 << 20)
                let character = UInt32(chance * chance * chance * chance * 3500)
                if let scalar = Unicode.Scalar(0x4E00 + character) { text.unicodeScalars.append(scalar) }
            }
            text += "，"
        }
        return text
    }
}
