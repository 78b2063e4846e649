import Foundation
import Identity
import Ledger
import Testing

@Suite("A sealed stream")
struct SealedStreamTests {
    private let key = SubjectKey(bytes: Array(repeating: 7, count: 32))!
    private let place = SealedBox.Place(
        subject: Subject("person:7")!,
        field: "photo",
        command: CommandID("0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f70")!
    )

    @Test func hasTheBytesThatTheOtherImplementationMakes() throws {
        let vectors = try SealingVectors.read().streams
        #expect(vectors.count >= 5)
        for vector in vectors {
            let sealed = seal(
                vector.content,
                under: vector.subjectKey,
                at: vector.place,
                random: .fixed(Hex.decode(vector.header)!)
            )
            #expect(sealed.count == vector.length, "\(vector.why)")
            #expect(Hex.encode(sealed).hasPrefix(vector.start), "\(vector.why)")
            #expect(Hex.encode(sealed).hasSuffix(vector.end), "\(vector.why)")
            #expect(Hash(of: sealed).description == vector.sha256, "\(vector.why)")
            let opened = try open(sealed, with: vector.subjectKey, at: vector.place)
            #expect(opened == vector.content, "\(vector.why)")
        }
    }

    @Test(
        "gives back content of every length around the chunks, in pieces cut anywhere",
        arguments: [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 200_000],
        [1000, 65_536, 65_553, 300_000]
    )
    func givesBack(count: Int, piece: Int) throws {
        // Ending in what looks like padding, which has to come back as it was.
        let tail: [UInt8] = Array(repeating: 0x80, count: 7) + [0, 0, 0x80, 0, 0, 0]
        let content = (Array(repeating: 5, count: max(0, count - tail.count)) + tail).suffix(count)
        let sealed = seal(Array(content), pieces: piece)
        #expect(sealed.count == 25 + (count / 65_536 + 1) * 65_553)
        #expect(try open(sealed, pieces: piece) == Array(content))
    }

    @Test func holdsNoMoreThanAChunkBack() throws {
        var sealer = StreamSealer(under: key, at: place, random: .system)
        var opener = StreamOpener(with: key, at: place)
        var (given, sealed, opened) = (0, 0, 0)
        for _ in 0..<300 {
            let piece = sealer.append(Array(repeating: 5, count: 3000)[...])
            given += 3000
            sealed += piece.count
            #expect(given - sealed < SealedStream.contentByteCount)
            opened += try opener.append(piece[...]).count
            #expect(sealed - opened < 2 * SealedStream.chunkByteCount)
        }
        opened += try opener.append(sealer.finish()[...]).count
        try opener.finish()
        #expect(opened == given)
    }

    @Test("is refused where it was cut off", arguments: [0, 1, 24, 25, 26, 65_577, 65_578, 131_131, 196_683])
    func cutOff(count: Int) throws {
        let sealed = seal(sample)
        #expect(sealed.count == 196_684)
        #expect(throws: SealingError.length(count)) { try open(Array(sealed.prefix(count))) }
    }

    @Test func isRefusedWhereAnythingFollowsItsEnd() {
        let sealed = seal(sample)
        #expect(throws: SealingError.length(sealed.count + 1)) { try open(sealed + [0]) }
        let chunks = Chunks(sealed)
        #expect(throws: SealingError.self) { try open(sealed + chunks.list[2]) }
        #expect(throws: SealingError.self) { try open(sealed + sealed) }
    }

    @Test func isRefusedWhereItsChunksAreNotInTheirOrder() {
        let chunks = Chunks(seal(sample))
        for order in [[1, 0, 2], [0, 2], [1, 2], [2], [0, 0, 1, 2], [0, 1, 1, 2], [0, 2, 1]] {
            #expect(throws: SealingError.shut, "\(order)") { try open(chunks.joined(order)) }
        }
        #expect(throws: Never.self) { try open(chunks.joined([0, 1, 2])) }
    }

    @Test func doesNotTakeAChunkOfAnotherStream() {
        let (one, other) = (Chunks(seal(sample)), Chunks(seal(sample)))
        #expect(throws: SealingError.shut) { try open(one.head + one.list[0] + other.list[1] + one.list[2]) }
        #expect(throws: SealingError.shut) { try open(other.head + one.list[0] + one.list[1] + one.list[2]) }
    }

    @Test func opensWithItsKeyAndInItsPlaceOnly() {
        let sealed = seal(sample)
        let (subject, field, command) = (place.subject, place.field, place.command)
        let others = [
            SealedBox.Place(subject: Subject("person:8")!, field: field, command: command),
            SealedBox.Place(subject: subject, field: "photo2", command: command),
            SealedBox.Place(
                subject: subject,
                field: field,
                command: CommandID("0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f71")!
            ),
        ]
        for other in others {
            #expect(throws: SealingError.shut) { try open(sealed, with: key, at: other) }
        }
        let stranger = SubjectKey(random: .system)
        #expect(throws: SealingError.shut) { try open(sealed, with: stranger, at: place) }
    }

    @Test func changedInAnyByteDoesNotOpen() {
        let sealed = seal(sample)
        let places =
            Array(0..<60) + [65_577, 65_578, 65_579, 100_000, 131_130, 131_131, 150_000]
            + Array(196_660..<196_684)
        for index in places {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealingError.self, "byte \(index)") { try open(changed) }
        }
        var newer = sealed
        newer[0] = 2
        #expect(throws: SealingError.version(2)) { try open(newer) }
    }

    @Test func givesNothingOfAChunkThatWasChanged() throws {
        var sealed = seal(sample)
        sealed[25 + 65_553 + 60_000] ^= 1
        var opener = StreamOpener(with: key, at: place)
        var content: [UInt8] = []
        for start in stride(from: 0, to: sealed.count, by: 50_000) {
            let piece = sealed[start..<min(start + 50_000, sealed.count)]
            do throws(SealingError) { content += try opener.append(piece) } catch {
                // Whoever goes on all the same gets no more of it.
                #expect(error == .shut)
            }
        }
        #expect(content == Array(sample.prefix(65_536)))
        do throws(SealingError) {
            try opener.finish()
            Issue.record("a refused stream came to its end")
        } catch { #expect(error == .shut) }
    }

    @Test("is refused where the key's holder has made it otherwise", arguments: ForgedStream.all)
    func made(otherwise forged: ForgedStream) throws {
        let bound = ForgedStream.framed(["jiedao-stream/1", "person:7", "photo"], place.command.bytes)
        let sealed = forged.bytes(key: Array(repeating: 7, count: 32), bound: bound)
        switch forged.fault {
        case nil: #expect(try open(sealed) == forged.content)
        case let fault?: #expect(throws: fault, "\(forged.why)") { try open(sealed) }
        }
    }

    @Test func ofTheSameContentIsNeverTheSame() {
        let names = (0..<20).map { _ in Hash(of: seal([1, 2, 3])) }
        #expect(Set(names).count == 20)
    }

    @Test func isDescribedAsItIsMade() throws {
        let document = try String(contentsOf: Repository.file("Docs/sealing-format.md"), encoding: .utf8)
            .filter { !$0.isWhitespace }
        let vector = try SealingVectors.read().streams[0]
        for text in [vector.header, vector.start, vector.end, vector.sha256] {
            #expect(document.contains(text), "The document does not show \(text).")
        }
        #expect(document.contains("65553,onceormore") && SealedStream.chunkByteCount == 65_553)
        #expect(document.contains("multipleof65536") && SealedStream.contentByteCount == 65_536)
    }

    private let sample = (0..<150_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) }

    private func seal(_ content: [UInt8], pieces: Int = 100_000) -> [UInt8] {
        seal(content, under: key, at: place, random: .system, pieces: pieces)
    }

    private func seal(
        _ content: [UInt8],
        under key: SubjectKey,
        at place: SealedBox.Place,
        random: RandomSource,
        pieces: Int = 100_000
    ) -> [UInt8] {
        var sealer = StreamSealer(under: key, at: place, random: random)
        var sealed: [UInt8] = []
        for start in stride(from: 0, to: content.count, by: pieces) {
            sealed += sealer.append(content[start..<min(start + pieces, content.count)])
        }
        return sealed + sealer.finish()
    }

    @discardableResult
    private func open(_ sealed: [UInt8], pieces: Int = 100_000) throws(SealingError) -> [UInt8] {
        try open(sealed, with: key, at: place, pieces: pieces)
    }

    @discardableResult
    private func open(
        _ sealed: [UInt8],
        with key: SubjectKey,
        at place: SealedBox.Place,
        pieces: Int = 100_000
    ) throws(SealingError) -> [UInt8] {
        var opener = StreamOpener(with: key, at: place)
        var content: [UInt8] = []
        for start in stride(from: 0, to: sealed.count, by: pieces) {
            content += try opener.append(sealed[start..<min(start + pieces, sealed.count)])
        }
        try opener.finish()
        return content
    }
}

/// The parts of a sealed stream.
private struct Chunks {
    let head: [UInt8]
    let list: [[UInt8]]

    init(_ sealed: [UInt8]) {
        head = Array(sealed.prefix(25))
        list = stride(from: 25, to: sealed.count, by: 65_553).map {
            Array(sealed[$0..<min($0 + 65_553, sealed.count)])
        }
    }

    func joined(_ order: [Int]) -> [UInt8] { order.reduce(head) { $0 + list[$1] } }
}
