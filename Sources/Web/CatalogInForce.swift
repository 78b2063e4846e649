import Casework
import Catalog
import Ledger
import Storage
import Synchronization

/// The catalog in force, which another process may replace at any moment.
final class CatalogInForce: Sendable {
    private struct State {
        var catalog: Catalog
        /// How long the ledger was when the catalog was last looked for; a ledger as long has the same.
        var size: Int64 = -1
        /// What commands need of the catalog; made when it is first asked for.
        var rules: MatterRules?
    }

    private let state: Mutex<State>

    init(_ catalog: Catalog) { state = Mutex(State(catalog: catalog)) }

    var catalog: Catalog { state.withLock { $0.catalog } }

    func rules(in zone: Zone) throws -> MatterRules {
        try state.withLock { state in
            if let rules = state.rules { return rules }
            let rules = try MatterRules(state.catalog, zone: zone)
            state.rules = rules
            return rules
        }
    }

    /// Takes over the catalog that the ledger names by now.
    func follow(_ reader: Reader) throws {
        let size = try Head(reader).size
        let known = state.withLock { (digest: $0.catalog.content.digest, size: $0.size) }
        guard size != known.size else { return }
        let digest = try CatalogStore.inForce(reader)
        let adopted = digest == known.digest ? nil : try Catalog(digest, reader)
        state.withLock { state in
            // Of two readers the one that has seen more wins.
            guard size > state.size else { return }
            state.size = size
            if let adopted { (state.catalog, state.rules) = (adopted, nil) }
        }
    }
}

extension Catalog {
    /// A catalog that the store holds.
    init(_ digest: Hash, _ reader: Reader) throws {
        self = try Catalog(try CatalogContent(text: try CatalogStore.wholeContent(digest, reader)))
    }
}
