import Multipart
import TestSupport
import Testing

@Suite("Forms changed at random")
struct MutationTests {
    static let pieces = [
        "\r\n", "\r", "\n", "--b", "\r\n--b", "\r\n--b--", "\r\n\r\n", "--", ";", "\"", "\\", "=", ":", "%22",
        "%", "'", "\u{0}",
        "filename=\"", "filename*=UTF-8''", "name=a", "Content-Disposition: form-data; ",
        "Content-Type: multipart/mixed",
        "梅", "\u{202E}",
    ].map { Array($0.utf8) }

    static func base(_ generator: inout SeededGenerator) -> [UInt8] {
        var text = Bool.random(using: &generator) ? "" : "preamble\r\n"
        for number in 0..<Int.random(in: 0...4, using: &generator) {
            let file = number % 2 == 1 ? "; filename=\"\(number)梅.jpg\"\r\nContent-Type: image/jpeg" : ""
            let body = String(repeating: "x\r\n-", count: Int.random(in: 0...9, using: &generator))
            text += "--b\r\nContent-Disposition: form-data; name=\"n\(number)\"\(file)\r\n\r\n\(body)\r\n"
        }
        return Array((text + "--b--\r\n").utf8)
    }

    static func mutate(_ body: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...body.count, using: &generator)
        let end = min(body.count, place + Int.random(in: 0...12, using: &generator))
        switch Int.random(in: 0..<5, using: &generator) {
        case 0 where place < body.count: body[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: body.removeSubrange(place..<end)
        case 2:
            body.insert(contentsOf: body[place..<end], at: Int.random(in: 0...body.count, using: &generator))
        case 3: body.removeSubrange(place...)
        default: body.insert(contentsOf: pieces.randomElement(using: &generator)!, at: place)
        }
    }

    @Test("never stop the program, pass a limit, or are read differently when cut", arguments: 1...8)
    func areReadOrRefused(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let boundary = try Boundary(contentType: "multipart/form-data; boundary=b")
        var limits = MultipartLimits()
        (limits.parts, limits.headBytes, limits.fieldBytes, limits.fileBytes, limits.totalBytes) = (
            3, 120, 25, 30, 400
        )
        var (whole, refused) = (0, 0)
        for _ in 0..<5000 {
            var body = Self.base(&generator)
            for _ in 0..<Int.random(in: 0...4, using: &generator) { Self.mutate(&body, &generator) }
            let form = FormReading(body, boundary: boundary, limits: limits)
            let cuts = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
                Int.random(in: 0...body.count, using: &generator)
            }
            #expect(FormReading(body, boundary: boundary, cuts: cuts, limits: limits) == form)
            #expect(!form.isOutOfOrder && form.isWhole == (form.error == nil))
            #expect(form.parts.count <= limits.parts)
            for part in form.parts {
                #expect(part.body.count <= (part.head.isFile ? limits.fileBytes : limits.fieldBytes))
                #expect((1...255).contains(part.head.name.utf8.count))
                let shown = part.head.filename?.text ?? ""
                #expect(!shown.unicodeScalars.contains { "/\\\r\n\u{0}\u{202E}".unicodeScalars.contains($0) })
            }
            if form.isWhole { whole += 1 } else { refused += 1 }
        }
        // Otherwise the mutations would test one side only.
        #expect(whole > 500 && refused > 500)
    }

    /// Two hundred thousand times all of a boundary but its last character: a search that began anew would not end.
    @Test func toNearMissesOfALongBoundaryAreReadToTheByte() throws {
        let boundary = try #require(Boundary(Array(String(repeating: "-", count: 70).utf8)))
        let start =
            Array("--".utf8) + boundary.bytes
            + Array("\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n".utf8)
        let near = Array("\r\n--".utf8) + boundary.bytes.dropLast() + Array("x".utf8)
        var parser = MultipartParser(boundary: boundary)
        var events: [MultipartEvent] = []
        try parser.push(start, into: &events)
        var count = 0
        for _ in 0..<200_000 {
            events.removeAll()
            try parser.push(near, into: &events)
            for case .body(let bytes) in events { count += bytes.count }
        }
        #expect(count == 200_000 * near.count)
    }
}
