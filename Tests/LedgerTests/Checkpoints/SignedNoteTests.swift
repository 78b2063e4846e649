import Ledger
import Testing

@Suite("A signed note")
struct SignedNoteTests {
    private let log = SigningKey.log
    private let text = "pingshan.example/ledger\n5\nroot\n"

    @Test func comesBackAndHolds() throws {
        let note = try SignedNote(signing: text, with: log)
        #expect(note.description.hasPrefix(text + "\n\u{2014} pingshan.example/ledger R90eS"))
        #expect(try SignedNote(note.description) == note)
        try note.verify(by: log.verifier)
    }

    @Test func isRefusedWhereAnyByteOfTheTextIsAltered() throws {
        let note = try SignedNote(signing: text, with: log).description
        for place in text.utf8.indices where text.utf8[place] != 0x0A {
            var bytes = [UInt8](utf8: note)
            bytes[text.utf8.distance(from: text.startIndex, to: place)] ^= 1
            let altered = try SignedNote(bytes.text)
            #expect(throws: SignedNote.Failure.wrongSignature(by: log.name)) {
                try altered.verify(by: log.verifier)
            }
        }
    }

    @Test func isRefusedWhereAnyBitOfTheSignatureIsAltered() throws {
        let note = try SignedNote(signing: text, with: log)
        for place in 0..<note.signatures[0].bytes.count {
            var bytes = note.signatures[0].bytes
            bytes[place] ^= 0x10
            let altered = try SignedNote(text + "\n\u{2014} \(log.name) \(Base64.encode(bytes))\n")
            // The first four bytes name the key.
            let failure: SignedNote.Failure =
                place < 4 ? .noSignature(by: log.name) : .wrongSignature(by: log.name)
            #expect(throws: failure) { try altered.verify(by: log.verifier) }
        }
    }

    @Test(
        "is refused where the signature has another length",
        arguments: [1, 63, 65, 128]
    )
    func isRefused(count: Int) throws {
        let bytes = log.verifier.id + Array(repeating: 1, count: count)
        let note = try SignedNote(text + "\n\u{2014} \(log.name) \(Base64.encode(bytes))\n")
        #expect(throws: SignedNote.Failure.wrongSignature(by: log.name)) { try note.verify(by: log.verifier) }
    }

    @Test func isAcceptedWithSignaturesOfOthersBesideAGoodOne() throws {
        let own = try SignedNote(signing: text, with: log).signatures[0]
        let other = try SignedNote(signing: "another\n", with: .restored).signatures[0]
        let note = try SignedNote(text + "\n" + line(other) + line(own))
        #expect(note.signatures == [other, own])
        try note.verify(by: log.verifier)
        // What the other one signed is another text.
        #expect(throws: SignedNote.Failure.wrongSignature(by: SigningKey.restored.name)) {
            try note.verify(by: SigningKey.restored.verifier)
        }
    }

    @Test func isRefusedWithAWrongSignatureBesideAGoodOneOfTheSameKey() throws {
        let own = try SignedNote(signing: text, with: log).signatures[0]
        let wrong = try SignedNote(signing: "another\n", with: log).signatures[0]
        for lines in [line(own) + line(wrong), line(wrong) + line(own)] {
            #expect(throws: SignedNote.Failure.wrongSignature(by: log.name)) {
                try SignedNote(text + "\n" + lines).verify(by: log.verifier)
            }
        }
    }

    @Test func ofAnotherKeyOfTheSameNameIsRefused() throws {
        let note = try SignedNote(signing: text, with: .impostor)
        #expect(throws: SignedNote.Failure.noSignature(by: log.name)) { try note.verify(by: log.verifier) }
        try note.verify(by: SigningKey.impostor.verifier)
    }

    @Test func splitsAtTheLastEmptyLine() throws {
        let note = try SignedNote(signing: "a\n\nb\n", with: log)
        #expect(try SignedNote(note.description).text == "a\n\nb\n")
    }

    @Test(
        "is malformed in any other shape",
        arguments: [
            ("", "there is no empty line between the text and its signatures"),
            ("a\n\(good)", "there is no empty line between the text and its signatures"),
            ("a\n\n", "it has 0 signatures, not 1 to 64"),
            ("a\n\n\(good.dropLast())", "the last line has no end"),
            ("a\r\n\n\(good)", "it holds control characters"),
            ("a\t\n\n\(good)", "it holds control characters"),
            ("a\n\n\(good)\n", "it has 0 signatures, not 1 to 64"),
            ("a\n\n- name AAAAAAA=\n", "a signature line does not begin with \u{2014} "),
            ("a\n\n\u{2014}name AAAAAAA=\n", "a signature line does not begin with \u{2014} "),
            ("a\n\n\u{2014} name\n", "a signature line is not a name and Base64"),
            ("a\n\n\u{2014} name  AAAAAAA=\n", "a signature line is not a name and Base64"),
            ("a\n\n\u{2014} name AAAAAAA= b\n", "a signature line is not a name and Base64"),
            ("a\n\n\u{2014} na+me AAAAAAA=\n", "a signature line is not a name and Base64"),
            ("a\n\n\u{2014} name AAAAAA==\n", "a signature line is not a name and Base64"),
            ("a\n\n\u{2014} name AAAAAAA\n", "a signature line is not a name and Base64"),
            ("a\n\n" + String(repeating: good, count: 65), "it has 65 signatures, not 1 to 64"),
            (String(repeating: "a", count: 65_536) + "\n\n\(good)", "it is longer than 64 KiB"),
        ]
    )
    func isMalformed(note: String, reason: String) {
        #expect(throws: SignedNote.Failure.malformed(reason)) { try SignedNote(note) }
    }

    private static let good = "\u{2014} name AAAAAAA=\n"

    private func line(_ signature: SignedNote.Signature) -> String {
        "\u{2014} \(signature.name) \(Base64.encode(signature.bytes))\n"
    }
}
