import Foundation
import Identity
import Ledger
import Testing

@Suite("Keys that open what is sealed")
struct KeyRingTests {
    private let person = Subject("person:7")!
    private let place = SealedBox.Place(
        subject: Subject("person:7")!,
        field: "name",
        command: CommandID("0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f70")!
    )

    @Test func masterKeysHaveTheIDAndTextThatTheOtherImplementationMakes() throws {
        for vector in try SealingVectors.read().masters {
            let key = try #require(MasterKey(bytes: Hex.decode(vector.key)!))
            #expect(key.id.description == vector.id)
            #expect(key.secretText == vector.text)
            #expect(MasterKey(secretText: vector.text)?.id == key.id)
        }
    }

    @Test(
        "a master key's line with a mistake in it is refused",
        arguments: [
            "", "MASTER+KEY", "MASTER+KEY+7cdd5cf0e66f82ca",
            "MASTER+KEY+7cdd5cf0e66f82cb+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
            "MASTER+KEY+7CDD5CF0E66F82CA+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
            "MASTER+KEY+7cdd5cf0e66f82ca+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4g",
            "MASTER+KEY+7cdd5cf0e66f82ca+AgABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
            "MASTER+KEY+7cdd5cf0e66f82ca+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n",
            "PRIVATE+KEY+7cdd5cf0e66f82ca+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        ]
    )
    func refused(line: String) { #expect(MasterKey(secretText: line) == nil) }

    @Test func keysAreWrappedToTheBytesThatTheOtherImplementationMakes() throws {
        for vector in try SealingVectors.read().wrapped {
            let ring = KeyRing(current: MasterKey(bytes: Hex.decode(vector.master)!)!)
            let key = SubjectKey(bytes: Hex.decode(vector.key)!)!
            let subject = Subject(vector.subject)!
            let wrapped = ring.wrap(key, of: subject, random: .fixed(Hex.decode(vector.nonce)!))
            #expect(Hex.encode(wrapped.bytes) == vector.wrapped)
            let kept = try WrappedKey(bytes: Hex.decode(vector.wrapped)!)
            #expect(kept.master == ring.current.id)
            try expectSame(try ring.unwrap(kept, of: subject), key)
        }
    }

    @Test func keysThatAreNotWholeOrSomebodyElsesAreRefused() throws {
        let vectors = try SealingVectors.read().refusedKeys
        #expect(vectors.count >= 8)
        for vector in vectors {
            let ring = KeyRing(current: MasterKey(bytes: Hex.decode(vector.master)!)!)
            #expect(throws: SealingError.self, "\(vector.why)") {
                try ring.unwrap(
                    try WrappedKey(bytes: Hex.decode(vector.wrapped)!),
                    of: Subject(vector.subject)!
                )
            }
        }
    }

    @Test func aNewMasterKeyTakesOverStepByStep() throws {
        let (old, new) = (MasterKey(random: .system), MasterKey(random: .system))
        let key = SubjectKey(random: .system)
        let wrapped = KeyRing(current: old).wrap(key, of: person, random: .system)

        #expect(throws: SealingError.master(old.id)) { try KeyRing(current: new).unwrap(wrapped, of: person) }
        let both = KeyRing(current: new, earlier: [old])
        try expectSame(try both.unwrap(wrapped, of: person), key)
        let renewed = try #require(try both.renewed(wrapped, of: person, random: .system))
        #expect(renewed.master == new.id)
        try expectSame(try KeyRing(current: new).unwrap(renewed, of: person), key)
        #expect(try both.renewed(renewed, of: person, random: .system) == nil)
        #expect(throws: SealingError.shut) {
            try both.renewed(wrapped, of: Subject("person:8")!, random: .system)
        }
    }

    @Test func noDescriptionShowsAKey() {
        let bytes = Array(UInt8(0x80)..<0xA0)
        let (subject, master) = (SubjectKey(bytes: bytes)!, MasterKey(bytes: bytes)!)
        var dumped = ""
        dump(subject, to: &dumped)
        dump(master, to: &dumped)
        dump([KeyRing(current: master)], to: &dumped)
        let shown = [
            "\(subject)", "\(master)", String(reflecting: subject), String(reflecting: master), dumped,
        ]
        #expect("\(subject)" == "SubjectKey(hidden)")
        for text in shown {
            for part in [Hex.encode(bytes), Base64.encode(bytes), "128, 129", "- 150", "0x96"] {
                #expect(!text.contains(part))
            }
        }
    }

    @Test func aKeyHasThirtyTwoBytes() {
        for count in [0, 31, 33] {
            #expect(SubjectKey(bytes: Array(repeating: 1, count: count)) == nil)
            #expect(MasterKey(bytes: Array(repeating: 1, count: count)) == nil)
        }
    }

    /// Keys show nothing, so they are compared by what they seal.
    private func expectSame(_ left: SubjectKey, _ right: SubjectKey) throws {
        let box = try SealedBox.seal("张三", under: left, at: place, random: .system)
        #expect(try box.text(with: right, at: place) == "张三")
    }
}
