import Foundation
import Papers
import Programs
import Testing

@Suite(
    "Printing",
    .enabled(if: Tool.areThere, "the programs are not installed (script/bootstrap test)"),
    .timeLimit(.minutes(5))
)
struct PDFPrinterTests {
    private func page(_ body: String, head: String = "") -> String {
        "<!DOCTYPE html><html lang=\"zh-Hans\"><head><title>通知</title>\(head)</head><body>\(body)</body></html>"
    }

    @Test func givesAPDFWithChineseLettersInIt() async throws {
        let print = try await Printout(page("<p style=\"font-family:'Noto Serif CJK SC'\">坪山街道：龘、㐂、𠮷。</p>"))
        #expect(print.warnings == nil)
        #expect(try print.text() == "坪山街道：龘、㐂、𠮷。")
        let fonts = try Tool.run("pdffonts", print.file.path).split(separator: "\n").dropFirst(2)
        // Embedded, as a part, and with what its glyphs mean.
        #expect(fonts.count == 1 && fonts.allSatisfy { $0.contains("Noto-Serif-CJK-SC") })
        #expect(fonts.allSatisfy { $0.contains("yes yes yes") })
        let size = try Data(contentsOf: print.file).count
        #expect(size < 400_000, "the whole font has 26 MB")
    }

    @Test func saysTitleAndLanguageAndNothingElseAboutIt() async throws {
        let head = """
            <meta name="author" content="Secret"><meta name="keywords" content="Secret"><meta name="generator" content="Secret">
            <meta name="description" content="Secret"><meta name="dcterms.created" content="2018-06-01">
            """
        let print = try await Printout(page("<p>正文</p>", head: head))
        let about = try Tool.run("pdfinfo", print.file.path)
        #expect(about.contains("通知"))
        for word in ["Secret", "Producer", "WeasyPrint", "CreationDate", "Author"] {
            #expect(!about.contains(word))
        }
        let bytes = try Data(contentsOf: print.file)
        #expect(bytes.range(of: Data("/Lang (zh-Hans)".utf8)) != nil)
        #expect(bytes.range(of: Data("Secret".utf8)) == nil)
    }

    @Test func givesTheSameBytesForTheSamePage() async throws {
        let printer = try await PDFPrinter()
        let html = page("<h1>同一页</h1><table><tr><td>a<td>b</table><p><b>粗</b><i>x</i></p>")
        let first = try await printer.print(html)
        let second = try await printer.print(html)
        let other = try await printer.print(html + "x")
        #expect(first == second && first != other)
    }

    @Test func readsNothingButThePage() async throws {
        let desk = try Desk()
        let secret = try desk.write(Data("SECRET".utf8), as: "secret.txt").path
        let style = try desk.write(Data("p::after { content: 'SECRET' }".utf8), as: "secret.css").path
        let drawing =
            "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'><text y='15'>SECRET</text></svg>"
        let picture = try desk.write(Data(drawing.utf8), as: "secret.svg").path
        let inner = Data(
            "<svg xmlns='http://www.w3.org/2000/svg'><image href='file://\(picture)' width='9' height='9'/></svg>"
                .utf8
        )
        let head = """
            <base href="file://\(desk.folder.path)/"><link rel="stylesheet" href="file://\(style)">
            <link rel="attachment" href="file://\(secret)"><style>@import "file://\(style)"; @import url(secret.css);
            @font-face { font-family: x; src: url(file://\(secret)) } p { background: url(file://\(picture)); font-family: x }
            p::before { content: url(FILE://\(picture)) }</style>
            """
        let body = """
            <p>OPEN</p><img src="file://\(picture)"><img src="secret.svg"><img src="\(picture)">
            <img src="data:image/svg+xml;base64,\(inner.base64EncodedString())"><object data="file://\(picture)"></object>
            <embed src="file://\(picture)"><iframe src="file://\(secret)"></iframe>
            <a rel="attachment" href="file://\(secret)">x</a><svg width="9" height="9"><image href="file://\(picture)"/></svg>
            <img src="file:///etc/passwd">
            """
        let print = try await Printout(page(body, head: head))
        let text = try print.text()
        #expect(text.contains("OPEN") && !text.contains("SECRET"))
        #expect(try Tool.run("pdfdetach", "-list", print.file.path).hasPrefix("0 embedded files"))
        #expect(print.warnings?.contains("only data: addresses are read") == true)
        // What it holds itself is shown.
        let own = try await Printout(
            page("<img src=\"data:image/svg+xml;base64,\(Data(drawing.utf8).base64EncodedString())\">")
        )
        #expect(try own.text() == "SECRET" && own.warnings == nil)
    }

    @Test func asksNobodyOnTheNetwork() async throws {
        let desk = try Desk()
        // Where the system does not let us cut it off, its script has to be enough.
        for name in ["timeout", "prlimit", "python3"] {
            try FileManager.default.createSymbolicLink(
                at: desk.folder.appending(path: name),
                withDestinationURL: URL(filePath: "/usr/bin/\(name)")
            )
        }
        let listener = try Listener()
        let address = "http://127.0.0.1:\(listener.port)"
        let head =
            "<link rel=\"stylesheet\" href=\"\(address)/a.css\"><style>@import '\(address)/b.css';</style>"
        let body = "<img src=\"\(address)/c.png\"><p style=\"background: url(\(address)/d.png)\">OPEN</p>"
        let printer = try await PDFPrinter(programs: [desk.folder.path])
        let pdf = try await printer.print(page(body, head: head))
        #expect(pdf.warnings?.contains("only data: addresses are read") == true)
        #expect(!listener.wasCalled)
        // It would have noticed.
        #expect(listener.call() && listener.wasCalled)
    }

    @Test func endsWhatTakesTooLong() async throws {
        var limits = PDFLimits()
        limits.milliseconds = 1500
        let rows = String(repeating: "<tr><td>坪山社区<td>污水直排<td>市政</tr>", count: 20_000)
        let html = page("<table>\(rows)</table>")
        await #expect(throws: PDFError.tookTooLong) { try await Printout(html, limits: limits) }
    }

    @Test func endsWhatTakesTooMuchMemory() async throws {
        var limits = PDFLimits()
        limits.addressSpaceBytes = 280 << 20
        let html = PaperSheet.list(rows: 1000).html
        await #expect {
            try await Printout(html, limits: limits)
        } throws: { error in
            switch error as? PDFError {
            case .tookTooLong, .failed: true
            default: false
            }
        }
    }

    @Test func refusesTooManyBytesBothWays() async throws {
        var limits = PDFLimits()
        limits.outputBytes = 20_000
        let html = page("<p style=\"font-family: 'Noto Serif CJK SC'\">坪山</p>")
        await #expect(throws: PDFError.tooLarge(limit: 20_000)) { try await Printout(html, limits: limits) }
        limits.inputBytes = html.utf8.count - 1
        await #expect(throws: PDFError.tooLong(bytes: html.utf8.count, limit: html.utf8.count - 1)) {
            try await Printout(html, limits: limits)
        }
    }

    @Test func refusesWhenTooManyWait() async throws {
        var limits = PDFLimits()
        (limits.atOnce, limits.waiting) = (1, 1)
        let printer = try await PDFPrinter(limits: limits)
        let results = await withTaskGroup(of: PDFError?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        _ = try await printer.print("<p>x</p>")
                        return nil
                    } catch { return error as? PDFError }
                }
            }
            return await group.reduce(into: [PDFError?]()) { $0.append($1) }
        }
        #expect(results.count { $0 == nil } >= 2)
        #expect(results.contains(.busy) && results.allSatisfy { $0 == nil || $0 == .busy })
    }

    @Test func leavesNothingBehind() async throws {
        let desk = try Desk()
        let printer = try await PDFPrinter(folder: desk.folder.path)
        _ = try await printer.print("<p>x</p>")
        let task = Task { try await printer.print("<p>y</p>") }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(desk.names == [])
        try FileManager.default.removeItem(at: desk.folder)
        await #expect {
            try await printer.print("<p>x</p>")
        } throws: { error in
            guard case PDFError.program(.file) = error else { return false }
            return true
        }
    }

    @Test func saysWhichProgramIsMissing() async throws {
        await #expect(throws: PDFError.program(.missing("timeout"))) {
            try await PDFPrinter(programs: ["/nonexistent"])
        }
        #expect(PDFError.program(.missing("python3")).description.contains("python3 is missing"))
    }
}
