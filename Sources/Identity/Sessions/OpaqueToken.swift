package import Ledger

/// A secret that a browser carries: 256 random bits that mean nothing in themselves.
///
/// The store keeps its digest only, so whoever reads the store cannot take over a session.
package struct OpaqueToken<Use>: Sendable, Hidden {
    package static var byteCount: Int { 32 }

    let bytes: [UInt8]

    package init(random: RandomSource) { bytes = random.bytes(Self.byteCount) }

    /// Nil unless the text is 43 characters as `text` gives them.
    package init?(_ text: String) {
        guard text.utf8.count == 43, let bytes = Base64URL.decode(text), bytes.count == Self.byteCount else {
            return nil
        }
        self.bytes = bytes
    }

    /// For the cookie, in Base64url.
    package var text: String { Base64URL.encode(bytes) }

    /// What the store keeps: SHA-256 of the 32 bytes.
    ///
    /// So much chance needs no salt and no slow hash.
    package var digest: Hash { Hash(of: bytes) }
}

/// Tells session tokens from others.
package enum SessionUse {}

/// Tells device tokens from others.
package enum DeviceUse {}

/// The cookie of somebody who is logged in, or, before a login, of a visitor with a form.
package typealias SessionToken = OpaqueToken<SessionUse>

/// The long-lived cookie of a browser that has logged in to an account before; see `Throttle`.
package typealias DeviceToken = OpaqueToken<DeviceUse>
