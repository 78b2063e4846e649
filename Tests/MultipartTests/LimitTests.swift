import Multipart
import Testing

@Suite("The limits of a form")
struct LimitTests {
    static func field(_ body: String) -> String { "--b\nContent-Disposition: form-data; name=a\n\n\(body)\n" }
    static func file(_ body: String) -> String {
        "--b\nContent-Disposition: form-data; name=a; filename=b\n\n\(body)\n"
    }

    @Test func ofParts() throws {
        var limits = MultipartLimits()
        limits.parts = 3
        let parts = String(repeating: Self.field("x"), count: 3)
        #expect(try SentForm.b(parts + "--b--").read(limits: limits).isWhole)
        let refused = try SentForm.b(parts + Self.field("x") + "--b--").read(limits: limits)
        #expect(refused.error == .limit(.parts, 3, part: 3))
        #expect(refused.parts.count == 3)
    }

    @Test func ofAHead() throws {
        var limits = MultipartLimits()
        // Two lines with their ends, and the empty one.
        limits.headBytes = 38 + 2 + 3 + 2 + 2
        let head = "--b\nContent-Disposition: form-data; name=a"
        #expect(try SentForm.b("\(head)\nX:y\n\n\n--b--").read(limits: limits).isWhole)
        #expect(
            try SentForm.b("\(head)\nX:yy\n\n\n--b--").read(limits: limits).error
                == .limit(.headBytes, limits.headBytes, part: 1)
        )
    }

    @Test(
        "of a field and of a file are apart, and hold to the byte wherever it is cut",
        arguments: [MultipartLimits.Kind.fieldBytes, .fileBytes]
    )
    func ofABody(kind: MultipartLimits.Kind) throws {
        var limits = MultipartLimits()
        limits.fieldBytes = kind == .fieldBytes ? 5 : 100
        limits.fileBytes = kind == .fileBytes ? 5 : 100
        let part = kind == .fieldBytes ? Self.field : Self.file
        let other = kind == .fieldBytes ? Self.file : Self.field
        #expect(try SentForm.b(other("123456") + part("12\n5") + "--b--").read(limits: limits).error == nil)
        #expect(try SentForm.b(part("123\n") + part("12345") + "--b--").read(limits: limits).isWhole)
        for body in ["123456", "1234\n", "12345\n--", "\n\n\n"] {
            let sent = SentForm.b(part(body) + "--b--")
            for cut in sent.body.indices {
                let form = try sent.read(cuts: [cut], limits: limits)
                #expect(form.error == .limit(kind, 5, part: 1))
                #expect(form.parts.map(\.body.count) == [5])
            }
        }
    }

    @Test func ofTheWhole() throws {
        let sent = SentForm.b(Self.field("x") + "--b--" + "epilogue")
        var limits = MultipartLimits()
        limits.totalBytes = sent.body.count
        #expect(try sent.read(limits: limits).isWhole)
        limits.totalBytes -= 1
        for cut in sent.body.indices {
            let form = try sent.read(cuts: [cut], limits: limits)
            #expect(form.error == .limit(.totalBytes, limits.totalBytes, part: 1))
            #expect(form.texts == ["x"] && !form.isWhole)
        }
    }

    @Test func areNamedInTheMessage() {
        #expect(
            MultipartError.limit(.fileBytes, 52_428_800, part: 2).description
                == "The file of part 2 is larger than 52428800 bytes. Send a smaller one."
        )
    }
}
