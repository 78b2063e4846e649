import Foundation
package import Ledger

/// A text of or about a person, encrypted under the key of its own subject and bound to one place of the ledger.
///
/// `Docs/sealing-format.md` is the specification of its bytes: 01 ‖ nonce (24) ‖ ciphertext of the padded content ‖ tag (16).
/// Boxes lie in entries, so these bytes are read for ever.
package struct SealedBox: Hashable, Sendable {
    package let bytes: [UInt8]

    /// The form of all boxes so far: XChaCha20-Poly1305 over content padded to buckets.
    package static let version: UInt8 = 1
    package static let contentByteLimit = Padding.contentByteLimit

    /// Takes a box as an entry holds it.
    ///
    /// - Throws: `.version` or `.length` where no box looks so; whether it opens is another question.
    package init(bytes: [UInt8]) throws(SealingError) {
        guard let version = bytes.first else { throw .length(0) }
        guard version == Self.version else { throw .version(version) }
        guard Padding.isBucket(bytes.count - Self.overhead) else { throw .length(bytes.count) }
        self.bytes = bytes
    }

    private init(nonce: [UInt8], sealed: [UInt8]) { bytes = [Self.version] + nonce + sealed }

    private static let form = "jiedao-box/1"
    private static let headByteCount = 1 + XChaCha20Poly1305.nonceByteCount
    private static let overhead = headByteCount + XChaCha20Poly1305.tagByteCount
}

extension SealedBox {
    /// Where a box belongs; moved anywhere else it does not open.
    package struct Place: Hashable, Sendable {
        /// Whose key it is: `Entry.SealedField.key`.
        package let subject: Subject
        /// The field's name: `Entry.SealedField.name`.
        package let field: String
        /// The command of the entry.
        package let command: CommandID

        package init(subject: Subject, field: String, command: CommandID) {
            self.subject = subject
            self.field = field
            self.command = command
        }

        /// What tags cover besides the ciphertext.
        ///
        /// - Parameter form: The form of what is sealed, so that one never passes for the other.
        func bound(as form: String) -> [UInt8] {
            Framed.bytes(
                Framed.bytes(form),
                Framed.bytes(subject.description),
                Framed.bytes(field),
                command.bytes
            )
        }
    }

    /// Seals a text, brought to Unicode normalization form C first, as all text of entries is.
    package static func seal(
        _ text: String,
        under key: SubjectKey,
        at place: Place,
        random: RandomSource
    ) throws(SealingError) -> SealedBox {
        let normal = text.precomposedStringWithCanonicalMapping
        return try seal(Array(normal.utf8), under: key, at: place, random: random)
    }

    package static func seal(
        _ content: [UInt8],
        under key: SubjectKey,
        at place: Place,
        random: RandomSource
    ) throws(SealingError) -> SealedBox {
        guard content.count <= contentByteLimit else { throw .tooLong(content.count) }
        let nonce = random.bytes(XChaCha20Poly1305.nonceByteCount)
        let padded = Padding.added(to: content)
        return SealedBox(
            nonce: nonce,
            sealed: XChaCha20Poly1305.seal(
                padded,
                nonce: nonce,
                bound: place.bound(as: form),
                key: key.secret
            )
        )
    }

    /// What was sealed.
    ///
    /// - Throws: `.shut` unless key and place are those of the sealing and every byte is as it was.
    package func open(with key: SubjectKey, at place: Place) throws(SealingError) -> [UInt8] {
        let nonce = Array(bytes[1..<Self.headByteCount])
        let sealed = Array(bytes[Self.headByteCount...])
        guard
            let padded = XChaCha20Poly1305.open(
                sealed,
                nonce: nonce,
                bound: place.bound(as: Self.form),
                key: key.secret
            ),
            let content = Padding.removed(from: padded)
        else { throw .shut }
        return content
    }

    /// The text that was sealed.
    ///
    /// - Throws: `.notText` where the content is not UTF-8, and what `open` throws.
    package func text(with key: SubjectKey, at place: Place) throws(SealingError) -> String {
        guard let text = String(validating: try open(with: key, at: place), as: UTF8.self) else {
            throw .notText
        }
        return text
    }
}
