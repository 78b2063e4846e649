import Multipart

/// What a reader of a form has in the end, its bodies joined.
struct FormReading: Equatable {
    struct Part: Equatable {
        let head: PartHead
        var body: [UInt8] = []
        var isWhole = false
    }

    var parts: [Part] = []
    var isWhole = false
    var error: MultipartError?
    /// Whether the events came in an order that `MultipartEvent` forbids, or a piece was empty.
    var isOutOfOrder = false

    /// Reads `body` in pieces that end at the given places.
    init(_ body: [UInt8], boundary: Boundary, cuts: [Int] = [], limits: MultipartLimits = MultipartLimits()) {
        var parser = MultipartParser(boundary: boundary, limits: limits)
        var events: [MultipartEvent] = []
        do throws(MultipartError) {
            var start = 0
            for end in cuts.sorted() + [body.count] where end >= start {
                try parser.push(Array(body[start..<end]), into: &events)
                start = end
            }
            try parser.finish(into: &events)
        } catch { self.error = error }
        for event in events { take(event) }
    }

    private mutating func take(_ event: MultipartEvent) {
        let isOpen = parts.last.map { !$0.isWhole } ?? false
        switch event {
        case .head(let head) where !isOpen && !isWhole: parts.append(Part(head: head))
        case .body(let bytes) where isOpen && !bytes.isEmpty: parts[parts.count - 1].body += bytes
        case .partEnd where isOpen: parts[parts.count - 1].isWhole = true
        case .end where !isOpen && !isWhole: isWhole = true
        default: isOutOfOrder = true
        }
    }

    var texts: [String] { parts.map { String(decoding: $0.body, as: UTF8.self) } }
}

/// A form as a program sent it: the content type of the request, and its body with `\n` for CR LF.
struct SentForm {
    let contentType: String
    let body: [UInt8]

    init(_ contentType: String, _ body: String) {
        self.contentType = contentType
        self.body = Array(body.replacing("\n", with: "\r\n").utf8)
    }

    func read(cuts: [Int] = [], limits: MultipartLimits = MultipartLimits()) throws -> FormReading {
        FormReading(body, boundary: try Boundary(contentType: contentType), cuts: cuts, limits: limits)
    }

    /// A form of the boundary `b`; the text has to say all of it.
    static func b(_ body: String) -> SentForm { SentForm("multipart/form-data; boundary=b", body) }
}
