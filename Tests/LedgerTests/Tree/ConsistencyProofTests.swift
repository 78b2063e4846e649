import Ledger
import Testing

@Suite("A consistency proof")
struct ConsistencyProofTests {
    @Test("agrees with the published one", arguments: CertificateTransparency.consistencies)
    func agrees(proof: ConsistencyProof) throws {
        var reader = NaiveReader(leaves: CertificateTransparency.leafHashes)
        #expect(try ConsistencyProof(first: proof.first, second: proof.second, from: &reader) == proof)
        try proof.verify(
            oldRoot: CertificateTransparency.roots[Int(proof.first)],
            newRoot: CertificateTransparency.roots[Int(proof.second)]
        )
    }

    @Test func isMadeAndHoldsForEveryPairTo69() throws {
        try forEveryPair { proof, old, new in
            #expect(proof.path == NaiveTree.consistency(Int(proof.first), leaves[..<Int(proof.second)]))
            try proof.verify(oldRoot: old, newRoot: new)
        }
    }

    @Test func isRefusedWithOneHashMoreOrLess() throws {
        try forEveryPair { proof, old, new in
            expect(.pathTooLong, proof.with(path: proof.path + [old]), old, new)
            guard !proof.path.isEmpty else { return }
            expect(.pathTooShort, proof.with(path: proof.path.dropLast()), old, new)
            expect(.pathTooShort, proof.with(path: []), old, new)
        }
    }

    @Test func isRefusedForAnotherRoot() throws {
        try forEveryPair { proof, old, new in
            expect(.rootDiffers, proof, old, new.flipped)
            // Where the old tree is perfect its root stands in the computation itself, and the new root fails.
            let isInside = proof.first.nonzeroBitCount == 1 || proof.first == proof.second
            expect(isInside ? .rootDiffers : .oldRootDiffers, proof, old.flipped, new)
        }
    }

    @Test func isRefusedWhereAHashIsAltered() throws {
        try forEveryPair { proof, old, new in
            for place in proof.path.indices {
                var path = proof.path
                path[place] = path[place].flipped
                expect(reason(proof, path, oldRoot: old), proof.with(path: path), old, new)
            }
        }
    }

    @Test func isRefusedWhereHashesAreSwapped() throws {
        try forEveryPair { proof, old, new in
            for place in proof.path.indices.dropFirst() {
                var path = proof.path
                path.swapAt(place - 1, place)
                #expect(throws: ProofError.self) {
                    try proof.with(path: path).verify(oldRoot: old, newRoot: new)
                }
            }
        }
    }

    @Test func saysThatThereIsNothingToProveOfAnEmptyTree() throws {
        var reader = NaiveReader(leaves: leaves)
        for first in [0, -1, Int64.min] {
            #expect(throws: ProofError.nothingToProve) {
                try ConsistencyProof(first: first, second: 3, from: &reader)
            }
            expect(.nothingToProve, ConsistencyProof(first: first, second: 3, path: []), .emptyTree, roots[3])
        }
    }

    @Test func isRefusedWhereTheTreeShrinks() throws {
        var reader = NaiveReader(leaves: leaves)
        for second in [2, 0, -1, Int64.min] {
            let error = ProofError.sizesOutOfOrder(first: 3, second: second)
            #expect(throws: error) { try ConsistencyProof(first: 3, second: second, from: &reader) }
            expect(error, ConsistencyProof(first: 3, second: second, path: []), roots[3], roots[2])
        }
    }

    @Test func ofRewrittenHistoryIsRefused() throws {
        var other = leaves
        other[4] = other[4].flipped
        var reader = NaiveReader(leaves: Array(other[..<20]))
        let proof = try ConsistencyProof(first: 11, second: 20, from: &reader)
        expect(.oldRootDiffers, proof, roots[11], NaiveTree.root(other[..<20]))
    }

    private let leaves = [Hash].leaves(69)
    private var roots: [Hash] { (0...69).map { NaiveTree.root(leaves[..<$0]) } }

    private func forEveryPair(_ check: (ConsistencyProof, Hash, Hash) throws -> Void) throws {
        let roots = roots
        for second in 1...69 {
            var reader = NaiveReader(leaves: Array(leaves[..<second]))
            for first in 1...second {
                let proof = try ConsistencyProof(first: Int64(first), second: Int64(second), from: &reader)
                try check(proof, roots[first], roots[second])
            }
        }
    }

    /// An altered hash shows in the old root where it is part of the old tree, and else in the new one.
    private func reason(_ proof: ConsistencyProof, _ path: [Hash], oldRoot: Hash) -> ProofError {
        // Hashes of the old tree are those that a proof to a tree without more leaves needs.
        let old = Set(proof.path.indices.filter { isInOldTree(proof.path[$0], first: Int(proof.first)) })
        return old.contains { path[$0] != proof.path[$0] } ? .oldRootDiffers : .rootDiffers
    }

    private func isInOldTree(_ hash: Hash, first: Int) -> Bool { nodes[first]?.contains(hash) == true }

    /// Every node of the tree of each size, by the definition.
    private let nodes: [Int: Set<Hash>] = {
        let leaves = [Hash].leaves(69)
        func collect(_ leaves: ArraySlice<Hash>, into nodes: inout Set<Hash>) {
            nodes.insert(NaiveTree.root(leaves))
            guard leaves.count > 1 else { return }
            var half = 1
            while half * 2 < leaves.count { half *= 2 }
            collect(leaves[..<(leaves.startIndex + half)], into: &nodes)
            collect(leaves[(leaves.startIndex + half)...], into: &nodes)
        }
        return Dictionary(
            uniqueKeysWithValues: (1...69).map { size in
                var found: Set<Hash> = []
                collect(leaves[..<size], into: &found)
                return (size, found)
            }
        )
    }()

    private func expect(_ error: ProofError, _ proof: ConsistencyProof, _ old: Hash, _ new: Hash) {
        #expect(throws: error) { try proof.verify(oldRoot: old, newRoot: new) }
    }
}

extension ConsistencyProof {
    func with(path: [Hash]) -> ConsistencyProof { ConsistencyProof(first: first, second: second, path: path) }
}
