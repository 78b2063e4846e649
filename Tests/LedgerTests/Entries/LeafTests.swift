import Ledger
import Testing

@Suite("A leaf")
struct LeafTests {
    @Test func dependsOnEveryByteOfSaltAndEntry() {
        let leaf = Leaf(salt: .numbered(1), entry: [1, 2, 3])
        #expect(leaf != Leaf(salt: .numbered(2), entry: [1, 2, 3]))
        #expect(leaf != Leaf(salt: .numbered(1), entry: [1, 2, 4]))
        #expect(leaf != Leaf(salt: .numbered(1), entry: [1, 2, 3, 0]))
        #expect(leaf.hash == Hash(of: [0], leaf.data.bytes))
    }

    @Test func hasASaltOf32RandomBytes() {
        let salt = Salt.random()
        #expect(salt.bytes.count == 32)
        #expect(salt != Salt.random())
        #expect(Salt(bytes: salt.bytes) == salt)
        #expect(Salt(bytes: Array(salt.bytes.dropLast())) == nil)
    }
}
