import Ledger
import Testing

@Suite("An event")
struct EventTests {
    /// Its first version held one name, the second a list; the third counts copies as well.
    struct Posted: Event, Equatable {
        static let kind = Entry.Kind("announcement.posted")
        static let version = 3
        let titles: [String]
        let copies: Int64

        var body: JSON.Object {
            ["copies": .integer(copies), "titles": .array(titles.map { .string($0) })]
        }

        init(titles: [String], copies: Int64) { (self.titles, self.copies) = (titles, copies) }

        init(body: JSON.Object) throws(JSONShapeError) {
            titles = try body.array("titles").compactMap {
                if case .string(let text) = $0 { text } else { nil }
            }
            copies = try body.integer("copies")
        }

        static func upcast(_ body: JSON.Object, from version: Int) throws(JSONShapeError) -> JSON.Object {
            switch version {
            case 1: ["titles": .array([.string(try body.text("title"))])]
            case 2: ["copies": 0, "titles": .array(try body.array("titles"))]
            default: throw JSONShapeError("version", expected: "1 or 2")
            }
        }
    }

    struct Fresh: Event {
        static let kind = Entry.Kind("announcement.posted")
        static let version = 2
        var body: JSON.Object { [:] }
        init(body: JSON.Object) {}
    }

    @Test(
        "is read from every version of its kind",
        arguments: [
            (1, ["title": "甲"], Posted(titles: ["甲"], copies: 0)),
            (2, ["titles": .array(["甲", "乙"])], Posted(titles: ["甲", "乙"], copies: 0)),
            (3, ["copies": 9, "titles": .array([])], Posted(titles: [], copies: 9)),
        ] as [(Int, JSON.Object, Posted)]
    )
    func isRead(version: Int, body: JSON.Object, event: Posted) throws {
        #expect(try Posted(Entry.sample.with(version: version, body: body)) == event)
    }

    @Test func isNotReadFromALaterVersionAnotherKindOrAnotherShape() {
        #expect(throws: JSONShapeError("version", expected: "at most 3; use a newer program")) {
            try Posted(Entry.sample.with(version: 4, body: ["copies": 9, "titles": .array([])]))
        }
        #expect(throws: JSONShapeError("title", expected: "a text")) {
            try Posted(Entry.sample.with(version: 1, body: [:]))
        }
        var ledger = SampleLedger()
        ledger.begin()
        #expect(throws: JSONShapeError("kind", expected: "announcement.posted")) {
            try Posted(Entry(bytes: ledger.contents[0].bytes))
        }
    }

    @Test func withoutAnUpcastRefusesEarlierVersions() {
        #expect(throws: JSONShapeError("version", expected: "one that this program can read")) {
            try Fresh(Entry.sample.with(version: 1))
        }
    }
}
