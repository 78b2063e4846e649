package import Ledger

/// The tree's hashes, in rows of full tiles that are written once.
package enum TileStore {
    /// Writes the tiles that became full by appending `leafHashes` to a tree of `before` leaves.
    package static func complete(from before: Int64, leafHashes: [Hash], _ transaction: Transaction) throws {
        let width = Int64(Tile.width)
        let after = before + Int64(leafHashes.count)
        for number in before / width..<after / width {
            let start = number * width
            let old = start < before ? try leaves(start..<before, transaction.reader).map(\.hash) : []
            let new = leafHashes[Int(max(start, before) - before)..<Int(start + width - before)]
            try insert(Tile(level: 0, number: number), old + new, transaction)
        }
        for level in Tile.levels.dropFirst() {
            let (span, below) = (Int64(1) << (Tile.height * level + Tile.height), level - 1)
            guard before / span < after / span else { return }
            for number in before / span..<after / span {
                let tile = Tile(level: level, number: number)
                let roots = try roots(ofLevel: below, under: tile, count: Tile.width, transaction.reader)
                try insert(tile, roots, transaction)
            }
        }
    }

    private static func insert(_ tile: Tile, _ hashes: [Hash], _ transaction: Transaction) throws {
        guard hashes.count == Tile.width else {
            throw StorageError.damaged("\(tile) has lost hashes below it")
        }
        let root = Tile.root(of: hashes[...])
        try transaction.execute(
            """
            INSERT INTO ledger_tile (level, number, root, hashes)
            VALUES (\(tile.level), \(tile.number), \(root), \(hashes.flatMap(\.bytes)))
            """
        )
    }

    /// The hashes of a tile in a tree of `size` leaves; fewer than 256 at the tree's edge.
    package static func hashes(_ tile: Tile, inTreeOf size: Int64, _ reader: Reader) throws -> [Hash] {
        let count = tile.count(inTreeOf: size)
        // The number of a tile outside the tree may be any, too large to reckon with.
        guard count > 0 else { return [] }
        let hashes = try stored(tile, count, reader)
        guard hashes.count == count else { throw StorageError.damaged("\(tile) has lost hashes") }
        return hashes
    }

    private static func stored(_ tile: Tile, _ count: Int, _ reader: Reader) throws -> [Hash] {
        if count == Tile.width {
            let stored = try reader.first(
                "SELECT hashes FROM ledger_tile WHERE level = \(tile.level) AND number = \(tile.number)"
            ) { Tile.hashes(try $0.bytes(0)) }
            guard let hashes = stored ?? nil, hashes.count == Tile.width else {
                throw StorageError.damaged("\(tile) is missing, or has not \(Tile.width) hashes")
            }
            return hashes
        }
        if tile.level > 0 { return try roots(ofLevel: tile.level - 1, under: tile, count: count, reader) }
        return try leaves(of: tile, count: count, reader).map(\.hash)
    }

    /// The first leaves of a tile of level 0.
    ///
    /// - Throws: `StorageError.damaged` where there are fewer.
    package static func leaves(of tile: Tile, count: Int, _ reader: Reader) throws -> [Leaf] {
        let start = tile.number * Int64(Tile.width)
        let leaves = try leaves(start..<start + Int64(count), reader)
        guard leaves.count == count else { throw StorageError.damaged("\(tile) has lost entries under it") }
        return leaves
    }

    package static func leaves(_ range: Range<Int64>, _ reader: Reader) throws -> [Leaf] {
        try reader.all(
            """
            SELECT leaf FROM ledger_entry
            WHERE sequence >= \(range.lowerBound) AND sequence < \(range.upperBound)
            ORDER BY sequence
            """
        ) { Leaf(data: try $0.hash(0)) }
    }

    private static func roots(
        ofLevel level: Int,
        under tile: Tile,
        count: Int,
        _ reader: Reader
    ) throws -> [Hash] {
        let start = tile.number * Int64(Tile.width)
        let roots = try reader.all(
            """
            SELECT root FROM ledger_tile
            WHERE level = \(level) AND number >= \(start) AND number < \(start + Int64(count))
            ORDER BY number
            """
        ) { try $0.hash(0) }
        guard roots.count == count else { throw StorageError.damaged("\(tile) has lost tiles below it") }
        return roots
    }

    /// A tree of `size` leaves to make proofs from.
    package static func tree(size: Int64, head: Head, _ reader: Reader) -> TiledTree {
        TiledTree(frontier: head.size == size ? head.frontier : .empty) {
            try hashes($0, inTreeOf: size, reader)
        }
    }
}
