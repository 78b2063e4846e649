import Multipart
import TestSupport
import Testing

@Suite("Forms as programs send them")
struct ProgramTests {
    @Test func chromium() throws {
        let form = try SentForm.chromium.read()
        #expect(form.error == nil && form.isWhole)
        #expect(
            form.parts.map(\.head) == [
                PartHead(name: "title"),
                PartHead(name: "photo", filename: FileName("梅园\"一号\".jpg"), contentType: "image/jpeg"),
                PartHead(name: "more", filename: FileName(""), contentType: "application/octet-stream"),
            ]
        )
        #expect(
            form.texts == [
                "路灯不亮\r\n第二行",
                "\u{1}--\u{2}\r\n------WebKitFormBoundaryq3RkT9bXwV0aLm2", "",
            ]
        )
    }

    @Test func firefox() throws {
        let form = try SentForm.firefox.read()
        #expect(form.error == nil && form.isWhole)
        #expect(
            form.parts.map(\.head) == [
                PartHead(name: "title"),
                PartHead(name: "photo", filename: FileName("a.png"), contentType: "image/png"),
            ]
        )
        #expect(form.texts == ["路灯不亮", "\u{89}PNG\r\n\r\n"])
    }

    @Test func curl() throws {
        let form = try SentForm.curl.read()
        #expect(form.error == nil && form.isWhole)
        #expect(
            form.parts.map(\.head) == [
                PartHead(name: "a\"b"),
                PartHead(name: "photo", filename: FileName("梅\"园.jpg"), contentType: "image/jpeg"),
            ]
        )
        #expect(form.texts == ["1", "hello\r\n--x\r\n"])
    }

    @Test(
        "are read alike wherever they are cut once, and byte by byte",
        arguments: [SentForm.chromium, .firefox, .curl]
    )
    func cuts(sent: SentForm) throws {
        let whole = try sent.read()
        for cut in sent.body.indices { #expect(try sent.read(cuts: [cut]) == whole, "cut at \(cut)") }
        #expect(try sent.read(cuts: Array(sent.body.indices)) == whole)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let cuts = (0..<9).map { _ in Int.random(in: 0...sent.body.count, using: &generator) }
            #expect(try sent.read(cuts: cuts) == whole, "cuts at \(cuts)")
        }
    }

    @Test("are torn wherever they end early", arguments: [SentForm.chromium, .firefox, .curl])
    func torn(sent: SentForm) throws {
        let boundary = try Boundary(contentType: sent.contentType)
        // The line end behind the closing delimiter may be missing.
        for length in 0..<sent.body.count - 2 {
            let form = FormReading(Array(sent.body[..<length]), boundary: boundary)
            guard case .truncated = form.error, !form.isWhole else {
                Issue.record("cut off at \(length): \(String(describing: form.error))")
                return
            }
        }
        #expect(FormReading(sent.body.dropLast(2), boundary: boundary).isWhole)
    }
}
