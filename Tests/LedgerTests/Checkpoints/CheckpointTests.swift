import Ledger
import Testing

@Suite("A checkpoint")
struct CheckpointTests {
    @Test(
        "of the published test log is written and verified byte for byte",
        arguments: C2SPVectors.checkpoints
    )
    func agreesWithThePublishedLog(vector: C2SPVectors.SignedSize) throws {
        let frontier = Frontier(C2SPVectors.texts.prefix(Int(vector.size)).map { .leaf([UInt8](utf8: $0)) })
        #expect(Base64.encode(frontier.root.bytes) == vector.root)
        let checkpoint = try Checkpoint(vector.note)
        #expect(checkpoint.origin == "example.com/log/testdata")
        #expect(checkpoint.size == vector.size)
        #expect(checkpoint.root == frontier.root)
        #expect(checkpoint.note.description == vector.note)
        try checkpoint.verify(by: C2SPVectors.key)
    }

    @Test func ofThePublishedTestLogHasTheseTiles() {
        let leaves = C2SPVectors.texts.map { Hash.leaf([UInt8](utf8: $0)) }
        let bytes = leaves.flatMap(\.bytes)
        #expect(bytes.count == 480)
        #expect(Hex.encode(bytes.prefix(8)) == "d0d7360ab79f58ab")
        #expect(Tile.hashes(bytes) == leaves)
        #expect(Tile.parse("0/000.p/15")?.tile.count(inTreeOf: 15) == 15)
        let entries = C2SPVectors.texts.flatMap { text -> [UInt8] in
            [0, UInt8(text.utf8.count)] + text.utf8
        }
        #expect(Hex.encode(entries.prefix(10)) == "00036f6e65000374776f")
    }

    @Test func comesBackFromItsTextWithItsSignature() throws {
        let frontier = Frontier([Hash].leaves(5))
        let checkpoint = try Checkpoint(signing: frontier, with: .log)
        #expect((checkpoint.origin, checkpoint.size) == ("pingshan.example/ledger", 5))
        #expect(checkpoint.root == frontier.root)
        #expect(
            checkpoint.note.text == "pingshan.example/ledger\n5\n\(Base64.encode(frontier.root.bytes))\n"
        )
        #expect(try Checkpoint(checkpoint.note.description) == checkpoint)
        try checkpoint.verify(by: SigningKey.log.verifier)
    }

    @Test func isRefusedForAnotherKeyOrOrigin() throws {
        let checkpoint = try Checkpoint(signing: Frontier([Hash].leaves(5)), with: .log)
        for key in [SigningKey.impostor, .restored] {
            #expect(throws: SignedNote.Failure.noSignature(by: key.name)) {
                try checkpoint.verify(by: key.verifier)
            }
        }
        // Signed by the other log's own key, but about this origin.
        let text = Checkpoint.text(origin: "pingshan.example/ledger", size: 5, root: .emptyTree)
        let foreign = try Checkpoint(SignedNote(signing: text, with: .restored).description)
        #expect(throws: SignedNote.Failure.noSignature(by: SigningKey.restored.name)) {
            try foreign.verify(by: SigningKey.restored.verifier)
        }
    }

    @Test(
        "is refused where a line is missing or has another spelling",
        arguments: [
            ("o\n5\n", "a checkpoint has three lines at least"),
            ("\n5\n\(root)\n", "a checkpoint has three lines at least"),
            ("o\n05\n\(root)\n", "the second line is not the size of a tree"),
            ("o\n+5\n\(root)\n", "the second line is not the size of a tree"),
            ("o\n-5\n\(root)\n", "the second line is not the size of a tree"),
            ("o\n5 \n\(root)\n", "the second line is not the size of a tree"),
            ("o\n9007199254740992\n\(root)\n", "the second line is not the size of a tree"),
            ("o\n9223372036854775808\n\(root)\n", "the second line is not the size of a tree"),
            ("o\n5\n\(root) \n", "the third line is not a root"),
            ("o\n5\n\(root.dropLast())\n", "the third line is not a root"),
            ("o\n5\nAAAA\n", "the third line is not a root"),
        ]
    )
    func isRefused(text: String, reason: String) throws {
        let note = try SignedNote(signing: text, with: .log).description
        #expect(throws: SignedNote.Failure.malformed(reason)) { try Checkpoint(note) }
    }

    @Test func mayHaveExtensionLinesWhichAreSignedToo() throws {
        let text = "pingshan.example/ledger\n5\n\(Self.root)\nextra 1\n"
        let note = try SignedNote(signing: text, with: .log).description
        let checkpoint = try Checkpoint(note)
        #expect(checkpoint.size == 5)
        try checkpoint.verify(by: SigningKey.log.verifier)
        #expect(throws: SignedNote.Failure.wrongSignature(by: "pingshan.example/ledger")) {
            try Checkpoint(note.replacing("extra 1", with: "extra 2")).verify(by: SigningKey.log.verifier)
        }
    }

    private static let root = Base64.encode(Hash.emptyTree.bytes)
}
