import Foundation
import Ledger

/// Reads the sizes of pictures without decoding anything.
extension PictureSize {
    /// Nil where the file has no header of that type.
    static func read(_ file: OpenFile, _ type: ContentType) throws(BlobError) -> PictureSize? {
        let start = Prefix(bytes: try file.bytes(at: 0, count: 64))
        switch type {
        case .png: return pair(start.big32(16).map(Int.init), start.big32(20).map(Int.init))
        case .gif: return pair(start.little(6, 2), start.little(8, 2))
        case .webp: return webp(start)
        case .jpeg: return try JPEGSegments.read(file).size
        case .heic: return try HEICHeader.size(file)
        default: return nil
        }
    }

    /// Nil where a side is missing or 0.
    static func pair(_ width: Int?, _ height: Int?) -> PictureSize? {
        guard let width, let height, width > 0, height > 0 else { return nil }
        return PictureSize(width: width, height: height)
    }

    /// RFC 9649 sections 2.5 to 2.7; RFC 6386 section 9.1.
    private static func webp(_ start: Prefix) -> PictureSize? {
        switch start.text(12, 4) {
        case "VP8X":
            guard let width = start.little(24, 3), let height = start.little(27, 3) else { return nil }
            return pair(width + 1, height + 1)
        case "VP8L":
            guard start.count > 24, start[20] == 0x2F, let bits = start.little(21, 4) else { return nil }
            return pair((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1)
        case "VP8 ":
            guard start.begins([0x9D, 0x01, 0x2A], at: 23), let width = start.little(26, 2),
                let height = start.little(28, 2)
            else { return nil }
            return pair(width & 0x3FFF, height & 0x3FFF)
        default: return nil
        }
    }
}
