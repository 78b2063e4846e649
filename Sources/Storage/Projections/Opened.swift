package import Ledger

/// A field that an entry is to hold encrypted, with the text that is in it.
///
/// The text goes to the appliers and nowhere else.
package struct SealedText: Sendable {
    package let field: Entry.SealedField
    package let text: String

    package init(_ field: Entry.SealedField, text: String) {
        self.field = field
        self.text = text
    }
}

/// Opens what entries hold sealed, so that projections can be made from them again.
package protocol Opener: Sendable {
    /// The text in a field of an entry that `command` recorded.
    ///
    /// - Returns: Nil where the key was destroyed, or is not at hand.
    func text(of field: Entry.SealedField, command: CommandID) -> String?
}

/// Has no keys, so everything sealed stays so.
package struct NoKeys: Opener {
    package init() {}

    package func text(of field: Entry.SealedField, command: CommandID) -> String? { nil }
}

/// The sealed texts of one entry, as its applier sees them.
package struct Opened {
    private let texts: [String: String]

    init(_ sealed: [SealedText]) {
        texts = Dictionary(sealed.map { ($0.field.name, $0.text) }) { first, _ in first }
    }

    init(_ entry: Entry, by opener: any Opener) {
        var texts: [String: String] = [:]
        for field in entry.sealed { texts[field.name] = opener.text(of: field, command: entry.command) }
        self.texts = texts
    }

    /// Nil where the entry has no such field, or it cannot be opened any more.
    package subscript(name: String) -> String? { texts[name] }
}
