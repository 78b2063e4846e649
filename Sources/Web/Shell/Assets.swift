import Catalog
import Foundation
import Ledger

/// Files that browsers keep for long: each has a part of its own hash in its name.
struct Assets: Sendable {
    struct File: Sendable {
        let name: String
        let type: String
        let bytes: [UInt8]

        var path: String { "/assets/\(name)" }

        init(_ name: String, _ ending: String, type: String, _ text: String) {
            bytes = Array(text.utf8)
            self.name = "\(name)-\(Hash(of: bytes).description.prefix(16)).\(ending)"
            self.type = type
        }
    }

    let style: File
    let seal: File
    /// Shows matters like the one that is being written down.
    let similar: File

    /// - Parameter name: The subdistrict's name in Chinese; its first two characters are the seal.
    init(subdistrict name: String) throws {
        style = File("ledger", "css", type: "text/css; charset=utf-8", try Self.text("ledger", "css"))
        similar = File(
            "similar",
            "js",
            type: "text/javascript; charset=utf-8",
            try Self.text("similar", "js")
        )
        let (top, bottom) = Self.sealCharacters(name)
        let escaping = ScalarEscaping()
        seal = File(
            "seal",
            "svg",
            type: "image/svg+xml",
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 34"><rect width="34" height="34" rx="3" \
            fill="#b4231a"/><g fill="#fff" font-family="serif" font-weight="600" font-size="15" \
            text-anchor="middle"><text x="17" y="15.5">\(escaping.escapeText(top))</text><text x="17" \
            y="31">\(escaping.escapeText(bottom))</text></g></svg>
            """
        )
    }

    var all: [File] { [style, seal, similar] }

    static func sealCharacters(_ name: String) -> (top: String, bottom: String) {
        (String(name.prefix(1)), String(name.dropFirst().prefix(1)))
    }

    /// A text file that belongs to the program.
    static func text(_ name: String, _ ending: String) throws -> String {
        guard let address = Bundle.module.url(forResource: name, withExtension: ending) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: "\(name).\(ending)"])
        }
        return try String(contentsOf: address, encoding: .utf8)
    }
}
