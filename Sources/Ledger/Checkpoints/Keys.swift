import Crypto

/// A log's public key with its name, in the text form `name+key id+Base64(01 ‖ key)` (C2SP `signed-note`).
package struct VerifierKey: Hashable, Sendable {
    package let name: String
    /// Ed25519 (RFC 8032), 32 bytes.
    package let publicKey: [UInt8]

    /// Nil unless the name can stand in a signature line and the key has 32 bytes.
    package init?(name: String, publicKey: [UInt8]) {
        guard KeyName.isValid(name), publicKey.count == 32 else { return nil }
        self.name = name
        self.publicKey = publicKey
    }

    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let key = Base64.decode(String(parts[2])), key.first == KeyName.ed25519,
            let found = VerifierKey(name: String(parts[0]), publicKey: Array(key.dropFirst())),
            Hex.encode(found.id).utf8.elementsEqual(parts[1].utf8)
        else { return nil }
        self = found
    }

    /// The first 4 bytes of SHA-256(name ‖ 0A ‖ 01 ‖ public key).
    package var id: [UInt8] { KeyName.id(name: name, publicKey: publicKey) }

    func isValid(_ signature: [UInt8], for text: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: text)
    }
}

extension VerifierKey: CustomStringConvertible {
    package var description: String {
        "\(name)+\(Hex.encode(id))+\(Base64.encode([KeyName.ed25519] + publicKey))"
    }
}

/// A log's secret key.
///
/// It has no description, so that it cannot reach a log by accident.
package struct SigningKey: Sendable {
    package let name: String
    private let key: Curve25519.Signing.PrivateKey

    /// A new key from the system's random source; nil unless the name can stand in a signature line and, in NFC,
    /// in an entry.
    package init?(newNamed name: String) {
        guard KeyName.isValid(name), NormalForm.isStreamSafe(name), NormalForm.holds(for: name) else {
            return nil
        }
        self.name = name
        key = Curve25519.Signing.PrivateKey()
    }

    /// The key of 32 bytes that are no secret, for a log of which all is invented.
    package init?(named name: String, seed: [UInt8]) {
        guard seed.count == 32, let made = SigningKey(newNamed: name),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { return nil }
        self.name = made.name
        self.key = key
    }

    /// Reads `PRIVATE+KEY+name+key id+Base64(01 ‖ seed)`, the form that Go's note package writes.
    package init?(secretText text: String) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", KeyName.isValid(String(parts[2])),
            let seed = Base64.decode(String(parts[4])), seed.count == 33, seed[0] == KeyName.ed25519,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed.dropFirst())
        else { return nil }
        name = String(parts[2])
        self.key = key
        guard Hex.encode(verifier.id).utf8.elementsEqual(parts[3].utf8) else { return nil }
    }

    package var secretText: String {
        let id = Hex.encode(verifier.id)
        return "PRIVATE+KEY+\(name)+\(id)+\(Base64.encode([KeyName.ed25519] + Array(key.rawRepresentation)))"
    }

    package var verifier: VerifierKey {
        guard let verifier = VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation)) else {
            preconditionFailure("A signing key has a valid name.")
        }
        return verifier
    }

    func signature(for text: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: text)) }
}

enum KeyName {
    /// The signature type of plain Ed25519 (C2SP `signed-note`).
    static let ed25519: UInt8 = 1

    /// Not empty, without blanks and `+`, printable.
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= Limit.keyNameBytes
            && name.unicodeScalars.allSatisfy {
                $0 != "+" && !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
    }

    static func id(name: String, publicKey: [UInt8]) -> [UInt8] {
        Array(Hash(of: Array(name.utf8), [0x0A, ed25519], publicKey).bytes.prefix(4))
    }
}
