import Ledger
import Storage

/// Records facts that a test has made up.
struct Jotting: Event, Storage.Command {
    static let kind = Entry.Kind("test.jotted")
    static let version = 1
    static let name = "jot"
    static let module = Module(
        migrations: [],
        kinds: [KindHandler(Jotting.self) { _, _, _ in }],
        projections: []
    )

    let facts: [Fact]

    init(_ facts: [Fact]) { self.facts = facts }

    init(body: JSON.Object) throws(JSONShapeError) { facts = [] }

    var body: JSON.Object { [:] }

    var request: JSON.Object { ["count": .integer(Int64(facts.count))] }

    func record(in recorder: Recorder) throws {
        try recorder.record(self, about: Subject("jotting", recorder.next), facts: facts)
    }
}

extension Fact {
    /// One of something, of matter `object`, in the shortest words.
    static func one(
        _ measure: StaticString,
        _ day: String,
        _ object: Int,
        quantity: Int64 = 1,
        _ unit: Ledger.Unit = .item,
        community: String? = nil,
        tags: String...
    ) -> Fact {
        Fact(
            Measure(measure),
            on: LocalDay(day)!,
            quantity: quantity,
            unit: unit,
            community: community.flatMap { Code(rawValue: $0) },
            object: Code(rawValue: "matter:\(object)"),
            tags: Set(tags.map { Code(rawValue: $0)! })
        )
    }
}
