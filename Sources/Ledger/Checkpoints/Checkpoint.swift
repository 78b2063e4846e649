/// What a log says of itself at one size, signed: origin, size and root (C2SP `tlog-checkpoint`).
package struct Checkpoint: Equatable, Sendable {
    package let origin: String
    package let size: Int64
    package let root: Hash
    /// The signed form.
    package let note: SignedNote

    package static func text(origin: String, size: Int64, root: Hash) -> String {
        "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n"
    }

    /// Signs the tree; the origin is the key's name.
    package init(signing frontier: Frontier, with key: SigningKey) throws {
        origin = key.name
        size = frontier.size
        root = frontier.root
        note = try SignedNote(signing: Self.text(origin: origin, size: size, root: root), with: key)
    }

    /// Reads a checkpoint without judging its signatures.
    package init(_ text: String) throws(SignedNote.Failure) {
        note = try SignedNote(text)
        let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, !lines[0].isEmpty else {
            throw .malformed("a checkpoint has three lines at least")
        }
        guard let size = Int64(lines[1]), (0...JSON.integerLimit).contains(size),
            String(size).utf8.elementsEqual(lines[1].utf8)
        else {
            throw .malformed("the second line is not the size of a tree")
        }
        guard let bytes = Base64.decode(String(lines[2])), let root = Hash(bytes: bytes) else {
            throw .malformed("the third line is not a root")
        }
        origin = String(lines[0])
        self.size = size
        self.root = root
    }

    /// Succeeds where `key` belongs to the origin and has signed.
    package func verify(by key: VerifierKey) throws(SignedNote.Failure) {
        guard key.name.utf8.elementsEqual(origin.utf8) else { throw .noSignature(by: key.name) }
        try note.verify(by: key)
    }
}
