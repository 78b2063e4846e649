import Ledger
import Storage
import Synchronization

/// Notes one name with facts that the test chooses, and takes a number of a series.
struct Tally: Command {
    static let name = "tally"
    let noted: String
    let facts: [Fact]

    init(_ noted: String, _ facts: [Fact]) {
        self.noted = noted
        self.facts = facts
    }

    var request: JSON.Object { ["name": .string(noted)] }

    func record(in recorder: Recorder) throws {
        let number = try ReferenceCounter.next(in: Numbered.series, recorder.reader)
        let subject = Subject("note", recorder.next)
        try recorder.record(Noted(name: noted, amount: 1), about: subject, facts: facts)
        try recorder.record(Numbered(number: number), about: subject)
    }

    /// The tests' own kinds, and the numbers.
    static let schema = Schema([
        TestModule.module,
        Module(
            migrations: [],
            kinds: [
                KindHandler(Numbered.self) { event, _, transaction in
                    try ReferenceCounter.take(event.number, in: Numbered.series, transaction)
                }
            ],
            projections: []
        ),
    ])

    /// A number was given in a series of readable references.
    struct Numbered: Event {
        static let kind = Entry.Kind("test.numbered")
        static let version = 1
        static let series = "测-2018"
        let number: Int64

        var body: JSON.Object { ["number": .integer(number)] }

        init(number: Int64) { self.number = number }
        init(body: JSON.Object) throws(JSONShapeError) { number = try body.integer("number") }
    }
}

extension Chance {
    mutating func element<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    /// A fact of one of a few measures, days, units, communities and offices.
    mutating func fact() -> Fact {
        Fact(
            element(of: [Measure("test.noted"), Measure("test.other")]),
            on: element(of: [LocalDay("2017-12-31")!, LocalDay("2018-01-01")!, TestStore.day]),
            quantity: Int64(below(2001)) - 1000,
            unit: element(of: [.item, Unit("fen")]),
            community: element(of: [nil, Code(rawValue: "440310001001"), Code(rawValue: "440310001002")]),
            office: element(of: [nil, Code(rawValue: "urban-management")]),
            tags: Set([.corrected, Code(rawValue: "night")!].prefix(below(3)))
        )
    }
}

/// Salts 0, 1, 2 …, so that two stores can be the same to the byte.
final class CountedSalts: Sendable {
    private let next = Mutex<UInt64>(0)

    func salt() -> Salt {
        let number = next.withLock { number in
            number += 1
            return number
        }
        return Salt(bytes: (0..<32).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * ($0 % 8))) })!
    }
}
