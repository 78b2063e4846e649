import Foundation
import Papers
import Testing

@Suite("QR codes")
struct QRCodeTests {
    @Test(
        "are read by somebody else's reader",
        .enabled(if: Tool.areThere, "the readers are not installed (script/bootstrap test)"),
        arguments: [
            "A", "0123456789", "https://example.org/verify/2018/0412?c=abc%20def&d=1#x", "坪街交办〔2018〕12号",
            "关于“立新桥”排水口的通知\n第二行：é, 😀", String(repeating: "a", count: 213),
            "https://example.org/" + String(repeating: "x/9", count: 300),
            String(repeating: "污水", count: 388),
            String(repeating: "z", count: 2331),
        ]
    )
    func areRead(text: String) throws {
        let desk = try Desk()
        let drawing = try desk.write(Data(try QRCode(text).svg(title: "x").text.utf8), as: "code.svg")
        let picture = desk.folder.appending(path: "code.png")
        // Six pixels a module.
        let scale = 6 * 1.0
        _ = try Tool.run("vips", "copy", "\(drawing.path)[scale=\(scale)]", picture.path)
        let read = try Tool.codes(in: picture)
        #expect(read == text + "\n")
    }

    @Test(
        "are refused where the text does not fit",
        arguments: [QRCode.Correction.low, .medium, .quartile, .high]
    )
    func areRefused(correction: QRCode.Correction) throws {
        let most = correction.bytesMax
        let largest = try QRCode(String(repeating: "a", count: most), correction: correction)
        #expect(largest.width == 177)
        #expect(throws: QRCodeError.tooLong(bytes: most + 1, most: most)) {
            try QRCode(String(repeating: "a", count: most + 1), correction: correction)
        }
        // Text that is not ASCII says its encoding first.
        let most8 = most - 2
        #expect(
            try QRCode("é" + String(repeating: "a", count: most8 - 2), correction: correction).width == 177
        )
        #expect(throws: QRCodeError.tooLong(bytes: most8 + 1, most: most8)) {
            try QRCode("é" + String(repeating: "a", count: most8 - 1), correction: correction)
        }
    }

    @Test func areRefusedWithoutText() { #expect(throws: QRCodeError.empty) { try QRCode("") } }

    @Test func mendMoreWhereTheyAreLarger() throws {
        let text = String(repeating: "a", count: 100)
        let widths = try [QRCode.Correction.low, .medium, .quartile, .high].map {
            try QRCode(text, correction: $0).width
        }
        // Versions 5, 6, 8 and 10 (ISO/IEC 18004 table 7).
        #expect(widths == [37, 41, 49, 57])
        let usual = try QRCode(text)
        #expect(usual.width == 41)
    }

    @Test func beginWithTheFinderPattern() throws {
        let code = try QRCode("A")
        #expect(code.width == 21)
        let corner = (0..<8).map { row in
            (0..<8).map { code.isDark(row: row, column: $0) ? "#" : "." }.joined()
        }
        #expect(
            corner == [
                "#######.", "#.....#.", "#.###.#.", "#.###.#.", "#.###.#.", "#.....#.", "#######.",
                "........",
            ]
        )
    }

    @Test func areSquareImagesWithAQuietZoneAndATitle() throws {
        let image = try QRCode("A").svg(title: "<&\"坪山").text
        #expect(
            image.hasPrefix(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges" role="img">\
                <title>&lt;&amp;&quot;坪山</title><path fill="#fff" d="M0 0h29v29H0z"/><path fill="#000" d="M4 4h7v1h-7z
                """
            )
        )
        #expect(image.hasSuffix("z\"/></svg>"))
        for word in ["script", "style=", "href", "width="] { #expect(!image.contains(word)) }
    }
}
