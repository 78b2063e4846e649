import Administration
import Casework
import Catalog
import Identity
import Ledger
import Registers
import Storage
import Synchronization
import Timers
import Vault

/// The invented office while its year goes by: who works there, and what was made so far.
final class DemoOffice: Sendable {
    let store: Store
    let vault: Vault
    let rules: MatterRules
    /// Tells this year from others, and stands in the id of each command.
    let name: String
    private let made = Mutex(Made())

    private struct Made {
        var staff: [String: Actor] = [:]
        var matters: [Int: Matter.ID] = [:]
        var asks: [Int: Entry.ID] = [:]
        var announcements: [Int: Announcement.ID] = [:]
        var keys: [String: NamedKey] = [:]
    }

    init(store: Store, vault: Vault, catalog: Catalog, name: String) throws {
        self.store = store
        self.vault = vault
        self.name = name
        rules = try MatterRules(catalog, zone: store.genesis.zone)
    }

    var catalog: Catalog { rules.catalog }

    /// Does what happens at one moment, in the order given, in few transactions.
    func perform(_ steps: [DemoStep]) async throws {
        let keyed = steps.filter(\.makesKey)
        let keys = try await vault.makeKeys(drawing: keyed.map { chance($0.key) }, at: store.clock.now)
        made.withLock { made in
            for (step, key) in zip(keyed, keys) { made.keys[step.key] = key }
        }
        let orders = try steps.map { step in
            Order(
                id: CommandID(demo: "\(name) \(step.key)"),
                actor: try step.actor(self),
                command: try step.command(self)
            )
        }
        for (step, result) in zip(steps, await store.perform(inOrder: orders)) {
            do { step.remember(self, try result.get()) } catch let error as StorageError { throw error } catch
            {
                throw StorageError.failed("\(step.key), at \(step.time): \(error)")
            }
        }
    }

    /// Fires the timers that are due before a moment, each at its own time.
    func fireTimers(until end: Instant, _ clock: DemoYear.Clock) async throws {
        let kinds = TimerKinds([MatterTimer.kind(zone: rules.zone)])
        while true {
            let due = try await store.read { try DueTimers.fresh(kinds.names, at: end, limit: 256, $0) }
            guard let first = due.first else { return }
            // What one of them sets may be due before the next: only those of the same moment go together.
            clock.set(max(clock.now, first.due))
            let together = due.prefix { $0.due <= clock.now }
            let orders = try together.map { try kinds.order(firing: $0) }
            for result in await store.perform(inOrder: orders) {
                // Another that makes the same year may have fired it first.
                do { _ = try result.get() } catch TimerError.notPending {}
            }
        }
    }

    /// What was sealed in the demo is no secret, so that the same year can be made again byte for byte.
    func chance(_ key: String) -> RandomSource { .demo("\(name) \(key)") }
}

// What was made so far.
extension DemoOffice {
    func remember(_ login: String, _ actor: Actor) { made.withLock { $0.staff[login] = actor } }

    func actor(_ login: String) throws -> Actor {
        try there(made.withLock { $0.staff[login] }, "somebody called \(login)")
    }

    func remember(_ number: Int, _ announcement: Announcement.ID) {
        made.withLock { $0.announcements[number] = announcement }
    }

    func announcement(_ number: Int) throws -> Announcement.ID {
        try there(made.withLock { $0.announcements[number] }, "notice \(number)")
    }

    func remember(_ number: Int, _ matter: Matter.ID) { made.withLock { $0.matters[number] = matter } }

    func matter(_ number: Int) throws -> Matter.ID {
        try there(made.withLock { $0.matters[number] }, "matter \(number)")
    }

    /// What was asked last about a matter.
    func remember(_ number: Int, ask: Entry.ID) { made.withLock { $0.asks[number] = ask } }

    func ask(_ number: Int) throws -> Entry.ID {
        try there(made.withLock { $0.asks[number] }, "what was asked about matter \(number)")
    }

    /// The key that a step has made.
    func key(_ step: String) throws -> NamedKey {
        try there(made.withLock { $0.keys[step] }, "the key of \(step)")
    }

    private func there<Value>(_ value: Value?, _ what: String) throws -> Value {
        guard let value else { throw StorageError.failed("\(what) is not there yet in the demo") }
        return value
    }
}
