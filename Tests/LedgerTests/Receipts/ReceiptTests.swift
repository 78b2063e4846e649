import Ledger
import Testing

@Suite("A receipt")
struct ReceiptTests {
    private let ledger = SampleLedger.year

    @Test func provesEveryEntryAtEverySizeAndComesBack() throws {
        for size in 1...ledger.frontier.size {
            for index in 0..<size {
                let receipt = try ledger.receipt(for: index, size: size)
                let again = try Receipt(json: receipt.json)
                #expect(again == receipt)
                let entry = try again.verify(trusting: SigningKey.log.verifier)
                #expect(try entry.bytes() == ledger.contents[Int(index)].bytes)
                #expect(try again.verify() == entry)
            }
        }
    }

    @Test func mayEndWithOneNewline() throws {
        let receipt = try ledger.receipt(for: 1)
        #expect(try Receipt(json: receipt.json + [0x0A]) == receipt)
        #expect(throws: Receipt.Failure.self) { try Receipt(json: receipt.json + [0x0A, 0x0A]) }
    }

    @Test func ofTheLargestEntryStaysBelowTheLimit() throws {
        let rest = try Entry.sample.with(body: ["text": ""]).bytes().count
        let quotes = String(repeating: "\"", count: (Limit.entryBytes - rest) / 2)
        var ledger = SampleLedger()
        ledger.begin()
        ledger.append(
            bytes: try Entry.sample.with(body: ["text": .string(quotes)]).bytes(),
            command: Entry.sample.command
        )
        let json = try ledger.receipt(for: 1).json
        #expect(json.count < Limit.receiptBytes)
        #expect(try Receipt(json: json).verify().body["text"] == .string(quotes))
    }

    @Test func isRefusedWhereTheEntryIsAltered() throws {
        let receipt = try ledger.receipt(for: 1)
        let altered = receipt.with(
            entry: receipt.content.bytes.replacing("\"copies\":12", with: "\"copies\":13")
        )
        #expect(throws: Receipt.Failure.proof(.rootDiffers)) { try altered.verify() }
    }

    @Test func isRefusedWhereTheEntryIsNotCanonicalThoughItsHashWouldFit() throws {
        let receipt = try ledger.receipt(for: 1)
        let spaced = receipt.with(
            entry: receipt.content.bytes.replacing("\"copies\":12", with: "\"copies\": 12")
        )
        guard
            case .entry(.notCanonical)? = #expect(
                throws: Receipt.Failure.self,
                performing: { try spaced.verify() }
            )
        else {
            Issue.record("It was refused for another reason.")
            return
        }
    }

    @Test func isRefusedWhereTheSaltIsAltered() throws {
        let receipt = try ledger.receipt(for: 1)
        let altered = receipt.with(salt: .numbered(9))
        #expect(throws: Receipt.Failure.proof(.rootDiffers)) { try altered.verify() }
    }

    @Test func isRefusedWhereThePathIsAltered() throws {
        let receipt = try ledger.receipt(for: 1)
        var path = receipt.proof.path
        path[2] = path[2].flipped
        let cases: [([Hash], ProofError)] = [
            (path, .rootDiffers), (receipt.proof.path.dropLast(), .pathTooShort),
            (receipt.proof.path + [.emptyTree], .pathTooLong), (receipt.proof.path.reversed(), .rootDiffers),
        ]
        for (path, error) in cases {
            let altered = receipt.with(proof: receipt.proof.with(path: path))
            #expect(throws: Receipt.Failure.proof(error)) { try altered.verify() }
        }
    }

    @Test func isRefusedWhereTheIndexIsAltered() throws {
        let receipt = try ledger.receipt(for: 1)
        for index in [0, 2, -1, .max] as [Int64] {
            let proof = InclusionProof(index: index, size: receipt.proof.size, path: receipt.proof.path)
            #expect(throws: Receipt.Failure.sequence(entry: 1, proof: index)) {
                try receipt.with(proof: proof).verify()
            }
        }
    }

    @Test func isRefusedWhereTheSizeIsAltered() throws {
        let receipt = try ledger.receipt(for: 1)
        for size in [0, 9, 11, -1] as [Int64] {
            let proof = InclusionProof(index: 1, size: size, path: receipt.proof.path)
            #expect(throws: Receipt.Failure.size(checkpoint: 10, proof: size)) {
                try receipt.with(proof: proof).verify()
            }
        }
    }

    @Test func isRefusedForAnEntryOutsideTheTree() throws {
        let (small, large) = (try ledger.receipt(for: 0, size: 1), try ledger.receipt(for: 1))
        let moved = Receipt(
            content: large.content,
            proof: InclusionProof(index: 1, size: 1, path: []),
            checkpoint: small.checkpoint,
            key: small.key
        )
        #expect(throws: Receipt.Failure.proof(.indexOutsideTree(index: 1, size: 1))) { try moved.verify() }
    }

    @Test func isRefusedWithTheCheckpointOfOtherEntries() throws {
        let receipt = try ledger.receipt(for: 1)
        let other = try Checkpoint(signing: Frontier([Hash].leaves(10)), with: .log)
        #expect(throws: Receipt.Failure.proof(.rootDiffers)) { try receipt.with(checkpoint: other).verify() }
    }

    @Test func isRefusedWhereTheCheckpointIsAltered() throws {
        let receipt = try ledger.receipt(for: 1)
        let note = receipt.checkpoint.note.description
        let root = Base64.encode(receipt.checkpoint.root.bytes)
        let altered = try Checkpoint(note.replacing(root, with: Base64.encode(Hash.emptyTree.bytes)))
        #expect(throws: Receipt.Failure.checkpoint(.wrongSignature(by: SigningKey.log.name))) {
            try receipt.with(checkpoint: altered).verify()
        }
        let resigned = try Checkpoint(signing: ledger.frontier, with: .impostor)
        #expect(throws: Receipt.Failure.checkpoint(.noSignature(by: SigningKey.log.name))) {
            try receipt.with(checkpoint: resigned).verify()
        }
    }

    @Test func isJudgedByTheReadersOwnKeyWhereThereIsOne() throws {
        let receipt = try ledger.receipt(for: 1)
        let forged = Receipt(
            content: receipt.content,
            proof: receipt.proof,
            checkpoint: try Checkpoint(signing: ledger.frontier, with: .impostor),
            key: SigningKey.impostor.verifier
        )
        #expect(try forged.verify().id.rawValue == 1)
        #expect(throws: Receipt.Failure.checkpoint(.noSignature(by: SigningKey.log.name))) {
            try forged.verify(trusting: SigningKey.log.verifier)
        }
    }
}

extension Receipt {
    func with(
        entry: [UInt8]? = nil,
        salt: Salt? = nil,
        proof: InclusionProof? = nil,
        checkpoint: Checkpoint? = nil
    ) -> Receipt {
        Receipt(
            content: EntryRecord.Content(salt: salt ?? content.salt, bytes: entry ?? content.bytes),
            proof: proof ?? self.proof,
            checkpoint: checkpoint ?? self.checkpoint,
            key: key
        )
    }
}
