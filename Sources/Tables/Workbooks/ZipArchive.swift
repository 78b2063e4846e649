/// The directory of a ZIP file (PKWARE APPNOTE 6.3.10), as far as workbooks need it: stored or deflated, one disk,
/// below 4 GiB, without encryption.
struct ZipArchive {
    struct Entry {
        let name: String
        let isDeflated: Bool
        let check: UInt32
        let packedBytes: Int64
        fileprivate let headPlace: Int64
    }

    static let start: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    /// A workbook has some dozens of parts.
    private static let entriesMax = 10_000
    private static let directoryBytesMax = 4 << 20

    let file: InputFile
    /// By their names in lower case: parts are named without regard to case (ECMA-376 part 2).
    private let entries: [String: Entry]

    init(_ file: InputFile) throws(TableError) {
        self.file = file
        let end = try Self.end(of: file)
        let bytes = try file.bytes(at: end.place, count: end.bytes)
        var entries: [String: Entry] = [:]
        var reader = LittleReader(bytes)
        for _ in 0..<end.count {
            let (name, entry) = try Self.entry(&reader)
            entries[name] = entry
        }
        self.entries = entries
    }

    func entry(_ name: String) -> Entry? { entries[name.lowercased()] }

    /// Where the packed bytes of an entry begin.
    func place(of entry: Entry) throws(TableError) -> Int64 {
        // Signature, then 22 bytes that the directory says as well, then the lengths of what follows (4.3.7).
        var head = LittleReader(try file.bytes(at: entry.headPlace, count: 30))
        guard head.number(4) == 0x0403_4B50, head.skip(22), let name = head.number(2),
            let extra = head.number(2)
        else { throw .brokenWorkbook(part: entry.name, reason: "it is not where the directory says") }
        return entry.headPlace + 30 + Int64(name) + Int64(extra)
    }

    /// The end record, which a comment of up to 65,535 bytes may follow (4.3.16).
    private static func end(of file: InputFile) throws(TableError) -> (place: Int64, bytes: Int, count: Int) {
        let length = Int(min(file.count, 22 + 65_535))
        let bytes = try file.bytes(at: file.count - Int64(length), count: length)
        for start in stride(from: length - 22, through: 0, by: -1)
        where bytes[start] == 0x50 && bytes[start...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            var reader = LittleReader(Array(bytes[start...]))
            guard reader.skip(4), reader.number(2) == 0, reader.number(2) == 0, let here = reader.number(2),
                let count = reader.number(2), here == count, let size = reader.number(4),
                let place = reader.number(4), let comment = reader.number(2),
                start + 22 + Int(comment) == length
            else { continue }
            guard Int64(place) + Int64(size) <= file.count, count <= entriesMax, size <= directoryBytesMax
            else { break }
            return (Int64(place), Int(size), Int(count))
        }
        throw .brokenWorkbook(part: "ZIP", reason: "it has no directory; the file may be cut off")
    }

    /// An entry of the directory (4.3.12).
    private static func entry(_ reader: inout LittleReader) throws(TableError) -> (String, Entry) {
        guard reader.number(4) == 0x0201_4B50, reader.skip(4), let flags = reader.number(2),
            let method = reader.number(2), reader.skip(4), let check = reader.number(4),
            let packed = reader.number(4), reader.skip(4), let nameBytes = reader.number(2),
            let extraBytes = reader.number(2), let commentBytes = reader.number(2), reader.skip(8),
            let place = reader.number(4), let nameText = reader.bytes(Int(nameBytes)),
            reader.skip(Int(extraBytes) + Int(commentBytes))
        else { throw .brokenWorkbook(part: "ZIP", reason: "its directory is cut off") }
        let name = String(decoding: nameText, as: UTF8.self)
        guard flags & 1 == 0 else { throw .olderOrLocked }
        guard method == 0 || method == 8, packed != 0xFFFF_FFFF, place != 0xFFFF_FFFF else {
            throw .brokenWorkbook(part: name, reason: "it is packed in a way that Excel does not use")
        }
        return (
            name.lowercased(),
            Entry(
                name: name,
                isDeflated: method == 8,
                check: check,
                packedBytes: Int64(packed),
                headPlace: Int64(place)
            )
        )
    }
}

/// Reads numbers with their lowest byte first; nil behind the end.
struct LittleReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= bytes.count - place else { return nil }
        defer { place += count }
        return bytes[place..<place + count]
    }

    mutating func number(_ count: Int) -> UInt32? {
        bytes(count)?.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func skip(_ count: Int) -> Bool { bytes(count) != nil }
}
