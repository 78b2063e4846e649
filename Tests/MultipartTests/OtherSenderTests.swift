import Foundation
import Multipart
import Testing

@Suite("Forms made by another program")
struct OtherSenderTests {
    struct Form: Decodable {
        struct Part: Decodable, Equatable {
            let name: String
            let filename: String?
            let content: String
        }

        let type: String
        let body: String
        let parts: [Part]
    }

    @Test func areReadAsTheyWereMeant() throws {
        let forms = try Self.forms(seed: 2018, count: 1500)
        try #require(forms.count == 1500)
        for form in forms {
            let boundary = try Boundary(contentType: form.type)
            let body = Self.bytes(form.body)
            let read = FormReading(
                body,
                boundary: boundary,
                cuts: Array(stride(from: 0, to: body.count, by: 37))
            )
            #expect(read.isWhole)
            let parts = read.parts.map { part in
                Form.Part(
                    name: part.head.name,
                    filename: part.head.filename?.text,
                    content: part.body.map { String(format: "%02x", $0) }.joined()
                )
            }
            #expect(parts == form.parts)
        }
    }

    private static func bytes(_ text: String) -> [UInt8] {
        let digits = Array(text.utf8).map { UInt8($0 < 58 ? $0 - 48 : $0 - 87) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func forms(seed: Int, count: Int) throws -> [Form] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Support/forms.py")
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [script.path, String(seed), String(count)]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try data.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Form.self, from: $0)
        }
    }
}
