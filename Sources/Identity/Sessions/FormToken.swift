import Crypto

/// The hidden field of a form that shows that our own page sent it, and not another site (CSRF).
///
/// HMAC-SHA256 (RFC 2104) under the session token over the framed parts `jiedao-form/1` and the purpose. The key is the session
/// itself, so servers share no other secret, the store keeps nothing, and a token dies with its session.
package struct FormToken: Sendable, Hidden {
    /// For the hidden field, in Base64url, 43 characters.
    package let text: String

    /// - Parameter purpose: What the form does, `matter.close 81`; its token is good for nothing else.
    package init(for session: SessionToken, purpose: String) {
        let code = HMAC<SHA256>.authenticationCode(
            for: Self.message(purpose),
            using: SymmetricKey(data: session.bytes)
        )
        text = Base64URL.encode(Array(code))
    }

    /// Whether what a form sent is its token, compared in constant time.
    package static func isValid(_ sent: String, for session: SessionToken, purpose: String) -> Bool {
        guard sent.utf8.count == 43, let code = Base64URL.decode(sent) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code,
            authenticating: message(purpose),
            using: SymmetricKey(data: session.bytes)
        )
    }

    private static func message(_ purpose: String) -> [UInt8] {
        Framed.bytes(Framed.bytes("jiedao-form/1"), Framed.bytes(purpose))
    }
}
