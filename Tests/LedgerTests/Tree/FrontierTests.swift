import Ledger
import Testing

@Suite("A frontier")
struct FrontierTests {
    @Test("has the published root", arguments: 0...8)
    func hasThePublishedRoot(size: Int) {
        let leaves = CertificateTransparency.data.prefix(size).map { Hash.leaf($0) }
        #expect(leaves == Array(CertificateTransparency.leafHashes.prefix(size)))
        #expect(Frontier(leaves).root == CertificateTransparency.roots[size])
    }

    @Test func hasTheRootOfTheDefinitionForEverySizeTo300() {
        let leaves = [Hash].leaves(300)
        var frontier = Frontier.empty
        for size in 0...300 {
            #expect(frontier.size == size)
            #expect(frontier.root == NaiveTree.root(leaves[..<size]))
            if size < 300 { frontier.append(leaves[size]) }
        }
    }

    @Test func comesBackFromItsBytesAndGoesOn() throws {
        let leaves = [Hash].leaves(40)
        for size in 0..<40 {
            let frontier = Frontier(leaves[..<size])
            var again = try #require(Frontier(size: Int64(size), peakBytes: frontier.peakBytes))
            #expect(again == frontier)
            again.append(leaves[size])
            #expect(again.root == NaiveTree.root(leaves[...size]))
        }
    }

    @Test func isNilWhereThePeaksDoNotFitTheSize() {
        let bytes = Frontier([Hash].leaves(5)).peakBytes
        #expect(Frontier(size: 5, peakBytes: bytes) != nil)
        #expect(Frontier(size: 7, peakBytes: bytes) == nil)
        #expect(Frontier(size: 5, peakBytes: Array(bytes.dropLast())) == nil)
        #expect(Frontier(size: 5, peakBytes: bytes + [0]) == nil)
        #expect(Frontier(size: 0, peakBytes: bytes) == nil)
        #expect(Frontier(size: -1, peakBytes: []) == nil)
    }
}
