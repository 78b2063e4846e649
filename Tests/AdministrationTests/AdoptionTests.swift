import Administration
import Identity
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Adopting a catalog")
struct AdoptionTests {
    @Test("puts it in force from its own entry on", arguments: TestEngine.available)
    func adopted(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let first = try await office.store.read(CatalogStore.inForce)
            let second = try await office.store.keep(catalog: "second")
            #expect(try await office.store.read(CatalogStore.inForce) == first)
            let adopt = AdoptCatalog(second, instead: first, zone: .shenzhen)
            let outcome = try await office.perform(adopt, by: Actor(office.administrator))
            #expect(try await office.store.read(CatalogStore.inForce) == second)
            try await office.add("li.na")
            let catalogs = try await office.store.read { reader in
                try (0..<(try Head(reader).size)).map {
                    try EntryStore.entry(Entry.ID(rawValue: $0), reader)?.catalog
                }
            }
            let place = Int(outcome.first.rawValue)
            #expect(catalogs[..<place].allSatisfy { $0 == first })
            #expect(catalogs[place...].allSatisfy { $0 == second })
            let adoptions = try await office.store.read(Adoptions.all)
            #expect(adoptions.map(\.digest) == [second] && adoptions.map(\.previous) == [first])
            #expect(try await office.differences().isEmpty)
        }
    }

    @Test("holds for every process that writes", arguments: TestEngine.available)
    func otherProcess(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let other = try await Store.open(
                try await office.place.database(),
                schema: .administration(),
                clock: WallClock { office.clock.now }
            )
            let first = try await office.store.read(CatalogStore.inForce)
            let second = try await other.keep(catalog: "second")
            _ = try await other.perform(
                Order(
                    id: .new(),
                    actor: .console,
                    command: AdoptCatalog(second, instead: first, zone: .shenzhen)
                )
            )
            let made = try await office.add("li.na")
            let entry = try await office.store.read {
                try EntryStore.entry(Entry.ID(rawValue: made.id.rawValue), $0)
            }
            #expect(entry?.catalog == second)
            try await other.close()
        }
    }

    @Test("is refused where it was compared with another", arguments: TestEngine.available)
    func refused(engine: TestEngine) async throws {
        try await TestOffice.run(on: engine) { office in
            let first = try await office.store.read(CatalogStore.inForce)
            let second = try await office.store.keep(catalog: "second")
            let actor = Actor(office.administrator)
            await #expect(throws: AdoptionError.changed(first)) {
                try await office.perform(AdoptCatalog(first, instead: second, zone: .shenzhen), by: actor)
            }
            await #expect(throws: AdoptionError.inForceAlready) {
                try await office.perform(AdoptCatalog(first, instead: first, zone: .shenzhen), by: actor)
            }
            let unknown = Hash(of: [1])
            await #expect(throws: CommandError.unknownCatalog(unknown)) {
                try await office.perform(AdoptCatalog(unknown, instead: first, zone: .shenzhen), by: actor)
            }
            let clerk = Actor(try await office.add("li.na", .handler).id)
            await #expect(throws: StaffError.notAllowed(.adoptCatalog)) {
                try await office.perform(AdoptCatalog(second, instead: first, zone: .shenzhen), by: clerk)
            }
        }
    }
}
