import Casework
import Catalog
import Ledger
import Testing

@Suite("The events of a paper")
struct PaperEventCodecTests {
    private static let day = LocalDay("2018-03-05")!
    private static let team = Code(rawValue: "enforcement-team")!

    private static let samples: [EventSample] = [
        EventSample(
            PaperDrafted(
                matter: Matter.ID(rawValue: 8),
                form: Paper.Form(
                    document: Code(rawValue: "petition-reply")!,
                    chain: [.drafter, .sectionHead, .legal, .leader, .principal],
                    number: "坪街信复〔{year}〕{number}号",
                    isSealed: true
                ),
                unit: team,
                day: day
            ),
            """
            {"day":"2018-03-05","form":{"chain":["drafter","section-head","legal","leader","principal"],\
            "document":"petition-reply","number":"坪街信复〔{year}〕{number}号","sealed":true},"matter":8,\
            "unit":"enforcement-team"}
            """
        ),
        EventSample(
            PaperDrafted(
                matter: Matter.ID(rawValue: 8),
                form: Paper.Form(
                    document: Code(rawValue: "petition-delivery")!,
                    chain: [.drafter],
                    number: nil,
                    isSealed: false
                ),
                unit: team,
                day: day
            ),
            """
            {"day":"2018-03-05","form":{"chain":["drafter"],"document":"petition-delivery"},"matter":8,\
            "unit":"enforcement-team"}
            """
        ),
        EventSample(
            PaperRevised(unit: team, day: day),
            #"{"day":"2018-03-05","unit":"enforcement-team"}"#
        ),
        EventSample(
            PaperSigned(.sectionHead, unit: team, day: day),
            #"{"day":"2018-03-05","signer":"section-head","unit":"enforcement-team"}"#
        ),
        EventSample(
            PaperReturned(.legal, unit: nil),
            #"{"signer":"legal"}"#
        ),
        EventSample(
            PaperIssued(.principal, unit: team, day: day, number: 12),
            #"{"day":"2018-03-05","number":12,"signer":"principal","unit":"enforcement-team"}"#
        ),
        EventSample(
            PaperIssued(.drafter, unit: nil, day: day, number: nil),
            #"{"day":"2018-03-05","signer":"drafter"}"#
        ),
        EventSample(
            PaperDelivered(.post, day: day, unit: team),
            #"{"day":"2018-03-05","unit":"enforcement-team","way":"post"}"#
        ),
        EventSample(
            PaperVoided(day: day, unit: team),
            #"{"day":"2018-03-05","unit":"enforcement-team"}"#
        ),
    ]

    @Test("are written for ever in these bytes, and read so", arguments: samples.indices)
    func bytes(place: Int) throws {
        let sample = Self.samples[place]
        let written = try JSON.object(sample.event.body).canonicalBytes()
        #expect(String(decoding: written, as: UTF8.self) == sample.text)
        guard case .object(let body) = try JSON(canonical: written) else { return }
        try expectRead(sample.event, from: body)
    }

    private func expectRead<E: Event & Equatable>(_ event: E, from body: JSON.Object) throws {
        #expect(try E(body: body) == event)
    }

    @Test("keep their kinds, in version 1")
    func kinds() {
        #expect(
            Set(Self.samples.map { type(of: $0.event).kind.rawValue }) == [
                "paper.drafted", "paper.revised", "paper.signed", "paper.returned", "paper.issued",
                "paper.delivered", "paper.voided",
            ]
        )
        for sample in Self.samples { #expect(type(of: sample.event).version == 1) }
    }

    @Test("are refused in another shape")
    func shapes() {
        #expect(throws: JSONShapeError.self) { try PaperDrafted(body: [:]) }
        #expect(throws: JSONShapeError.self) { try PaperSigned(body: ["day": "2018-03-05", "signer": "me"]) }
        #expect(throws: JSONShapeError.self) {
            try PaperIssued(body: ["day": "2018-03-05", "number": 0, "signer": "leader"])
        }
        #expect(throws: JSONShapeError("chain", expected: "the drafter first")) {
            try PaperDrafted(
                body: [
                    "day": "2018-03-05", "form": .object(["chain": .array(["leader"]), "document": "a"]),
                    "matter": 8, "unit": "enforcement-team",
                ]
            )
        }
    }
}
