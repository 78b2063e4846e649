import Ledger
import Testing

@Suite("Comparing a ledger with a checkpoint from elsewhere")
struct ComparisonTests {
    private let ledger = SampleLedger.year

    /// The same ledger with an entry in the middle written anew, and every checkpoint signed again.
    private func rewritten(with key: SigningKey, genesis: Genesis = .sample) -> SampleLedger {
        var other = SampleLedger()
        other.begin(genesis)
        for place in 1..<10 {
            if place == 3 || place == 7 { other.sign(with: key) }
            other.append(Entry.Kind("announcement.posted"), body: ["place": .integer(Int64(place))])
        }
        other.sign(with: key)
        return other
    }

    @Test func findsThatHistoryWasRewrittenByTheHolderOfTheKey() throws {
        let other = rewritten(with: .log)
        #expect(try audit(other, against: nil) == [])
        for known in ledger.checkpoints {
            for key in [nil, SigningKey.log.verifier] {
                #expect(try audit(other, against: (known, key)) == [.otherHistory(known.size)])
            }
        }
    }

    @Test func findsThatHistoryWasRewrittenUnderAnotherKey() throws {
        let genesis = Genesis(
            origin: Genesis.sample.origin,
            subdistrict: Genesis.sample.subdistrict,
            zone: .shanghai,
            logKey: SigningKey.impostor.verifier,
            drawKey: Genesis.sample.drawKey
        )
        let other = rewritten(with: .impostor, genesis: genesis)
        #expect(try audit(other, against: nil) == [])
        let known = ledger.checkpoints[1]
        #expect(try audit(other, against: (known, SigningKey.log.verifier)) == [.otherHistory(7)])
        // Without the key the forged genesis is believed, which even so did not sign what is known.
        #expect(
            try audit(other, against: (known, nil))
                == [.otherHistory(7), .otherKey(7, .noSignature(by: SigningKey.log.name))]
        )
        // A checkpoint that the forger hands out himself is found out by the key alone.
        #expect(try audit(other, against: (other.checkpoints[1], nil)) == [])
        #expect(
            try audit(other, against: (other.checkpoints[1], SigningKey.log.verifier))
                == [.otherKey(7, .noSignature(by: SigningKey.log.name))]
        )
    }

    @Test func holdsForEveryEarlierCheckpoint() throws {
        for known in ledger.checkpoints {
            for key in [nil, SigningKey.log.verifier] {
                #expect(try audit(ledger, against: (known, key)) == [])
            }
        }
        // Of a size without a checkpoint in the ledger itself.
        let witnessed = try Checkpoint(signing: Frontier(ledger.leaves[..<5]), with: .log)
        #expect(try audit(ledger, against: (witnessed, SigningKey.log.verifier)) == [])
    }

    @Test func findsThatEntriesWereCutOff() throws {
        var shorter = SampleLedger()
        shorter.begin()
        #expect(
            try audit(shorter, against: (ledger.checkpoints[2], nil)) == [.checkpointBeyond(10, entries: 1)]
        )
        let forged = try Checkpoint(signing: ledger.frontier, with: .impostor)
        for key in [nil, SigningKey.log.verifier] {
            #expect(
                try audit(shorter, against: (forged, key))
                    == [
                        .checkpointBeyond(10, entries: 1),
                        .otherKey(10, .noSignature(by: SigningKey.log.name)),
                    ]
            )
        }
    }

    @Test func namesACheckpointOfAnotherLog() throws {
        let foreign = try Checkpoint(signing: Frontier(ledger.leaves[..<3]), with: .restored)
        #expect(
            try audit(ledger, against: (foreign, nil)) == [.checkpointOrigin(3, SigningKey.restored.name)]
        )
        #expect(try audit(ledger, against: (foreign, SigningKey.restored.verifier)) == [])
    }

    @Test func judgesACheckpointOfNoEntriesToo() throws {
        let empty = try Checkpoint(signing: .empty, with: .log)
        #expect(try audit(ledger, against: (empty, nil)) == [])
        #expect(try audit(ledger, against: (empty, SigningKey.log.verifier)) == [])
        let forged = try Checkpoint(signing: .empty, with: .impostor)
        #expect(
            try audit(ledger, against: (forged, nil)) == [.otherKey(0, .noSignature(by: SigningKey.log.name))]
        )
    }

    private func audit(
        _ ledger: SampleLedger,
        against: (Checkpoint, VerifierKey?)?
    ) throws -> [LedgerAuditor.Problem] {
        try withFile(ledger.export()) { try ExportAudit.run($0, against: against).problems }
    }
}
