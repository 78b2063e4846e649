import Multipart
import Testing

@Suite("Reading a form")
struct FormTests {
    static let field = "Content-Disposition: form-data; name=\"a\""

    @Test func withoutPartsIsWhole() throws {
        let form = try SentForm.b("--b--\n").read()
        #expect(form.isWhole && form.parts.isEmpty)
    }

    @Test func skipsWhatStandsBeforeAndBehind() throws {
        let form = try SentForm.b(
            "Preamble --b\n--c\n\n--b \t\n\(Self.field)\n\nx\n--b--  \n--b\nrubbish\n--b--"
        ).read()
        #expect(form.isWhole && form.texts == ["x"])
    }

    @Test func keepsBodiesToTheByte() throws {
        let body = "\n\n--\n--a\n-\n"
        let form = try SentForm.b("--b\n\(Self.field)\n\n\(body)\n--b--").read()
        #expect(form.texts == [body.replacing("\n", with: "\r\n")])
    }

    @Test(
        "does not take for a delimiter what is none",
        arguments: ["\u{b}--b", "x--b", "\n --b", "\n-b", "\n--a", "\n--B"]
    )
    func otherLines(body: String) throws {
        let form = try SentForm.b("--b\n\(Self.field)\n\n\(body)\n--b--").read()
        #expect(form.texts == [body.replacing("\n", with: "\r\n")])
    }

    @Test func takesCRAndLFAloneForContent() throws {
        let boundary = try Boundary(contentType: "multipart/form-data; boundary=b")
        for body in ["a\n--b--", "a\r--b--", "\r\r", "\r", "\n\r", "\r\r\n-", "\n"] {
            let sent = "--b\r\n\(Self.field)\r\n\r\n\(body)\r\n--b--"
            for cuts in [[], Array(0..<sent.utf8.count)] {
                #expect(FormReading(Array(sent.utf8), boundary: boundary, cuts: cuts).texts == [body])
            }
        }
    }

    @Test func takesAPartWithoutABodyLine() throws {
        let form = try SentForm.b("--b\n\(Self.field)\n\n--b\n\(Self.field)\n\n\n--b--").read()
        #expect(form.isWhole && form.texts == ["", ""])
    }

    @Test(
        "refuses a head that can be read in two ways or not at all",
        arguments: [
            ("", MultipartError.HeadFault.disposition), ("X: y\n", .disposition),
            ("Content-Disposition: attachment; name=a\n", .disposition),
            ("Content-Disposition: form-data; name=a; name=b\n", .disposition),
            ("Content-Disposition: form-data; name=\"a\n", .disposition),
            ("Content-Disposition: form-data; name=\"a\"b\n", .disposition),
            ("Content-Disposition: form-data; name\n", .disposition),
            ("Content-Disposition: form-data\n", .name),
            ("Content-Disposition: form-data; name=\"\"\n", .name),
            ("Content-Disposition: form-data; name=\"a%0D%0Ab\"\n", .name), ("\(field)\n\(field)\n", .twice),
            ("\(field)\nContent-Type: text/plain\ncontent-type: text/html\n", .twice),
            ("\(field)\n x\n", .folded), ("\(field)\nno colon\n", .noColon), ("\(field)\n: x\n", .noColon),
            ("\(field)\nX : y\n", .noColon), ("\(field)\nX: \u{0}\n", .control),
            ("\(field)\nX: \u{1B}\n", .control),
            ("\(field)\nContent-Type: Multipart/Mixed; boundary=c\n", .nested),
            ("\(field)\nContent-Transfer-Encoding: base64\n", .encoding),
        ]
    )
    func badHead(head: String, fault: MultipartError.HeadFault) throws {
        let form = try SentForm.b("--b\n\(head)\nx\n--b--").read()
        #expect(form.error == .badHead(part: 1, fault))
        #expect(form.parts.isEmpty)
    }

    @Test(
        "refuses header lines that end with CR or LF alone",
        arguments: ["\r", "\n", "\r\r\n", "\r\n\r", "\n\n"]
    )
    func badLineEnd(end: String) throws {
        let boundary = try Boundary(contentType: "multipart/form-data; boundary=b")
        let form = FormReading(Array("--b\r\n\(Self.field)\(end)x".utf8), boundary: boundary)
        #expect(form.error == .badHead(part: 1, .lineEnd))
    }

    @Test("refuses a boundary's line that goes on", arguments: ["--bc\n", "--b-\n", "--b -\n", "--b \r"])
    func badDelimiter(line: String) throws {
        let form = try SentForm.b("--b\n\(Self.field)\n\nx\n\(line)--b--").read()
        #expect(form.error == .badDelimiter(part: 1))
    }

    @Test func leavesUnreadableMediaTypesOut() throws {
        for (sent, read) in [
            ("Image/JPEG; q=1", "image/jpeg"), ("", nil), ("jpeg", nil), ("a/b/c", nil), ("a /b", nil),
        ] as [(String, String?)] {
            let form = try SentForm.b("--b\n\(Self.field)\nContent-Type: \(sent)\n\n\n--b--").read()
            #expect(form.parts.map(\.head.contentType) == [read])
        }
    }

    @Test func staysRefused() throws {
        var parser = MultipartParser(boundary: try Boundary(contentType: "multipart/form-data; boundary=b"))
        var events: [MultipartEvent] = []
        for _ in 0..<2 {
            #expect(throws: MultipartError.badDelimiter(part: 0)) {
                try parser.push(Array("--bx".utf8), into: &events)
            }
        }
        #expect(throws: MultipartError.badDelimiter(part: 0)) { try parser.finish(into: &events) }
        #expect(events == [])
    }
}
