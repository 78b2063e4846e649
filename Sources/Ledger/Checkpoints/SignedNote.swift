/// A text and the signatures under it (C2SP `signed-note`).
package struct SignedNote: Equatable, Sendable {
    /// Ends with a newline; the signatures cover it with that newline.
    package let text: String
    package let signatures: [Signature]

    package struct Signature: Equatable, Sendable {
        package let name: String
        /// 4 bytes key id, then the signature.
        package let bytes: [UInt8]
    }

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case malformed(String)
        case noSignature(by: String)
        case wrongSignature(by: String)

        package var description: String {
            switch self {
            case .malformed(let what): "not a signed note: \(what)"
            case .noSignature(let name): "the note is not signed by \(name) with the expected key"
            case .wrongSignature(let name):
                "the signature of \(name) does not fit the text: one of them was altered"
            }
        }
    }

    private static let dash = "\u{2014} "

    package init(_ note: String) throws(Failure) {
        guard note.utf8.count <= Limit.noteBytes else { throw .malformed("it is longer than 64 KiB") }
        let bytes = Array(note.utf8)
        guard !bytes.contains(where: { $0 < 0x20 && $0 != 0x0A }) else {
            throw .malformed("it holds control characters")
        }
        // The last empty line parts the text from its signatures.
        guard let gap = bytes.indices.dropLast().last(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A })
        else {
            throw .malformed("there is no empty line between the text and its signatures")
        }
        guard bytes.last == 0x0A else { throw .malformed("the last line has no end") }
        text = String(decoding: bytes[...gap], as: UTF8.self)
        let lines = String(decoding: bytes[(gap + 2)...], as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: true)
        guard (1...Limit.signatures).contains(lines.count) else {
            throw .malformed("it has \(lines.count) signatures, not 1 to \(Limit.signatures)")
        }
        var found: [Signature] = []
        for line in lines {
            guard line.hasPrefix(Self.dash) else {
                throw .malformed("a signature line does not begin with \(Self.dash)")
            }
            let parts = line.dropFirst(Self.dash.count).split(
                separator: " ",
                omittingEmptySubsequences: false
            )
            guard parts.count == 2, KeyName.isValid(String(parts[0])),
                let bytes = Base64.decode(String(parts[1])),
                bytes.count > 4
            else { throw .malformed("a signature line is not a name and Base64") }
            found.append(Signature(name: String(parts[0]), bytes: bytes))
        }
        signatures = found
    }

    /// The note in the form that is stored, sent and read again.
    package init(signing text: String, with key: SigningKey) throws {
        precondition(text.hasSuffix("\n"), "A note's text ends with a newline.")
        let signature = try key.signature(for: Array(text.utf8))
        self.text = text
        signatures = [Signature(name: key.name, bytes: key.verifier.id + signature)]
    }

    /// Succeeds where one signature is by `key`; signatures by others are not looked at.
    package func verify(by key: VerifierKey) throws(Failure) {
        let own = signatures.filter {
            $0.name.utf8.elementsEqual(key.name.utf8) && $0.bytes.prefix(4).elementsEqual(key.id)
        }
        guard !own.isEmpty else { throw .noSignature(by: key.name) }
        for signature in own {
            guard key.isValid(Array(signature.bytes.dropFirst(4)), for: Array(text.utf8)) else {
                throw .wrongSignature(by: key.name)
            }
        }
    }
}

extension SignedNote: CustomStringConvertible {
    package var description: String {
        let lines = signatures.map { "\(Self.dash)\($0.name) \(Base64.encode($0.bytes))\n" }
        return text + "\n" + lines.joined()
    }
}
