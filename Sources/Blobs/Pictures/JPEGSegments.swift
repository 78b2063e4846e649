import Ledger

/// What stands in a JPEG file before its first scan (ISO/IEC 10918-1 B.1 and B.2).
struct JPEGSegments {
    /// Of the frame; nil where there is none, or where its height comes only after the scan.
    private(set) var size: PictureSize?
    /// Whether it has nothing but what decoding needs: of application segments only JFIF's, and no comment.
    private(set) var isBare = true

    /// A picture has some dozens; an ICC profile and depth maps can take a few hundred.
    private static let countMax = 4096

    static func read(_ file: OpenFile) throws(BlobError) -> JPEGSegments {
        var segments = JPEGSegments()
        var place: Int64 = 2
        for _ in 0..<countMax {
            let head = Prefix(bytes: try file.bytes(at: place, count: 10))
            guard head.count >= 4, head[0] == 0xFF else { return segments }
            let marker = head[1]
            // A marker may be preceded by any number of fill bytes.
            if marker == 0xFF {
                place += 1
                continue
            }
            let length = Int64(head[2]) << 8 | Int64(head[3])
            guard length >= 2 else { return segments }
            switch marker {
            case 0xC4, 0xC8, 0xCC: break
            case 0xC0...0xCF where head.count >= 9:
                let (height, width) = (Int(head[5]) << 8 | Int(head[6]), Int(head[7]) << 8 | Int(head[8]))
                segments.size = PictureSize.pair(width, height)
            case 0xE1...0xEF, 0xFE: segments.isBare = false
            case 0xDA, 0xD9: return segments
            default: break
            }
            place += 2 + length
        }
        return segments
    }
}
