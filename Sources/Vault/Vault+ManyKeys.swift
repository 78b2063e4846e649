import Identity
package import Ledger
import Storage

extension Vault {
    /// New keys in one transaction, on disk when this returns.
    package func makeKeys(_ count: Int, at now: Instant) async throws -> [NamedKey] {
        guard count > 0 else { return [] }
        guard let ring else { throw VaultError.noMasterKey }
        let random = random
        let made = (0..<count).map { _ in
            NamedKey(NamedKey.randomNumber(random), SubjectKey(random: random), random)
        }
        let rows = made.map {
            (number: $0.name.number, wrapped: ring.wrap($0.key, of: $0.name, random: random).bytes)
        }
        try await database.write { transaction in
            for row in rows {
                // Of 2⁵³ numbers drawn at random no two are the same; where they are, nothing is made.
                try transaction.execute(
                    "INSERT INTO subject_key (number, wrapped, made_at) VALUES (\(row.number), \(row.wrapped), \(now))"
                )
            }
        }
        return made
    }
}
