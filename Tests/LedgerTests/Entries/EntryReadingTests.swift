import Foundation
import Ledger
import Testing

@Suite("Reading an entry")
struct EntryReadingTests {
    /// A change of the sample's bytes that leaves them canonical, and the member that is named for it.
    struct Change: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let member: String

        init(_ old: String, _ new: String, _ member: String) {
            (self.old, self.new, self.member) = (old, new, member)
        }

        var testDescription: String { new }
    }

    static let ofMembers = [
        Change(#""actor":"staff:81","#, "", "actor"),
        Change(#""body":{"copies":12,"#, #""b":1,"body":{"copies":12,"#, "b"),
        Change(#""version":1}"#, #""version":1,"x":1}"#, "x"),
        Change(#""format":1"#, #""format":2"#, "format"),
        Change(#""format":1,"#, "", "format"),
        Change(#""format":1"#, #""format":"1""#, "format"),
        Change(#""actor":"staff:81""#, #""actor":"staff""#, "actor"),
        Change(#""actor":"staff:81""#, #""actor":"Staff:81""#, "actor"),
        Change(#""actor":"staff:81""#, #""actor":"staff:""#, "actor"),
        Change(#""actor":"staff:81""#, #""actor":"staff:张三""#, "actor"),
        Change(#""actor":"staff:81""#, #""actor":81"#, "actor"),
        Change(#""catalog":"652f"#, #""catalog":"652F"#, "catalog"),
        Change(#""catalog":"652f"#, #""catalog":""#, "catalog"),
        Change(#""command":"0191e3a0-"#, #""command":"0191E3A0-"#, "command"),
        Change(#""command":"0191e3a0-"#, #""command":"0191e3a0"#, "command"),
        Change(#""facts":[{"#, #""facts":[1,{"#, "facts"),
        Change(#""kind":"announcement.posted""#, #""kind":"announcement""#, "kind"),
        Change(#""kind":"announcement.posted""#, #""kind":"announcement..posted""#, "kind"),
        Change(#""kind":"announcement.posted""#, #""kind":"announcement.Posted""#, "kind"),
        Change(#""sequence":1"#, #""sequence":-1"#, "sequence"),
        Change(#""sequence":1"#, #""sequence":"1""#, "sequence"),
        Change(#""subject":"announcement:1""#, #""subject":"announcement:01""#, "subject"),
        Change(#""subject":"announcement:1""#, #""subject":"announcement:-1""#, "subject"),
        Change(#""subject":"announcement:1""#, #""subject":"announcement:9007199254740992""#, "subject"),
        Change(#""time":1520212800000"#, #""time":-1"#, "time"),
        Change(#""time":1520212800000"#, #""time":253402300800000"#, "time"),
        Change(#""version":1"#, #""version":0"#, "version"),
        Change(#""version":1"#, #""version":10000"#, "version"),
        Change(
            #""body":{"copies":12,"place":"坪山围 \"A\" 栋","public":true,"title":"门前三包\n通告"}"#,
            #""body":[]"#,
            "body"
        ),
    ]

    static let ofFacts = [
        Change(#""community":"jinlong""#, #""community":"锦龙""#, "community"),
        Change(#""community":"jinlong""#, #""community":"""#, "community"),
        Change(#""community":"jinlong""#, #""amount":1,"community":"jinlong""#, "amount"),
        Change(#""day":"2018-03-05","#, "", "day"),
        Change(#""day":"2018-03-05""#, #""day":"2018-02-29""#, "day"),
        Change(#""measure":"announcement.posted""#, #""measure":"announcement""#, "measure"),
        Change(#""office":"party-office""#, #""office":1"#, "office"),
        Change(#""quantity":1,"#, "", "quantity"),
        Change(#""quantity":1,"#, #""quantity":"1","#, "quantity"),
        Change(#""tags":["paper","street"]"#, #""tags":["street","paper"]"#, "tags"),
        Change(#""tags":["paper","street"]"#, #""tags":["paper","paper"]"#, "tags"),
        Change(#""tags":["paper","street"]"#, #""tags":[]"#, "tags"),
        Change(#""tags":["paper","street"]"#, #""tags":[1]"#, "tags"),
        Change(#""tags""#, #""reverses":{"entry":-1,"fact":0},"tags""#, "reverses"),
        Change(#""tags""#, #""reverses":{"entry":0,"fact":100},"tags""#, "reverses"),
        Change(#""tags""#, #""reverses":{"entry":0,"fact":-1},"tags""#, "reverses"),
        Change(#""tags""#, #""reverses":{"entry":0},"tags""#, "fact"),
        Change(#""tags""#, #""reverses":{"a":0,"entry":0,"fact":0},"tags""#, "a"),
        Change(#""unit":"item""#, #""unit":"two words""#, "unit"),
    ]

    static let ofSealedFields = [
        Change(#""box":"AAECAwQFBgcICQ==""#, #""box":"AAECAwQFBgcICR==""#, "box"),
        Change(#""box":"AAECAwQFBgcICQ==""#, #""box":"AAECAwQFBgcICQ""#, "box"),
        Change(#""key":"person:7""#, #""key":"person""#, "key"),
        Change(#""key":"person:7""#, #""key":"person:7","name":1"#, "name"),
        Change(#""contact":{"#, #""a":1,"contact":{"#, "a"),
    ]

    @Test(
        "names the member that is missing, unknown or of another shape",
        arguments: ofMembers
    )
    func namesTheMember(change: Change) throws { try change.check() }

    @Test(
        "names what is wrong in a fact",
        arguments: ofFacts
    )
    func namesTheFactsMember(change: Change) throws { try change.check() }

    @Test(
        "names what is wrong in a sealed field",
        arguments: ofSealedFields
    )
    func namesTheSealedMember(change: Change) throws { try change.check() }

    @Test("takes back earlier facts only", arguments: [(1, 0), (1, 1), (1, 2), (2, 0)] as [(Int64, Int)])
    func takesBackEarlierFactsOnly(entry: Int64, ordinal: Int) throws {
        let reversal = Fact.posted.reversed(
            Fact.ID(entry: Entry.ID(rawValue: entry), ordinal: ordinal),
            on: .march5
        )
        let entry = Entry.sample.with(facts: [.posted, reversal])
        let json = EntryBytesTests.golden.replacing(
            #""unit":"item"}]"#,
            with: #""unit":"item"},{"community":"jinlong","day":"2018-03-05","#
                + #""measure":"announcement.posted","object":"announcement:1","office":"party-office","#
                + #""quantity":-1,"reverses":{"entry":\#(reversal.reverses!.entry),"fact":\#(ordinal)},"unit":"item"}]"#
        )
        if reversal.reverses! < Fact.ID(entry: entry.id, ordinal: 1) {
            #expect(try entry.bytes().text == json)
            #expect(try Entry(bytes: [UInt8](utf8: json)) == entry)
        } else {
            #expect(throws: EntryError.factReversesLater(1)) { try entry.bytes() }
            #expect(throws: EntryError.factReversesLater(1)) { try Entry(bytes: [UInt8](utf8: json)) }
        }
    }

    @Test func refuses101Facts() throws {
        let fact = #"{"day":"2018-03-05","measure":"a.b","quantity":1,"unit":"item"}"#
        func entry(_ count: Int) -> [UInt8] {
            let start = EntryBytesTests.golden.range(of: #""facts":["#)!.upperBound
            let end = EntryBytesTests.golden.range(of: #"],"format""#)!.lowerBound
            let facts = Array(repeating: fact, count: count).joined(separator: ",")
            return [UInt8](utf8: EntryBytesTests.golden[..<start] + facts + EntryBytesTests.golden[end...])
        }
        #expect(try Entry(bytes: entry(100)).facts.count == 100)
        #expect(throws: EntryError.tooManyFacts(101)) { try Entry(bytes: entry(101)) }
    }

    @Test func refusesAnotherValueThanAnObject() {
        for text in ["[]", "1", "\"a\"", "true"] {
            #expect(throws: EntryError.shape(JSONShapeError("entry", expected: "an object"))) {
                try Entry(bytes: [UInt8](utf8: text))
            }
        }
    }
}

extension EntryReadingTests.Change {
    /// The sample's bytes with the change.
    var changed: String { EntryBytesTests.golden.replacing(old, with: new, maxReplacements: 1) }

    func check() throws {
        try #require(changed != EntryBytesTests.golden)
        _ = try JSON(canonical: [UInt8](utf8: changed))
        let error = #expect(throws: EntryError.self) { try Entry(bytes: [UInt8](utf8: changed)) }
        guard case .shape(let shape)? = error else {
            Issue.record("It was refused for another reason: \(String(describing: error)).")
            return
        }
        #expect(shape.member == member)
    }
}

extension LocalDay {
    static let march5 = LocalDay("2018-03-05")!
}
