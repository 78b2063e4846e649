import Casework
import Ledger
import Logging
import ServiceLifecycle
import Storage

/// Counts clocks again that lean on a year without its days off, as soon as the catalog in force has them.
struct ClockRecounter: Service {
    let store: Store
    let logger: Logger

    private static let pause = Duration.seconds(3600)

    func run() async throws { await cancelWhenGracefulShutdown { await watch() } }

    /// At once and then every hour, until its task is cancelled.
    private func watch() async {
        var known: (digest: Hash, rules: MatterRules)?
        while !Task.isCancelled {
            do {
                let digest = try await store.read { try CatalogStore.inForce($0) }
                if known?.digest != digest {
                    let catalog = try await store.loadCatalog()
                    known = (digest, try MatterRules(catalog, zone: store.genesis.zone))
                }
                if let rules = known?.rules {
                    let count = try await Recount(store).run(under: rules)
                    if count > 0 {
                        logger.info("counted clocks of \(count) matters again under new days off")
                    }
                }
            } catch {
                // What a cancelled one says is no trouble.
                if !Task.isCancelled {
                    logger.warning("clocks were not counted again, tried in an hour: \(error)")
                }
            }
            do { try await Task.sleep(for: Self.pause) } catch { return }
        }
    }
}
