import CSodium

/// Messages under one key of which none can be left out, doubled, moved or cut off: libsodium's
/// `crypto_secretstream_xchacha20poly1305`.
final class SecretStream {
    static let keyByteCount = 32
    static let headerByteCount = 24
    /// What a message grows by: its encrypted tag, and the authenticator of Poly1305.
    static let overhead = 17

    private var state = crypto_secretstream_xchacha20poly1305_state()

    /// Begins a stream, for sealing as for opening.
    ///
    /// libsodium's `init_push` draws the header by itself and then does the same as `init_pull`, which takes one; so a
    /// header of our own source goes in by the latter.
    init(header: [UInt8], key: SecretBytes) {
        precondition(header.count == Self.headerByteCount && key.count == Self.keyByteCount)
        let status = key.withBytes { key in
            crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key)
        }
        precondition(status == 0, "libsodium takes every key and header of this length.")
    }

    deinit { withUnsafeMutableBytes(of: &state) { sodium_memzero($0.baseAddress, $0.count) } }

    /// The next message, encrypted.
    func seal(_ plain: [UInt8], isLast: Bool, bound: [UInt8]) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: plain.count + Self.overhead)
        let status = crypto_secretstream_xchacha20poly1305_push(
            &state,
            &sealed,
            nil,
            plain,
            UInt64(plain.count),
            bound,
            UInt64(bound.count),
            isLast
                ? crypto_secretstream_xchacha20poly1305_tag_final()
                : crypto_secretstream_xchacha20poly1305_tag_message()
        )
        precondition(status == 0, "libsodium encrypts every message of this length.")
        return sealed
    }

    /// The next message, decrypted; nil where it is not the one that was sealed here in the stream, or was sealed as
    /// anything but a message or the last one.
    func open(_ sealed: [UInt8], bound: [UInt8]) -> (plain: [UInt8], isLast: Bool)? {
        guard sealed.count >= Self.overhead else { return nil }
        var plain = [UInt8](repeating: 0, count: sealed.count - Self.overhead)
        var tag: UInt8 = 0
        let status = crypto_secretstream_xchacha20poly1305_pull(
            &state,
            &plain,
            nil,
            &tag,
            sealed,
            UInt64(sealed.count),
            bound,
            UInt64(bound.count)
        )
        guard status == 0 else { return nil }
        switch tag {
        case crypto_secretstream_xchacha20poly1305_tag_message(): return (plain, false)
        case crypto_secretstream_xchacha20poly1305_tag_final(): return (plain, true)
        default: return nil
        }
    }
}
