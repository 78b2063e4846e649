import Ledger
import Testing

@Suite("A tile")
struct TileTests {
    @Test(
        "is named as C2SP names it",
        arguments: [
            ("0/000", Tile(level: 0, number: 0), 256, false),
            ("0/000.p/15", Tile(level: 0, number: 0), 15, false),
            ("1/x001/067", Tile(level: 1, number: 1067), 256, false),
            ("3/x001/x234/067", Tile(level: 3, number: 1_234_067), 256, false),
            ("entries/x123/x456/789", Tile(level: 0, number: 123_456_789), 256, true),
            ("entries/000.p/1", Tile(level: 0, number: 0), 1, true),
            ("7/x455/667.p/255", Tile(level: 7, number: 455_667), 255, false),
        ]
    )
    func isNamed(path: String, tile: Tile, count: Int, isEntries: Bool) throws {
        let found = try #require(Tile.parse(path))
        #expect(found == (tile, count, isEntries))
        #expect((isEntries ? tile.entriesPath(count: count) : tile.path(count: count)) == "tile/\(path)")
    }

    @Test func isNamedAsInThePublishedExamples() {
        #expect(Tile(level: 0, number: 123_456_789).entriesPath(count: 256) == "tile/entries/x123/x456/789")
        #expect(Tile(level: 15, number: 455_667).path(count: 256) == "tile/15/x455/667")
        #expect(Tile(level: 15, number: 123_456_789).path(count: 41) == "tile/15/x123/x456/789.p/41")
    }

    @Test(
        "has no other name",
        arguments: [
            "", "/", "0", "0/", "0/0", "0/00", "0/0000", "0/1000", "0/x000/001", "0/x1/067", "0/001/067",
            "0/X001/067", "0/x001/x067", "0/-01", "0/+01", "0/ 01", "00/001", "+0/001", "-1/001", "8/001",
            "15/x455/667", "0/000.p", "0/000.p/", "0/000.p/0", "0/000.p/256", "0/000.p/015", "0/000.p/+5",
            "0/000.p/-5", "0/000.p/1/", "0/x000.p/067", "0/000.p/1/2", "0//000", "/0/000", "0/000/",
            "tile/0/000", "entries", "entries/", "entries/0", "Entries/000", "0/０００", "0/000.q/1",
            "99999999999999999999/000", "0/x999/x999/x999/x999/x999/x999/999", "0/000.p/99999999999999999999",
        ]
    )
    func hasNoOtherName(path: String) { #expect(Tile.parse(path) == nil) }

    @Test(
        "holds as many hashes as the tree fills",
        arguments: [
            (0, 0, 0, 0), (0, 0, 1, 1), (0, 0, 255, 255), (0, 0, 256, 256), (0, 0, 257, 256), (0, 1, 256, 0),
            (0, 1, 257, 1), (1, 0, 255, 0), (1, 0, 256, 1), (1, 0, 65_535, 255), (1, 0, 65_536, 256),
            (2, 0, 65_536, 1), (7, 0, .max, 127), (8, 0, .max, 0), (0, .max, .max, 0), (0, -1, 300, 0),
            (0, 999_999_999_999_999_999, 300, 0), (0, 36_028_797_018_963_967, .max, 255),
        ] as [(Int, Int64, Int64, Int)]
    )
    func holds(level: Int, number: Int64, size: Int64, count: Int) {
        #expect(Tile(level: level, number: number).count(inTreeOf: size) == count)
    }

    @Test func comesBackFromItsBytes() {
        for count in [0, 1, 255, 256] {
            let hashes = [Hash].leaves(count)
            #expect(Tile.hashes(hashes.flatMap(\.bytes)) == hashes)
        }
        #expect(Tile.hashes([1, 2, 3]) == nil)
        #expect(Tile.hashes([Hash].leaves(257).flatMap(\.bytes)) == nil)
    }

    @Test func bundlesLeavesEachWithItsLength() {
        let leaves = [Hash].leaves(2).map { Leaf(data: $0) }
        #expect(Tile.bundle(leaves) == [0, 32] + leaves[0].data.bytes + [0, 32] + leaves[1].data.bytes)
        #expect(Tile.bundle([]) == [])
    }
}
