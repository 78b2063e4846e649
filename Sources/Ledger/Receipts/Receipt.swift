/// A proof in one file that an entry stands in the ledger: its exact bytes, salt, path and a signed checkpoint.
package struct Receipt: Equatable, Sendable {
    package let content: EntryRecord.Content
    package let proof: InclusionProof
    package let checkpoint: Checkpoint
    /// The log's key as the ledger names it; a reader who has it from elsewhere trusts that one instead.
    package let key: VerifierKey

    package static let format = "jiedao-receipt/1"

    package init(
        content: EntryRecord.Content,
        proof: InclusionProof,
        checkpoint: Checkpoint,
        key: VerifierKey
    ) {
        self.content = content
        self.proof = proof
        self.checkpoint = checkpoint
        self.key = key
    }

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case malformed(String)
        case entry(EntryError)
        case sequence(entry: Int64, proof: Int64)
        case size(checkpoint: Int64, proof: Int64)
        case proof(ProofError)
        case checkpoint(SignedNote.Failure)

        package var description: String {
            switch self {
            case .malformed(let what): "not a receipt: \(what)"
            case .entry(let error): "the entry in the receipt: \(error)"
            case .sequence(let entry, let proof):
                "the entry says it is number \(entry), the proof says \(proof)"
            case .size(let checkpoint, let proof):
                "the proof is for a tree of \(proof) entries, the checkpoint for \(checkpoint)"
            case .proof(let error): error.description
            case .checkpoint(let error): error.description
            }
        }
    }

    /// Checks everything: entry bytes, place, path, and the checkpoint's signature by `trusted`, or by the key in
    /// the receipt, which proves no more than that the receipt agrees with itself.
    ///
    /// - Returns: The entry that is proven.
    package func verify(trusting trusted: VerifierKey? = nil) throws(Failure) -> Entry {
        let entry: Entry
        do { entry = try Entry(bytes: content.bytes) } catch { throw .entry(error) }
        guard entry.id.rawValue == proof.index else {
            throw .sequence(entry: entry.id.rawValue, proof: proof.index)
        }
        guard proof.size == checkpoint.size else {
            throw .size(checkpoint: checkpoint.size, proof: proof.size)
        }
        do { try checkpoint.verify(by: trusted ?? key) } catch { throw .checkpoint(error) }
        do { try proof.verify(content.leaf.hash, root: checkpoint.root) } catch { throw .proof(error) }
        return entry
    }
}

extension Receipt {
    /// The file: readable JSON; the entry's bytes stand in it as a text.
    package var json: [UInt8] {
        get throws {
            let object: JSON.Object = [
                "checkpoint": .string(checkpoint.note.description),
                "entry": .string(String(decoding: content.bytes, as: UTF8.self)),
                "format": .string(Self.format),
                "index": .integer(proof.index),
                "key": .string(key.description),
                "path": .array(proof.path.map { .string($0.description) }),
                "salt": .string(Hex.encode(content.salt.bytes)),
                "size": .integer(proof.size),
            ]
            return try JSON.object(object).canonicalBytes(admittingUnassigned: true)
        }
    }

    package init(json bytes: [UInt8]) throws(Failure) {
        guard bytes.count <= Limit.receiptBytes else { throw .malformed("it is larger than 512 KiB") }
        let value: JSON
        // An editor may have added a last newline; nothing else may differ.
        do { value = try JSON(canonical: bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes) } catch {
            throw .malformed(error.description)
        }
        guard case .object(let object) = value else { throw .malformed("it is not an object") }
        do { try self.init(object) } catch { throw .malformed(error.description) }
    }

    private init(_ object: JSON.Object) throws(JSONShapeError) {
        guard try object.text("format") == Self.format else {
            throw JSONShapeError("format", expected: "\"\(Self.format)\"; use a newer program")
        }
        try object.expectOnly(["checkpoint", "entry", "format", "index", "key", "path", "salt", "size"])
        var path: [Hash] = []
        for element in try object.array("path") {
            guard case .string(let text) = element, let hash = Hash(hex: text), path.count < Limit.path else {
                throw JSONShapeError("path", expected: "a list of at most \(Limit.path) hashes")
            }
            path.append(hash)
        }
        self.init(
            content: EntryRecord.Content(
                salt: try object.value("salt", expected: "32 bytes in hexadecimal") { text in
                    Hex.decode(text).flatMap { Salt(bytes: $0) }
                },
                bytes: Array(try object.text("entry").utf8)
            ),
            proof: InclusionProof(
                index: try object.integer("index"),
                size: try object.integer("size"),
                path: path
            ),
            checkpoint: try object.value("checkpoint", expected: "a checkpoint") { try? Checkpoint($0) },
            key: try object.value("key", expected: "a verifier key") { VerifierKey($0) }
        )
    }
}
