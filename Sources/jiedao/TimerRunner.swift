import Casework
import Foundation
import Ledger
import Logging
import Registers
import ServiceLifecycle
import Storage
import Timers

/// Fires the office's timers as long as the server runs; of several servers on one store one does it.
struct TimerRunner: Service {
    let store: Store
    let logger: Logger

    func run() async throws {
        let timers = TimerService(store, .office(store), holder: "\(UUID())") { [logger] notice in
            switch notice {
            case .leads, .follows: logger.info("\(notice)")
            case .unknown(let names) where names.isEmpty: logger.info("\(notice)")
            case .failed, .troubled, .unknown: logger.warning("\(notice)")
            }
        }
        await cancelWhenGracefulShutdown { await timers.run() }
    }
}

extension TimerKinds {
    /// All that this program fires.
    static func office(_ store: Store) -> TimerKinds {
        let zone = store.genesis.zone
        return TimerKinds([AnnouncementTimer.kind(zone: zone), MatterTimer.kind(zone: zone)])
    }
}
