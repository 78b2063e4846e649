import Ledger
import TestSupport
import Testing

@Suite("Canonical JSON")
struct CanonicalRoundTripTests {
    @Test func comesBackFromItsBytesForRandomValues() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let value = JSON.random(depth: 0, using: &generator)
            let bytes = try value.canonicalBytes()
            let again = try JSON(canonical: bytes)
            #expect(try again.canonicalBytes() == bytes)
            #expect(again == value)
        }
    }

    @Test func isRefusedWhereverItIsCutOff() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<50 {
            let value = JSON.object(["a": .random(depth: 0, using: &generator), "b": "坪\n山", "c": -7])
            let bytes = try value.canonicalBytes()
            for count in bytes.indices {
                let error = #expect(throws: CanonicalReadError.self) {
                    try JSON(canonical: Array(bytes[..<count]))
                }
                #expect(error?.reason == .endsEarly)
            }
        }
    }
}

extension JSON {
    fileprivate static func random(depth: Int, using generator: inout SeededGenerator) -> JSON {
        switch Int.random(in: 0..<(depth < 5 ? 7 : 4), using: &generator) {
        case 0: .bool(.random(using: &generator))
        case 1: .integer(.random(in: -Limit.integer...Limit.integer, using: &generator))
        case 2: .integer(.random(in: -20...20, using: &generator))
        case 3: .string(text(using: &generator))
        case 4:
            .array(
                (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
                    random(depth: depth + 1, using: &generator)
                }
            )
        default: .object(object(depth: depth, using: &generator))
        }
    }

    private static func object(depth: Int, using generator: inout SeededGenerator) -> JSON.Object {
        let letters: [Character] = ["a", "b", "z", "0", "9", "_"]
        var object = JSON.Object()
        for _ in 0..<Int.random(in: 0..<5, using: &generator) {
            let name = (0..<Int.random(in: 1..<4, using: &generator)).map { _ in
                letters.randomElement(using: &generator)!
            }
            object[String(name)] = random(depth: depth + 1, using: &generator)
        }
        return object
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        let pieces = [
            "a", "\"", "\\", "\n", "\u{1}", "\u{1F}", "\u{7F}", "é", "坪", "が", "👩‍🌾", "e\u{301}", "\u{212B}",
            "각",
        ]
        return (0..<Int.random(in: 0..<8, using: &generator))
            .map { _ in pieces.randomElement(using: &generator)! }
            .joined()
    }
}
