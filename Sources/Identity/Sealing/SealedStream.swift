import CSodium

/// Content of any size of or about a person, such as a photo, encrypted under the key of its own subject and bound to one
/// place of the ledger.
///
/// `Docs/sealing-format.md` is the specification of its bytes: 01 ‖ header (24) ‖ chunks of 65,553 bytes, the last of
/// which ends the padded content. They lie in blobs and are read for ever.
package enum SealedStream {
    /// The form of all streams so far.
    package static let version: UInt8 = 1
    /// Of the padded content in each chunk, the last one too; so a stream tells the length of its content to 64 KiB.
    package static let contentByteCount = 64 << 10
    package static let chunkByteCount = contentByteCount + SecretStream.overhead

    static let form = "jiedao-stream/1"
    static let headByteCount = 1 + SecretStream.headerByteCount

    /// The key of all streams of a subject: BLAKE2b (RFC 7693) of the form's name, keyed with the subject's own key.
    ///
    /// The subject's own key encrypts boxes, and no key shall serve two ciphers.
    static func key(of subject: SubjectKey) -> SecretBytes {
        let name = Framed.bytes(form)
        let count = SecretStream.keyByteCount
        return subject.secret.withBytes { key in
            var derived = [UInt8](repeating: 0, count: count)
            let status = crypto_generichash(&derived, count, name, UInt64(name.count), key, key.count)
            precondition(status == 0, "BLAKE2b takes keys of 16 to 64 bytes.")
            return SecretBytes(derived)
        }
    }

    private static let mark: UInt8 = 0x80

    /// The last part of the content with its padding (ISO/IEC 7816-4, as in boxes).
    static func padded(_ rest: [UInt8]) -> [UInt8] {
        rest + [mark] + [UInt8](repeating: 0, count: contentByteCount - rest.count - 1)
    }

    /// Nil where there is no padding.
    static func unpadded(_ last: [UInt8]) -> ArraySlice<UInt8>? {
        guard let end = last.lastIndex(where: { $0 != 0 }), last[end] == mark else { return nil }
        return last[..<end]
    }
}
