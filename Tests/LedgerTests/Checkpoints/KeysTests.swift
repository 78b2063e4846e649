import Ledger
import Testing

@Suite("A log's keys")
struct KeysTests {
    @Test func haveTheTextFormsThatAnotherProgramComputed() {
        #expect(
            SigningKey.log.verifier.description
                == "pingshan.example/ledger+47dd1e4a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
        )
        #expect(
            SigningKey.log.secretText
                == "PRIVATE+KEY+pingshan.example/ledger+47dd1e4a+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
        )
        #expect(C2SPVectors.key.id == [0x33, 0xD7, 0xB4, 0x96])
        #expect(VerifierKey(SigningKey.log.verifier.description) == SigningKey.log.verifier)
    }

    @Test(
        "are not read from another text",
        arguments: [
            "", "name", "name+47dd1e4a", "+47dd1e4a+\(key)", "pingshan.example/ledger+47DD1E4A+\(key)",
            "pingshan.example/ledger+47dd1e4b+\(key)", "pingshan.example/ledgeR+47dd1e4a+\(key)",
            "pingshan.example/ledger+47dd1e4a+\(key)=", "pingshan.example/ledger+47dd1e4a+\(key)\n",
            " pingshan.example/ledger+47dd1e4a+\(key)",
            "pingshan.example/ledger+47dd1e4a+Ag" + key.dropFirst(2),
            "pingshan.example/ledger+47dd1e4a+AQ==",
        ]
    )
    func verifierIsNil(text: String) { #expect(VerifierKey(text) == nil) }

    @Test(
        "are not read from another secret text",
        arguments: [
            "", "PRIVATE+KEY", "PUBLIC+KEY+pingshan.example/ledger+47dd1e4a+\(seed)",
            "PRIVATE+KEY+pingshan.example/ledger+47dd1e4b+\(seed)", "PRIVATE+KEY+a b+47dd1e4a+\(seed)",
            "PRIVATE+KEY+pingshan.example/ledger+47dd1e4a+\(seed.dropLast(4))",
            "PRIVATE+KEY+pingshan.example/ledger+47dd1e4a+Ag\(seed.dropFirst(2))",
        ]
    )
    func secretIsNil(text: String) { #expect(SigningKey(secretText: text) == nil) }

    @Test(
        "bear names that can stand in a signature line and in an entry",
        arguments: [
            ("a", true), ("坪山.example/台账", true), (String(repeating: "a", count: 255), true), ("", false),
            ("a b", false), ("a+b", false), ("a\u{3000}b", false), ("a\nb", false), ("a\u{7F}b", false),
            ("cafe\u{301}", false), (String(repeating: "a", count: 256), false),
        ]
    )
    func bearNames(name: String, isOne: Bool) throws {
        let key = SigningKey(newNamed: name)
        #expect(key?.name == (isOne ? name : nil))
        guard let key else { return }
        #expect(SigningKey(secretText: key.secretText)?.verifier == key.verifier)
        let note = try SignedNote(signing: "a\n", with: key)
        try SignedNote(note.description).verify(by: key.verifier)
    }

    @Test func areNewEachTime() {
        #expect(SigningKey(newNamed: "a")?.verifier != SigningKey(newNamed: "a")?.verifier)
    }

    @Test func haveAPublicKeyOf32Bytes() {
        #expect(VerifierKey(name: "a", publicKey: Array(repeating: 1, count: 31)) == nil)
        #expect(VerifierKey(name: "a+b", publicKey: Array(repeating: 1, count: 32)) == nil)
    }

    private static let key = "AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    private static let seed = "AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
}
