import Casework
import Catalog
import Ledger
import Testing

/// What may happen to a paper at each stage, without a store.
@Suite("The chain of a paper")
struct PaperChainTests {
    private static let day = LocalDay("2018-03-05")!
    private static let unit = Code(rawValue: "enforcement-team")!
    private static func staff(_ number: Int) -> Party {
        Party(Actor(rawValue: "staff:\(number)")!, unit: unit)
    }

    private static func paper(
        _ chain: [MatterDocument.Signer],
        number: String? = "办〔{year}〕{number}号"
    ) -> Paper {
        let form = Paper.Form(
            document: Code(rawValue: "order")!,
            chain: chain,
            number: number,
            isSealed: true
        )
        let event = PaperDrafted(matter: Matter.ID(rawValue: 8), form: form, unit: unit, day: day)
        return Paper(event, id: Paper.ID(rawValue: 9), by: staff(1))
    }

    private static func signed(_ signer: MatterDocument.Signer) -> PaperEvent {
        .signed(PaperSigned(signer, unit: unit, day: day))
    }

    private static func issued(_ signer: MatterDocument.Signer, _ number: Int64? = 12) -> PaperEvent {
        .issued(PaperIssued(signer, unit: unit, day: day, number: number))
    }

    @Test("is gone through in its order, each by another one, and ends with the number")
    func order() throws {
        let paper = Self.paper([.drafter, .sectionHead, .principal])
        #expect(throws: PaperRefusal.notNext(.sectionHead)) {
            try paper.applying(Self.signed(.principal), by: Self.staff(2))
        }
        #expect(throws: PaperRefusal.hasSigned) {
            try paper.applying(Self.signed(.sectionHead), by: Self.staff(1))
        }
        #expect(throws: PaperRefusal.notLast) {
            try paper.applying(Self.issued(.sectionHead), by: Self.staff(2))
        }
        let checked = try paper.applying(Self.signed(.sectionHead), by: Self.staff(2))
        #expect(throws: PaperRefusal.notLast) {
            try checked.applying(Self.signed(.principal), by: Self.staff(3))
        }
        #expect(throws: PaperRefusal.number) {
            try checked.applying(Self.issued(.principal, nil), by: Self.staff(3))
        }
        let issued = try checked.applying(Self.issued(.principal), by: Self.staff(3))
        #expect(issued.numberText == "办〔2018〕12号" && issued.waiting == nil && issued.revision == 3)
        #expect(throws: PaperRefusal.stage(.issued)) {
            try issued.applying(Self.signed(.principal), by: Self.staff(4))
        }
    }

    @Test("of one is issued by whoever drafts, and never sent back")
    func alone() throws {
        let paper = Self.paper([.drafter], number: nil)
        #expect(paper.isLast && paper.waiting == .drafter)
        #expect(throws: PaperRefusal.notLast) {
            try paper.applying(.returned(PaperReturned(.drafter, unit: nil)), by: Self.staff(2))
        }
        let issued = try paper.applying(Self.issued(.drafter, nil), by: Self.staff(1))
        #expect(issued.stage == .issued(on: Self.day, number: nil) && issued.signatures.count == 1)
        #expect(issued.numberText == nil)
    }

    @Test("keeps the number of what holds no more")
    func void() throws {
        let paper = Self.paper([.drafter], number: "办〔{year}〕{number}号")
        let event = PaperEvent.voided(PaperVoided(day: Self.day, unit: nil))
        #expect(try paper.applying(event, by: Self.staff(1)).numberText == nil)
        let issued = try paper.applying(Self.issued(.drafter), by: Self.staff(1))
        let voided = try issued.applying(event, by: Self.staff(1))
        #expect(voided.numberText == "办〔2018〕12号")
        #expect(throws: PaperRefusal.stage(.voided)) { try voided.applying(event, by: Self.staff(1)) }
        let delivered = PaperEvent.delivered(PaperDelivered(.direct, day: Self.day, unit: nil))
        #expect(throws: PaperRefusal.stage(.voided)) { try voided.applying(delivered, by: Self.staff(1)) }
        let once = try issued.applying(delivered, by: Self.staff(1))
        #expect(throws: PaperRefusal.deliveredAlready) { try once.applying(delivered, by: Self.staff(1)) }
    }

    @Test("is kept as it is read")
    func json() throws {
        var paper = Self.paper([.drafter, .legal])
        #expect(try Paper(paper.json) == paper)
        paper = try paper.applying(Self.issued(.legal), by: Self.staff(2))
        paper = try paper.applying(
            .delivered(PaperDelivered(.notice, day: Self.day, unit: nil)),
            by: Self.staff(1)
        )
        #expect(try Paper(paper.json) == paper)
        paper = try paper.applying(.voided(PaperVoided(day: Self.day, unit: nil)), by: Self.staff(2))
        #expect(try Paper(paper.json) == paper)
    }
}
