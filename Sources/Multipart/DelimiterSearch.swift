/// Finds CR LF `--` boundary in bytes that come in pieces, holding back what may be its beginning.
///
/// A CR stands at the beginning of the delimiter only, since a boundary has none. So after a mismatch nothing but the
/// present byte can begin another, each byte is looked at twice at most, and nothing is kept but a number.
struct DelimiterSearch: Sendable {
    private let delimiter: [UInt8]
    /// How much of the delimiter the bytes so far end with.
    private var matched = 0
    /// How many of the matched bytes stood before the content: the line end that belongs to what came earlier.
    private var before = 0

    init(_ boundary: Boundary) {
        delimiter = Array("\r\n--".utf8) + boundary.bytes
        begin()
    }

    /// Begins behind a line end, where the delimiter may follow at once.
    mutating func begin() {
        matched = 2
        before = 2
    }

    /// Looks through `chunk` from `start` and gives out what is content for certain.
    ///
    /// - Returns: The place behind the delimiter; nil where the chunk ended before it.
    mutating func scan(
        _ chunk: [UInt8],
        from start: Int,
        content: (ArraySlice<UInt8>) throws(MultipartError) -> Void
    ) throws(MultipartError) -> Int? {
        var place = start
        // The matched bytes that came with earlier chunks; given out from the delimiter, which they equal.
        var held = matched
        while place < chunk.endIndex {
            if matched == 0 {
                guard let found = chunk[place...].firstIndex(of: UInt8(ascii: "\r")) else {
                    place = chunk.endIndex
                    break
                }
                matched = 1
                place = found + 1
            } else if chunk[place] == delimiter[matched] {
                matched += 1
                place += 1
                if matched == delimiter.count {
                    let end = place - (matched - held)
                    matched = 0
                    if start < end { try content(chunk[start..<end]) }
                    return place
                }
            } else {
                if before < held { try content(delimiter[before..<held]) }
                (matched, held, before) = (0, 0, 0)
            }
        }
        let end = place - (matched - held)
        if start < end { try content(chunk[start..<end]) }
        return nil
    }
}
