import Administration
import Foundation
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("Keys that are made at the same time")
struct KeyMintTests {
    @Test("are each kept, and each seals for itself", arguments: TestEngine.available)
    func together(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let vault = office.vault
            let keys = try await withThrowingTaskGroup(of: NamedKey.self) { group in
                for _ in 0..<600 { group.addTask { try await vault.makeKey(at: office.clock.now) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(keys.map(\.name)).count == 600)
            for made in keys.shuffled().prefix(50) {
                let kept = try await vault.key(made.name)
                #expect(kept.key.isSame(as: made.key))
            }
        }
    }

    @Test(
        "by a simulation that is run again are the same, and stay destroyed",
        arguments: TestEngine.available
    )
    func again(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            func made(_ seed: UInt8) async throws -> NamedKey {
                let random = RandomSource { count in Array(repeating: seed, count: count) }
                return try await office.vault.drawing(from: random).makeKey(at: office.clock.now)
            }
            let (first, second) = (try await made(1), try await made(1))
            #expect(first.name == second.name && first.key.isSame(as: second.key))
            let other = try await made(2)
            #expect(other.name != first.name)
            try await office.vault.destroy([first.name], at: office.clock.now)
            await #expect(throws: VaultError.destroyed(first.name)) { _ = try await made(1) }
        }
    }
}
