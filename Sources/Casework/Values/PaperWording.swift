/// What a paper says, each part within its limits.
package struct PaperWording: Equatable, Sendable {
    package let title: String
    /// To whom, as the letter has it; nil where it has nobody above its text.
    package let addressee: String?
    package let text: String

    /// In characters.
    package static let titleLimit = 60
    package static let addresseeLimit = 60
    /// In bytes of UTF-8; some 2,500 Chinese characters.
    package static let textLimit = 8_000

    /// - Throws: `MatterError` naming what is empty or too long; `PaperError.unfilled` where a name in braces is left.
    package init(title: String, addressee: String?, text: String) throws {
        self.title = try Self.line(title, .title, Self.titleLimit)
        let isBlank = addressee?.allSatisfy(\.isWhitespace) ?? true
        self.addressee =
            isBlank ? nil : try addressee.map { try Self.line($0, .addressee, Self.addresseeLimit) }
        self.text = try MatterError.kept(text, .text)
        guard self.text.utf8.count <= Self.textLimit else {
            throw MatterError.tooLong(.text, self.text.utf8.count, of: Self.textLimit)
        }
        for part in [self.title, self.addressee ?? "", self.text] {
            if let name = part.firstMatch(of: /\{[a-z_]+\}/) { throw PaperError.unfilled(String(name.0)) }
        }
    }

    private static func line(
        _ typed: String,
        _ part: MatterError.Part,
        _ limit: Int
    ) throws(MatterError) -> String {
        let kept = try MatterError.kept(typed, part).replacing("\n", with: " ")
        guard kept.count <= limit else { throw .tooLong(part, kept.count, of: limit) }
        return kept
    }
}
