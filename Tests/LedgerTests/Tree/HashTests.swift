import Ledger
import Testing

@Suite("A hash")
struct HashTests {
    @Test func agreesWithThePublishedValues() {
        #expect(Hash(of: [UInt8](utf8: "abc")) == Hash(of: [UInt8](utf8: "a"), [UInt8](utf8: "bc")))
        #expect(
            Hash(of: [UInt8](utf8: "abc")).description
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            Hash.emptyTree.description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        #expect(
            Hash.leaf([]).description == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        )
        #expect(
            Hash.leaf([UInt8](utf8: "L123456")).description
                == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
        )
    }

    @Test func ofANodeIsThatOfThePrefixAndBothChildren() {
        for (left, right) in zip([Hash].leaves(50), [Hash].leaves(51).dropFirst()) {
            #expect(Hash.node(left, right) == Hash(of: [1], left.bytes, right.bytes))
        }
    }

    @Test func keepsItsBytes() {
        let bytes = (0..<32).map { UInt8($0 * 7) }
        #expect(Hash(bytes: bytes)?.bytes == bytes)
        #expect(Hash(hex: Hex.encode(bytes))?.bytes == bytes)
        var buffer: [UInt8] = [9]
        Hash(bytes: bytes)?.append(to: &buffer)
        #expect(buffer == [9] + bytes)
    }

    @Test("is nil for another length", arguments: [0, 31, 33])
    func isNil(count: Int) {
        #expect(Hash(bytes: Array(repeating: 1, count: count)) == nil)
        #expect(Hash(hex: String(repeating: "01", count: count)) == nil)
    }

    @Test func differsWhereAnyByteDiffers() {
        let bytes = Array(repeating: UInt8(5), count: 32)
        for place in bytes.indices {
            var other = bytes
            other[place] = 6
            #expect(Hash(bytes: other) != Hash(bytes: bytes))
        }
    }
}
