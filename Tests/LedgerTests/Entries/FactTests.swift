import Ledger
import Testing

@Suite("A fact")
struct FactTests {
    @Test func isTakenBackWholeOnTheDayOfTheReversal() {
        let id = Fact.ID(entry: Entry.ID(rawValue: 1), ordinal: 0)
        let may = LocalDay("2018-05-02")!
        #expect(
            Fact.posted.reversed(id, on: may, tags: [.corrected])
                == Fact(
                    Measure("announcement.posted"),
                    on: may,
                    quantity: -1,
                    unit: .item,
                    community: Code(rawValue: "jinlong"),
                    office: Code(rawValue: "party-office"),
                    object: Code(rawValue: "announcement:1"),
                    tags: [.corrected],
                    reverses: id
                )
        )
    }

    @Test func holdsItsTagsInTheOrderOfTheirBytes() {
        let tags = ["b", "a", "B", "10", "9"].map { Code(rawValue: $0)! }
        let fact = Fact(Measure("a.b"), on: .march5, quantity: 1, unit: .item, tags: Set(tags))
        #expect(fact.tags.map(\.rawValue) == ["10", "9", "B", "a", "b"])
    }

    @Test func standsInOrderByEntryAndThenByPlace() {
        let ids = [(2, 0), (1, 1), (1, 0)].map { Fact.ID(entry: Entry.ID(rawValue: $0.0), ordinal: $0.1) }
        #expect(ids.sorted().map(\.description) == ["1/0", "1/1", "2/0"])
    }
}
