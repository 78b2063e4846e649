import Ledger

/// The boxes of a HEIF file that say how large its pictures are (ISO/IEC 23008-12 6.5.3; ISO/IEC 14496-12 8.11).
enum HEICHeader {
    /// The `meta` box of a phone's picture has some ten kilobytes.
    private static let metaBytesMax: Int64 = 1 << 20
    private static let boxesMax = 4096

    /// The largest of all pictures in the file: tiles, preview and the whole.
    static func size(_ file: OpenFile) throws(BlobError) -> PictureSize? {
        var place: Int64 = 0
        for _ in 0..<16 {
            let head = Prefix(bytes: try file.bytes(at: place, count: 16))
            guard let box = Box(head, at: 0) else { return nil }
            if box.type == "meta" {
                guard box.length <= metaBytesMax else { return nil }
                let bytes = Prefix(bytes: try file.bytes(at: place, count: Int(box.length)))
                return largest(bytes, from: box.head + 4)
            }
            place += box.length
        }
        return nil
    }

    private static func largest(_ bytes: Prefix, from start: Int) -> PictureSize? {
        var sizes: [PictureSize] = []
        var open = [(start, bytes.count)]
        var count = 0
        while let (start, end) = open.popLast() {
            var place = start
            while place < end, count < boxesMax, let box = Box(bytes, at: place),
                place + Int(box.length) <= end
            {
                count += 1
                switch box.type {
                case "iprp", "ipco": open.append((place + box.head, place + Int(box.length)))
                case "ispe":
                    if let width = bytes.big32(place + box.head + 4),
                        let height = bytes.big32(place + box.head + 8),
                        let size = PictureSize.pair(Int(width), Int(height))
                    {
                        sizes.append(size)
                    }
                default: break
                }
                place += Int(box.length)
            }
        }
        return sizes.max { $0.pixels < $1.pixels }
    }

    /// A box's head: its length in bytes with the head, its type, and the length of the head.
    private struct Box {
        let length: Int64
        let type: String
        let head: Int

        init?(_ bytes: Prefix, at place: Int) {
            guard let short = bytes.big32(place), let type = bytes.text(place + 4, 4) else { return nil }
            self.type = type
            if short == 1 {
                guard let high = bytes.big32(place + 8), let low = bytes.big32(place + 12), high == 0 else {
                    return nil
                }
                (length, head) = (Int64(low), 16)
            } else {
                (length, head) = (Int64(short), 8)
            }
            if length < Int64(head) { return nil }
        }
    }
}
