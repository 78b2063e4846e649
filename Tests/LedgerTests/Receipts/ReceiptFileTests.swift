import Ledger
import TestSupport
import Testing

@Suite("A receipt's file")
struct ReceiptFileTests {
    @Test func isRefusedOrSaysSomethingElseForAnyOtherByte() throws {
        let receipt = try SampleLedger.year.receipt(for: 1)
        let json = try receipt.json
        var generator = SeededGenerator(seed: 4)
        var refusals = 0
        for _ in 0..<2000 {
            let place = Int.random(in: json.indices, using: &generator)
            var changed = json
            changed[place] = UInt8.random(in: 0...255, using: &generator)
            guard changed != json else { continue }
            // The last byte may be a newline, which stands for no change only behind the last brace.
            #expect(throws: Receipt.Failure.self, "byte \(place) as \(changed[place])") {
                try Receipt(json: changed).verify(trusting: SigningKey.log.verifier)
            }
            refusals += 1
        }
        #expect(refusals > 1900)
    }

    @Test func isRefusedWhereverItIsCutOff() throws {
        let json = try SampleLedger.year.receipt(for: 1).json
        for count in json.indices {
            #expect(throws: Receipt.Failure.self) { try Receipt(json: Array(json[..<count])) }
        }
    }

    @Test(
        "names the member that is wrong",
        arguments: [
            ("format", "jiedao-receipt/2"), ("format", nil), ("extra", 1), ("checkpoint", "a"), ("entry", 1),
            ("index", "1"), ("key", "a"), ("path", "a"), ("path", .array([1])), ("path", .array(["00"])),
            ("path", .array(Array(repeating: .string(Hash.emptyTree.description), count: 65))),
            ("salt", "00"),
            ("salt", .string(String(repeating: "A", count: 64))), ("size", nil),
        ] as [(String, JSON?)]
    )
    func namesTheMember(name: String, value: JSON?) throws {
        guard case .object(var object) = try JSON(canonical: SampleLedger.year.receipt(for: 1).json) else {
            return
        }
        object[name] = value
        let json = try JSON.object(object).canonicalBytes()
        guard
            case .malformed(let what)? = #expect(
                throws: Receipt.Failure.self,
                performing: { try Receipt(json: json) }
            )
        else {
            Issue.record("It was refused for another reason.")
            return
        }
        #expect(what.hasPrefix("the member \"\(name)\""))
    }

    @Test func isRefusedAboveTheLimitBeforeItIsRead() {
        #expect(throws: Receipt.Failure.malformed("it is larger than 512 KiB")) {
            try Receipt(json: Array(repeating: 0x5B, count: Limit.receiptBytes + 1))
        }
        #expect(throws: Receipt.Failure.malformed("it is not an object")) {
            try Receipt(json: [UInt8](utf8: "[]"))
        }
    }

    @Test func withTheLongestPathIsRead() throws {
        guard case .object(var object) = try JSON(canonical: SampleLedger.year.receipt(for: 1).json) else {
            return
        }
        object["path"] = .array(Array(repeating: .string(Hash.emptyTree.description), count: 64))
        #expect(try Receipt(json: JSON.object(object).canonicalBytes()).proof.path.count == 64)
    }
}
