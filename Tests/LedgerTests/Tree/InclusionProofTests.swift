import Ledger
import Testing

@Suite("An inclusion proof")
struct InclusionProofTests {
    @Test("agrees with the published one", arguments: CertificateTransparency.inclusions)
    func agrees(proof: InclusionProof) throws {
        var reader = NaiveReader(leaves: CertificateTransparency.leafHashes)
        #expect(try InclusionProof(index: proof.index, size: proof.size, from: &reader) == proof)
        try proof.verify(
            CertificateTransparency.leafHashes[Int(proof.index)],
            root: CertificateTransparency.roots[Int(proof.size)]
        )
    }

    @Test func isMadeAndHoldsForEveryLeafOfEveryTreeTo69() throws {
        try forEveryPair { proof, leaf, leaves in
            #expect(proof.path == NaiveTree.inclusion(Int(proof.index), leaves))
            try proof.verify(leaf, root: NaiveTree.root(leaves))
        }
    }

    @Test func isRefusedWithOneHashMoreOrLess() throws {
        try forEveryPair { proof, leaf, leaves in
            let root = NaiveTree.root(leaves)
            expect(.pathTooLong, proof.with(path: proof.path + [leaf]), leaf, root)
            guard !proof.path.isEmpty else { return }
            expect(.pathTooShort, proof.with(path: proof.path.dropLast()), leaf, root)
            expect(.pathTooShort, proof.with(path: []), leaf, root)
        }
    }

    @Test func isRefusedWhereAHashIsAlteredOrMoved() throws {
        try forEveryPair { proof, leaf, leaves in
            let root = NaiveTree.root(leaves)
            expect(.rootDiffers, proof, leaf.flipped, root)
            expect(.rootDiffers, proof, leaf, root.flipped)
            for place in proof.path.indices {
                var path = proof.path
                path[place] = path[place].flipped
                expect(.rootDiffers, proof.with(path: path), leaf, root)
                guard place > 0 else { continue }
                path = proof.path
                path.swapAt(place - 1, place)
                expect(.rootDiffers, proof.with(path: path), leaf, root)
            }
        }
    }

    @Test func isRefusedForTheRootOfAnotherSize() throws {
        let leaves = [Hash].leaves(70)
        let roots = (0...70).map { NaiveTree.root(leaves[..<$0]) }
        try forEveryPair { proof, leaf, _ in
            for size in [proof.size - 1, proof.size + 1] {
                expect(.rootDiffers, proof, leaf, roots[Int(size)])
            }
        }
    }

    @Test func isRefusedForEveryOtherIndex() throws {
        try forEveryPair(upTo: 20) { proof, leaf, leaves in
            for index in 0..<proof.size where index != proof.index {
                let other = InclusionProof(index: index, size: proof.size, path: proof.path)
                #expect(throws: ProofError.self) { try other.verify(leaf, root: NaiveTree.root(leaves)) }
            }
        }
    }

    @Test(
        "is neither made nor accepted for an index outside the tree",
        arguments: [
            (0, 0), (3, 3), (4, 3), (-1, 3), (0, -1), (-2, -1), (.max, 3), (.min, .max), (.max, .min),
        ]
            as [(Int64, Int64)]
    )
    func isRefused(index: Int64, size: Int64) {
        let leaves = [Hash].leaves(3)
        var reader = NaiveReader(leaves: leaves)
        let error = ProofError.indexOutsideTree(index: index, size: size)
        #expect(throws: error) { try InclusionProof(index: index, size: size, from: &reader) }
        expect(error, InclusionProof(index: index, size: size, path: []), leaves[0], leaves.root)
    }

    @Test func ofAHugeTreeIsJudgedAsAnyOther() {
        let proof = InclusionProof(index: .max - 1, size: .max, path: .leaves(62))
        expect(.pathTooShort, proof.with(path: []), .emptyTree, .emptyTree)
        expect(.rootDiffers, proof, .emptyTree, .emptyTree)
        expect(.pathTooLong, proof.with(path: .leaves(64)), .emptyTree, .emptyTree)
    }

    private func forEveryPair(
        upTo limit: Int = 69,
        _ check: (InclusionProof, Hash, ArraySlice<Hash>) throws -> Void
    ) throws {
        let leaves = [Hash].leaves(limit)
        for size in 1...limit {
            var reader = NaiveReader(leaves: Array(leaves[..<size]))
            for index in 0..<size {
                let proof = try InclusionProof(index: Int64(index), size: Int64(size), from: &reader)
                try check(proof, leaves[index], leaves[..<size])
            }
        }
    }

    private func expect(_ error: ProofError, _ proof: InclusionProof, _ leaf: Hash, _ root: Hash) {
        #expect(throws: error) { try proof.verify(leaf, root: root) }
    }
}

extension InclusionProof {
    func with(path: [Hash]) -> InclusionProof { InclusionProof(index: index, size: size, path: path) }
}
