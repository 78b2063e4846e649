/// A row of up to 256 hashes of the tree (C2SP `tlog-tiles`): level 0 holds leaf hashes, each hash of level n + 1
/// is the root of a full tile of level n.
package struct Tile: Hashable, Sendable, CustomStringConvertible {
    package static let height = 8
    package static let width = 256
    /// Those that a tree of 2⁵³ − 1 leaves has, so that no number of leaves of a tile leaves 64 bits.
    package static let levels = 0..<7

    package let level: Int
    package let number: Int64

    package init(level: Int, number: Int64) {
        self.level = level
        self.number = number
    }

    /// How many hashes the tile has in a tree of `size` leaves, 0 to 256.
    package func count(inTreeOf size: Int64) -> Int {
        let atLevel = level * Self.height < 63 ? size >> (level * Self.height) : 0
        // Numbers come from addresses: one far outside the tree must not overflow.
        guard (0...atLevel / Int64(Self.width)).contains(number) else { return 0 }
        return Int(min(atLevel - number * Int64(Self.width), Int64(Self.width)))
    }

    /// The path below a log's address, `tile/1/x001/067` or, with fewer than 256 hashes, `tile/0/000.p/15`.
    package func path(count: Int) -> String { "tile/\(level)/\(Self.path(number: number, count: count))" }

    /// The path of the bundle that holds the leaf data of a tile of level 0, `tile/entries/000.p/15`.
    package func entriesPath(count: Int) -> String {
        "tile/entries/\(Self.path(number: number, count: count))"
    }

    package var description: String { "tile \(level)/\(number)" }

    private static func path(number: Int64, count: Int) -> String {
        var groups = [(number % 1000).padded(to: 3)]
        var rest = number / 1000
        while rest > 0 {
            groups.insert("x" + (rest % 1000).padded(to: 3), at: 0)
            rest /= 1000
        }
        return groups.joined(separator: "/") + (count < width ? ".p/\(count)" : "")
    }

    /// A tile named by the parts of a path behind `tile/`, with the number of hashes asked for.
    ///
    /// Only the spelling that `path(count:)` writes is accepted.
    package static func parse(_ path: String) -> (tile: Tile, count: Int, isEntries: Bool)? {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, parts.count <= 9 else { return nil }
        let first = parts.removeFirst()
        guard first == "entries" || Int(first) != nil, let level = first == "entries" ? 0 : Int(first),
            (0...7).contains(level)
        else { return nil }
        var count = width
        if parts.count >= 2, parts[parts.count - 2].hasSuffix(".p") {
            guard let partial = Int(parts.removeLast()), (1..<width).contains(partial) else { return nil }
            count = partial
            parts[parts.count - 1].removeLast(2)
        }
        let digits = parts.enumerated().map { place, part in
            place < parts.count - 1 && part.hasPrefix("x") ? String(part.dropFirst()) : part
        }
        guard digits.allSatisfy({ $0.utf8.count == 3 }), let number = Int64(digits.joined()) else {
            return nil
        }
        let tile = Tile(level: level, number: number)
        let isEntries = first == "entries"
        let spelling = isEntries ? tile.entriesPath(count: count) : tile.path(count: count)
        return spelling == "tile/" + path ? (tile, count, isEntries) : nil
    }

    /// The root over a power of two of hashes.
    package static func root(of hashes: ArraySlice<Hash>) -> Hash {
        var row = Array(hashes)
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { .node(row[$0], row[$0 + 1]) }
        }
        return row.first ?? .emptyTree
    }

    /// The hashes of a stored tile, or nil where the bytes are no whole number of hashes.
    package static func hashes(_ bytes: [UInt8]) -> [Hash]? {
        guard bytes.count.isMultiple(of: Hash.byteCount), bytes.count <= width * Hash.byteCount else {
            return nil
        }
        return stride(from: 0, to: bytes.count, by: Hash.byteCount).compactMap {
            Hash(bytes: bytes[$0..<$0 + Hash.byteCount])
        }
    }

    /// Leaf data as a bundle holds it: each 2 bytes of length, big-endian, before 32 bytes (C2SP `tlog-tiles`).
    package static func bundle(_ leaves: [Leaf]) -> [UInt8] {
        var bytes: [UInt8] = []
        for leaf in leaves {
            bytes.append(contentsOf: [0, UInt8(Hash.byteCount)])
            leaf.data.append(to: &bytes)
        }
        return bytes
    }
}

package enum TileError: Error, Equatable, CustomStringConvertible {
    case tooShort(Tile, Int)

    package var description: String {
        switch self {
        case .tooShort(let tile, let count): "\(tile) has only \(count) hashes"
        }
    }
}
