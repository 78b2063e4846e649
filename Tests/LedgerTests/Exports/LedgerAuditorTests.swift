import Ledger
import Testing

@Suite("Auditing a ledger")
struct LedgerAuditorTests {
    private let ledger = SampleLedger.year

    @Test func namesALeafThatItsEntryDoesNotGive() {
        var auditor = LedgerAuditor(checkpoints: [])
        for (place, content) in ledger.contents.enumerated() {
            auditor.add(
                EntryRecord(leaf: place == 2 ? Leaf(data: .emptyTree) : content.leaf, content: content)
            )
        }
        auditor.finish()
        #expect(auditor.problems == [.leafDiffers(2)])
    }

    @Test func namesAnEntryThatSaysAnotherNumber() {
        var ledger = SampleLedger()
        ledger.begin()
        ledger.append(Entry.Kind("a.b"), saying: 2)
        #expect(audit(ledger).problems == [.sequence(at: 1, found: 2)])
    }

    @Test func namesTimesThatRunBackButNotEqualOnes() {
        var ledger = SampleLedger()
        ledger.begin()
        ledger.append(Entry.Kind("a.b"), at: Instant(rawValue: Instant.monday.rawValue + 100))
        ledger.append(Entry.Kind("a.b"), at: Instant(rawValue: Instant.monday.rawValue + 100))
        #expect(audit(ledger).problems == [])
        ledger.append(Entry.Kind("a.b"), at: Instant(rawValue: Instant.monday.rawValue + 99))
        ledger.append(Entry.Kind("a.b"), at: Instant(rawValue: Instant.monday.rawValue + 99))
        #expect(audit(ledger).problems == [.timeRunsBack(3), .timeRunsBack(4)])
    }

    @Test func namesALedgerWithoutGenesis() {
        var ledger = SampleLedger()
        ledger.append(Entry.Kind("a.b"))
        #expect(audit(ledger).problems == [.noGenesis("entry 0 is a.b")])
        var broken = SampleLedger()
        broken.append(Genesis.kind, body: ["origin": "a"])
        #expect(audit(broken).problems == [.noGenesis("the member \"algorithms\" is not an object")])
        var hidden = SampleLedger()
        hidden.begin()
        hidden.absent[0] = .withheld
        #expect(audit(hidden).problems == [.noGenesis("entry 0 is not shown")])
    }

    @Test func namesAGenesisThatStandsLater() {
        var ledger = SampleLedger()
        ledger.begin()
        ledger.append(Genesis.kind, body: Genesis.sample.body)
        #expect(audit(ledger).problems == [.restored(1, "a ledger.genesis cannot stand here")])
    }

    @Test func namesCheckpointsOfOtherEntriesOriginsAndKeys() throws {
        let other = try Checkpoint(signing: Frontier([Hash].leaves(3)), with: .log)
        #expect(audit(ledger, [other]).problems == [.checkpointRoot(3)])
        let impostor = try Checkpoint(signing: Frontier(ledger.leaves[..<3]), with: .impostor)
        #expect(
            audit(ledger, [impostor]).problems
                == [.checkpointSignature(3, .noSignature(by: "pingshan.example/ledger"))]
        )
        let foreign = try Checkpoint(signing: Frontier(ledger.leaves[..<3]), with: .restored)
        #expect(audit(ledger, [foreign]).problems == [.checkpointOrigin(3, "pingshan.example/ledger-2")])
        let larger = try Checkpoint(signing: Frontier([Hash].leaves(11)), with: .log)
        #expect(audit(ledger, [larger]).problems == [.checkpointBeyond(11, entries: 10)])
    }

    @Test func judgesACheckpointOfNoEntriesLikeAnyOther() throws {
        #expect(audit(ledger, [try Checkpoint(signing: .empty, with: .log)]).problems == [])
        let impostor = try Checkpoint(signing: .empty, with: .impostor)
        #expect(
            audit(ledger, [impostor]).problems
                == [.checkpointSignature(0, .noSignature(by: "pingshan.example/ledger"))]
        )
        let text = Checkpoint.text(origin: "pingshan.example/ledger", size: 0, root: Hash.emptyTree.flipped)
        let wrong = try Checkpoint(SignedNote(signing: text, with: .log).description)
        #expect(audit(ledger, [wrong]).problems == [.checkpointRoot(0)])
    }

    @Test func coversWhatTheLargestGoodCheckpointCovers() throws {
        #expect(audit(ledger, []).covered == 0)
        #expect(audit(ledger, [ledger.checkpoints[1], ledger.checkpoints[0]]).covered == 7)
        let wrong = try Checkpoint(signing: ledger.frontier, with: .impostor)
        #expect(audit(ledger, [ledger.checkpoints[0], wrong]).covered == 3)
    }

    @Test func takesARedactionForAnEarlierEntryOnly() {
        var ledger = SampleLedger()
        ledger.begin()
        ledger.append(Redaction.kind, body: ["entry": 2])
        ledger.append(Entry.Kind("a.b"))
        ledger.absent[2] = .redacted
        #expect(audit(ledger).problems == [.missingContent(2)])
        ledger.redact(2)
        let auditor = audit(ledger)
        #expect(auditor.problems == [])
        #expect(auditor.redacted == [2])
    }
}

@Suite("Auditing a restored ledger")
struct RestoredLedgerTests {
    @Test func goesOnUnderANewOriginThatNamesTheLastCheckpointKnown() throws {
        var ledger = SampleLedger.year
        ledger.begin(genesis(previous: ledger.checkpoints[2]))
        ledger.append(Entry.Kind("a.b"))
        ledger.sign(with: .restored)
        let auditor = audit(ledger, ledger.checkpoints)
        #expect(auditor.problems == [])
        #expect(auditor.covered == 12)
        #expect(auditor.origins.map(\.first) == [0, 10])
        #expect(
            auditor.origins.map(\.genesis.origin) == ["pingshan.example/ledger", "pingshan.example/ledger-2"]
        )
    }

    @Test func mayNameACheckpointOfEntriesThatAreLost() throws {
        var ledger = SampleLedger.year
        ledger.begin(genesis(previous: try Checkpoint(signing: Frontier([Hash].leaves(500)), with: .log)))
        #expect(audit(ledger, ledger.checkpoints).problems == [])
    }

    @Test func isNamedWhereItsEarlierCheckpointIsMissingForgedOrOfOtherEntries() throws {
        let ledger = SampleLedger.year
        let cases: [(Checkpoint?, String)] = [
            (nil, "it names no earlier checkpoint, or an origin used before"),
            (
                try Checkpoint(signing: ledger.frontier, with: .impostor),
                "the note is not signed by pingshan.example/ledger with the expected key"
            ),
            (
                try Checkpoint(signing: Frontier([Hash].leaves(10)), with: .log),
                "the earlier checkpoint is of other entries"
            ),
        ]
        for (previous, reason) in cases {
            var ledger = ledger
            ledger.begin(genesis(previous: previous))
            #expect(audit(ledger, ledger.checkpoints).problems == [.restored(10, reason)])
        }
    }

    @Test func cannotUseAnOriginAgainOrBeginALedger() {
        var again = SampleLedger.year
        again.append(
            Genesis.restoredKind,
            body: Genesis(
                origin: Genesis.sample.origin,
                subdistrict: "440310001",
                zone: .shanghai,
                logKey: SigningKey.log.verifier,
                drawKey: Array(repeating: 7, count: 32),
                previous: again.checkpoints[2]
            ).body
        )
        #expect(
            audit(again).problems == [
                .restored(10, "it names no earlier checkpoint, or an origin used before")
            ]
        )
        var first = SampleLedger()
        first.append(Genesis.restoredKind, body: genesis(previous: SampleLedger.year.checkpoints[0]).body)
        #expect(audit(first).problems.first == .restored(0, "a ledger.restored cannot stand here"))
    }

    private func genesis(previous: Checkpoint?) -> Genesis {
        Genesis(
            origin: "pingshan.example/ledger-2",
            subdistrict: "440310001",
            zone: .shanghai,
            logKey: SigningKey.restored.verifier,
            drawKey: Array(repeating: 8, count: 32),
            previous: previous
        )
    }
}

private func audit(
    _ ledger: SampleLedger,
    _ checkpoints: [Checkpoint] = [],
    against: (Checkpoint, VerifierKey?)? = nil
) -> LedgerAuditor {
    var auditor = LedgerAuditor(checkpoints: checkpoints, against: against)
    for (place, content) in ledger.contents.enumerated() {
        let absence = ledger.absent[Int64(place)]
        auditor.add(
            EntryRecord(leaf: content.leaf, content: absence == nil ? content : nil),
            absence: absence
        )
    }
    auditor.finish()
    return auditor
}
