/// The encodings in which offices keep tables.
package enum TextEncoding: String, CaseIterable, Sendable {
    case utf8
    case utf16LittleEndian
    case utf16BigEndian
    /// GB 18030, which holds GBK and GB 2312; Excel in Chinese saves CSV so.
    case gb18030

    package var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        case .gb18030: "GB 18030"
        }
    }

    /// As iconv(3) of glibc knows it.
    var iconvName: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .gb18030: "GB18030"
        }
    }

    /// U+FEFF at the start of a file (Unicode 15.0 section 23.8; GB 18030-2005 in four bytes).
    var mark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .gb18030: [0x84, 0x31, 0x95, 0x33]
        }
    }
}
