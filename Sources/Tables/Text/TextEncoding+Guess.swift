extension TextEncoding {
    /// So many characters of several bytes are not well-formed UTF-8 by chance.
    ///
    /// In GBK a character passes for UTF-8 in fewer than one of five cases.
    private static let charactersByChance = 16

    /// The encoding of a file, and how many bytes its mark takes.
    ///
    /// Without a mark it is UTF-8 where all of it can be. Where it cannot, it is GB 18030, unless so much of it was
    /// UTF-8 before the first bad byte that it can only be UTF-8 with a fault, which shall be named and not be read as
    /// other characters.
    static func guess(_ file: InputFile) throws(TableError) -> (encoding: TextEncoding, markBytes: Int) {
        let start = try file.bytes(at: 0, count: 4)
        for encoding in allCases where start.starts(with: encoding.mark) {
            return (encoding, encoding.mark.count)
        }
        return (try isUTF8(file) ? .utf8 : .gb18030, 0)
    }

    private static func isUTF8(_ file: InputFile) throws(TableError) -> Bool {
        let decoder = try TextDecoder(.utf8)
        var (place, characters) = (Int64(0), 0)
        do {
            while case let bytes = try file.bytes(at: place, count: InputFile.pieceBytes), !bytes.isEmpty {
                var text: [UInt8] = []
                defer { characters += text.reduce(0) { $0 + ($1 >= 0xC0 ? 1 : 0) } }
                try decoder.decode(bytes, into: &text)
                place += Int64(bytes.count)
            }
            try decoder.finish()
            return true
        } catch let error as TableError { throw error } catch { return characters >= charactersByChance }
    }
}
