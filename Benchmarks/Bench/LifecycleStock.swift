import Casework
import Foundation
import Ledger
import Storage

/// The matters that are there before anything is measured, made by the office's own commands.
struct LifecycleStock {
    let office: LifecycleOffice
    private static let clients = 256

    func fill(_ count: Int64) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<Int64(Self.clients) {
                group.addTask {
                    for number in stride(from: client, to: count, by: Self.clients) { try await make(number) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// A tenth stays open; of the rest a fifth goes the whole way, others end soon.
    private func make(_ number: Int64) async throws {
        let id = try await office.report(number)
        var chance = BenchChance(number &+ 1_000_000_007)
        switch chance.below(40) {
        case 0: break
        case 1, 2: try await office.dispatch(id, number)
        case 3:
            try await office.dispatch(id, number)
            try await office.handle(id, number)
        case 4..<12:
            try await office.dispatch(id, number)
            try await office.handle(id, number)
            try await office.strikeOff(id, number)
        case 12..<16: try await office.act([.decline], on: id, by: office.clerk, note: "不属本街道职责。")
        default:
            let day = office.store.genesis.zone.day(of: office.store.clock.now)
            try await office.act([.closeAtSource(isInTime: true, on: day)], on: id, by: office.clerk)
        }
    }
}
