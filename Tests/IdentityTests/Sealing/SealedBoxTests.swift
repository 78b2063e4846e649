import Foundation
import Identity
import Ledger
import Testing

@Suite("A sealed box")
struct SealedBoxTests {
    private let key = SubjectKey(bytes: Array(repeating: 7, count: 32))!
    private let place = SealedBox.Place(
        subject: Subject("person:7")!,
        field: "name",
        command: CommandID("0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f70")!
    )

    @Test func hasTheBytesThatTheOtherImplementationMakes() throws {
        let vectors = try SealingVectors.read()
        #expect(vectors.format == "jiedao-sealing-vectors/1")
        #expect(vectors.boxes.count >= 10)
        for vector in vectors.boxes {
            let box = try SealedBox.seal(
                vector.wholeText,
                under: vector.subjectKey,
                at: vector.place,
                random: .fixed(Hex.decode(vector.nonce)!)
            )
            #expect(Hex.encode(box.bytes) == vector.box, "\(vector.why)")
            #expect(box.bytes.count == vector.length, "\(vector.why)")
            let kept = try SealedBox(bytes: Hex.decode(vector.box)!)
            let text = try kept.text(with: vector.subjectKey, at: vector.place)
            #expect(text == vector.opened ?? vector.wholeText, "\(vector.why)")
        }
    }

    @Test func isRefusedWhereItIsNotWholeOrNotInItsPlace() throws {
        let vectors = try SealingVectors.read()
        #expect(vectors.refusedBoxes.count >= 15)
        for vector in vectors.refusedBoxes {
            #expect(throws: SealingError.self, "\(vector.why)") {
                try SealedBox(bytes: Hex.decode(vector.box)!).open(with: vector.subjectKey, at: vector.place)
            }
        }
    }

    @Test func saysWhichPartIsWrongButNotWhichKey() throws {
        let box = try SealedBox.seal("张三", under: key, at: place, random: .system)
        #expect(throws: SealingError.length(0)) { try SealedBox(bytes: []) }
        #expect(throws: SealingError.version(9)) { try SealedBox(bytes: [9] + box.bytes.dropFirst()) }
        #expect(throws: SealingError.length(104)) { try SealedBox(bytes: box.bytes.dropLast()) }
        #expect(throws: SealingError.shut) {
            try box.open(with: SubjectKey(random: .system), at: place)
        }
        let moved = SealedBox.Place(subject: place.subject, field: "contact", command: place.command)
        #expect(throws: SealingError.shut) { try box.open(with: key, at: moved) }
    }

    @Test func changedInAnyByteDoesNotOpen() throws {
        let box = try SealedBox.seal("张三", under: key, at: place, random: .system)
        for index in box.bytes.indices {
            for mask in [UInt8(1), 0x80] {
                var bytes = box.bytes
                bytes[index] ^= mask
                #expect(throws: SealingError.self, "byte \(index)") {
                    try SealedBox(bytes: bytes).open(with: key, at: place)
                }
            }
        }
    }

    @Test func isAsLongForEveryNameAndNumber() throws {
        let texts = ["", "张", "阿依古丽·买买提", "13800001234", "440306199001010011", "Maximilian Mustermann-Lutz"]
        let lengths = try texts.map {
            try SealedBox.seal($0, under: key, at: place, random: .system).bytes.count
        }
        #expect(Set(lengths) == [105])
    }

    @Test func ofTheSameTextIsNeverTheSame() throws {
        let boxes = try (0..<50).map { _ in try SealedBox.seal("张三", under: key, at: place, random: .system) }
        #expect(Set(boxes).count == 50)
    }

    @Test(
        "holds content of every length around the buckets",
        arguments: [0, 1, 62, 63, 64, 127, 128, 511, 1023, 1024, 2047, 2048, 16_383]
    )
    func length(count: Int) throws {
        // Ending in what looks like padding, which has to come back as it was.
        let content = (0..<count).map { $0 == 0 ? 0x80 : UInt8(0) }
        let box = try SealedBox.seal(content, under: key, at: place, random: .system)
        #expect(try SealedBox(bytes: box.bytes).open(with: key, at: place) == content)
    }

    @Test func takesNoMoreThanItsLimit() {
        #expect(throws: SealingError.tooLong(16_384)) {
            try SealedBox.seal(Array(repeating: 65, count: 16_384), under: key, at: place, random: .system)
        }
    }

    @Test func ofBytesThatAreNoTextIsNotReadAsText() throws {
        let box = try SealedBox.seal([0xFF, 0xFE], under: key, at: place, random: .system)
        #expect(throws: SealingError.notText) { try box.text(with: key, at: place) }
        #expect(try box.open(with: key, at: place) == [0xFF, 0xFE])
    }

    @Test func goesThroughAnEntryAndOpensThereOnly() throws {
        let field = try Entry.SealedField(
            sealing: "张三",
            name: place.field,
            of: place.subject,
            under: key,
            command: place.command,
            random: .system
        )
        func entry(_ sealed: Entry.SealedField) -> Entry {
            Entry(
                id: Entry.ID(rawValue: 3),
                time: Instant(rawValue: 1_520_212_800_000),
                actor: .console,
                kind: Entry.Kind("matter.reported"),
                version: 1,
                subject: Subject("matter:3")!,
                command: place.command,
                catalog: Hash(of: []),
                body: [:],
                sealed: [sealed]
            )
        }
        let kept = try Entry(bytes: try entry(field).bytes()).sealed[0]
        #expect(kept == field)
        #expect(try kept.text(with: key, command: place.command) == "张三")
        let renamed = Entry.SealedField(name: "contact", key: kept.key, box: kept.box)
        #expect(throws: SealingError.shut) { try renamed.text(with: key, command: place.command) }
        let other = CommandID("0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f71")!
        #expect(throws: SealingError.shut) { try kept.text(with: key, command: other) }
    }

    @Test func isDescribedAsItIsMade() throws {
        let document = try String(contentsOf: Repository.file("Docs/sealing-format.md"), encoding: .utf8)
            .filter { !$0.isWhitespace }
        let vectors = try SealingVectors.read()
        let (box, wrapped, master) = (vectors.boxes[0], vectors.wrapped[0], vectors.masters[0])
        for text in [box.key, box.nonce, box.box, wrapped.wrapped, master.id, master.text] {
            #expect(document.contains(text), "The document does not show \(text).")
        }
        #expect(document.contains("16383bytes") && SealedBox.contentByteLimit == 16_383)
        #expect(document.contains("81bytes") && WrappedKey.byteCount == 81)
    }
}
