/// Reads a form with files (`multipart/form-data`, RFC 7578; RFC 2046 section 5.1) from bytes that come in pieces cut
/// anywhere.
///
/// It keeps the header lines of one part and otherwise nothing but counters. The events, the error and what came
/// before it do not depend on how the bytes were cut, except for how a body is.
package struct MultipartParser: Sendable {
    private let limits: MultipartLimits
    private var search: DelimiterSearch
    private var state = State.preamble
    /// The header lines of the present part, while they are read.
    private var reader: HeadReader
    private var part = 0
    private var total = 0
    private var failure: MultipartError?

    private enum State {
        /// Before the first boundary; what stands there means nothing.
        case preamble
        case delimiter(Delimiter)
        case head
        case body(Content)
        /// Behind the closing boundary; what stands there means nothing.
        case epilogue
    }

    /// What was seen of the rest of a boundary's line.
    private enum Delimiter {
        case boundary
        case hyphen
        case padding
        case carriageReturn
    }

    /// How much of a part's body was given out, and how much may be.
    fileprivate struct Content {
        let kind: MultipartLimits.Kind
        let limit: Int
        var count = 0
    }

    package init(boundary: Boundary, limits: MultipartLimits = MultipartLimits()) {
        self.limits = limits
        search = DelimiterSearch(boundary)
        reader = HeadReader(part: 0, limit: limits.headBytes)
    }

    /// Reads on, and adds what it found to `events`.
    ///
    /// - Throws: The reason for which the form is refused; from then on always that one.
    package mutating func push(
        _ chunk: [UInt8],
        into events: inout [MultipartEvent]
    ) throws(MultipartError) {
        if let failure { throw failure }
        do throws(MultipartError) {
            let room = limits.totalBytes - total
            total += min(chunk.count, room)
            try read(chunk.count > room ? Array(chunk[..<room]) : chunk, &events)
            if chunk.count > room { throw MultipartError.limit(.totalBytes, limits.totalBytes, part: part) }
        } catch {
            failure = error
            throw error
        }
    }

    /// Says that no more bytes will come; adds `end` where the form is whole.
    package mutating func finish(into events: inout [MultipartEvent]) throws(MultipartError) {
        if let failure { throw failure }
        guard case .epilogue = state else {
            failure = .truncated(part: part)
            throw .truncated(part: part)
        }
        events.append(.end)
    }

    private mutating func read(
        _ chunk: [UInt8],
        _ events: inout [MultipartEvent]
    ) throws(MultipartError) {
        var place = 0
        while place < chunk.count {
            switch state {
            case .preamble:
                guard let next = try search.scan(chunk, from: place, content: { _ in }) else { return }
                place = next
                state = .delimiter(.boundary)
            case .delimiter(let seen):
                state = try following(seen, chunk[place])
                place += 1
            case .head:
                let head = try reader.take(chunk[place])
                place += 1
                guard let head else { continue }
                events.append(.head(head))
                search.begin()
                state = .body(content(head))
            case .body(var content):
                let part = part
                let next = try search.scan(chunk, from: place) { (bytes) throws(MultipartError) in
                    try content.give(bytes, part: part, &events)
                }
                state = .body(content)
                guard let next else { return }
                place = next
                events.append(.partEnd)
                state = .delimiter(.boundary)
            case .epilogue: return
            }
        }
    }

    /// Takes the byte after what was seen of a boundary's line: blanks and a line end, or `--` (RFC 2046 section 5.1.1).
    private mutating func following(_ seen: Delimiter, _ byte: UInt8) throws(MultipartError) -> State {
        switch (seen, byte) {
        case (.boundary, UInt8(ascii: "-")): return .delimiter(.hyphen)
        case (.hyphen, UInt8(ascii: "-")): return .epilogue
        case (.boundary, UInt8(ascii: " ")), (.boundary, UInt8(ascii: "\t")), (.padding, UInt8(ascii: " ")),
            (.padding, UInt8(ascii: "\t")):
            return .delimiter(.padding)
        case (.boundary, UInt8(ascii: "\r")), (.padding, UInt8(ascii: "\r")):
            return .delimiter(.carriageReturn)
        case (.carriageReturn, UInt8(ascii: "\n")):
            guard part < limits.parts else { throw .limit(.parts, limits.parts, part: part) }
            part += 1
            reader = HeadReader(part: part, limit: limits.headBytes)
            return .head
        default: throw .badDelimiter(part: part)
        }
    }

    private func content(_ head: PartHead) -> Content {
        head.isFile
            ? Content(kind: .fileBytes, limit: limits.fileBytes)
            : Content(kind: .fieldBytes, limit: limits.fieldBytes)
    }
}

extension MultipartParser.Content {
    fileprivate mutating func give(
        _ bytes: ArraySlice<UInt8>,
        part: Int,
        _ events: inout [MultipartEvent]
    ) throws(MultipartError) {
        let given = bytes.prefix(limit - count)
        count += given.count
        if !given.isEmpty { events.append(.body(given)) }
        guard given.count == bytes.count else { throw .limit(kind, limit, part: part) }
    }
}
