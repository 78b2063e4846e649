import Ledger

/// A subject's key as the key table keeps it: encrypted by a master key and bound to its subject.
///
/// 81 bytes: 01 ‖ id of the master key (8) ‖ nonce (24) ‖ ciphertext (32) ‖ tag (16); `Docs/sealing-format.md`.
package struct WrappedKey: Hashable, Sendable {
    package let bytes: [UInt8]
    /// Which master key wrapped it.
    package let master: MasterKey.ID

    package static let version: UInt8 = 1
    package static let byteCount = nonceEnd + SubjectKey.byteCount + XChaCha20Poly1305.tagByteCount

    private static let idEnd = 1 + MasterKey.ID.byteCount
    private static let nonceEnd = idEnd + XChaCha20Poly1305.nonceByteCount

    /// - Throws: `.version` or `.length` where no wrapped key looks so.
    package init(bytes: [UInt8]) throws(SealingError) {
        guard let version = bytes.first else { throw .length(0) }
        guard version == Self.version else { throw .version(version) }
        guard bytes.count == Self.byteCount, let master = MasterKey.ID(bytes: Array(bytes[1..<Self.idEnd]))
        else { throw .length(bytes.count) }
        self.bytes = bytes
        self.master = master
    }

    init(_ key: SubjectKey, of subject: Subject, by master: MasterKey, random: RandomSource) {
        let nonce = random.bytes(XChaCha20Poly1305.nonceByteCount)
        let bound = Self.bound(master.id, subject)
        let sealed = key.secret.withBytes { plain in
            XChaCha20Poly1305.seal(plain, nonce: nonce, bound: bound, key: master.secret)
        }
        bytes = [Self.version] + master.id.bytes + nonce + sealed
        self.master = master.id
    }

    func unwrapped(for subject: Subject, by master: MasterKey) throws(SealingError) -> SubjectKey {
        let plain = XChaCha20Poly1305.open(
            Array(bytes[Self.nonceEnd...]),
            nonce: Array(bytes[Self.idEnd..<Self.nonceEnd]),
            bound: Self.bound(master.id, subject),
            key: master.secret
        )
        guard let plain, let key = SubjectKey(bytes: plain) else { throw .shut }
        return key
    }

    private static func bound(_ master: MasterKey.ID, _ subject: Subject) -> [UInt8] {
        Framed.bytes(Framed.bytes("jiedao-key/1"), master.bytes, Framed.bytes(subject.description))
    }
}
