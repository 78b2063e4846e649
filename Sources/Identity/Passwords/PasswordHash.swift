import Ledger

/// What is kept of a password: Argon2id (RFC 9106) with its cost and salt, in the PHC string format
/// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
package struct PasswordHash: Hashable, Sendable, Hidden {
    package let cost: Cost
    let salt: [UInt8]
    let tag: [UInt8]

    /// RFC 9106 section 3.1: 16 bytes are recommended for passwords.
    static let saltByteCount = 16
    static let tagByteCount = 32

    /// How much work one guess is.
    package struct Cost: Hashable, Sendable {
        /// In KiB (m).
        package let memory: Int
        /// Over the whole memory (t).
        package let passes: Int

        /// Nil outside what this program is ready to spend: 8 KiB to 256 MiB, 1 to 16 passes.
        ///
        /// So a changed row cannot take the machine's memory.
        package init?(memory: Int, passes: Int) {
            guard (8...262_144).contains(memory), (1...16).contains(passes) else { return nil }
            self.init(known: memory, passes)
        }

        private init(known memory: Int, _ passes: Int) {
            self.memory = memory
            self.passes = passes
        }

        /// What new hashes get: 19 MiB and 2 passes.
        ///
        /// It is OWASP's first choice for Argon2id (Password Storage Cheat Sheet). RFC 9106's second recommended option
        /// (section 4: 64 MiB, 3 passes, 4 lanes) is five times as much, 9 logins a second on one core; this allows
        /// about 45, and the memory of a hashing stays small enough to let every core do one.
        package static let current = Cost(known: 19_456, 2)
    }

    init(cost: Cost, salt: [UInt8], tag: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.tag = tag
    }

    /// Whether the password should be hashed anew at the next login, since the cost has changed.
    package func needsRehash(for cost: Cost = .current) -> Bool { self.cost != cost }
}

extension PasswordHash {
    /// Reads the PHC string; nil unless it is Argon2id, version 1.3, one lane, 16 bytes of salt, 32 of hash, and a cost
    /// that is allowed.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let cost = Self.cost(parts[3]), let salt = Self.decode(parts[4]),
            let tag = Self.decode(parts[5]), salt.count == Self.saltByteCount, tag.count == Self.tagByteCount
        else { return nil }
        self.init(cost: cost, salt: salt, tag: tag)
        // One spelling only: no leading zeros, nothing in front, no other order.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    package var text: String {
        "$argon2id$v=19$m=\(cost.memory),t=\(cost.passes),p=1$\(Self.encode(salt))$\(Self.encode(tag))"
    }

    private static func cost(_ text: String) -> Cost? {
        let values = text.split(separator: ",").map { $0.split(separator: "=").last.flatMap { Int($0) } }
        guard values.count == 3, let memory = values[0], let passes = values[1] else { return nil }
        return Cost(memory: memory, passes: passes)
    }

    /// Base64 without padding, as the PHC format has it.
    private static func encode(_ bytes: [UInt8]) -> String {
        String(Base64.encode(bytes).prefix { $0 != "=" })
    }

    private static func decode(_ text: String) -> [UInt8]? {
        Base64.decode(text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }
}
