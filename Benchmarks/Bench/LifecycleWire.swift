import Foundation
import Ledger
import Storage

/// Lifecycles as requests over a network, from as many connections as programs hold open.
struct LifecycleWire: Sendable {
    let site: LifecycleSite
    let port: Int

    /// What clients saw.
    struct Sight: Sendable {
        var lifecycles: Int64 = 0
        var refusals: [Double] = []
        /// Refusals that did not say when to come again.
        var silent = 0
        var failures: [String] = []

        mutating func add(_ other: Sight) {
            lifecycles += other.lifecycles
            refusals += other.refusals
            silent += other.silent
            failures += other.failures
        }
    }

    func run(clients: Int, seconds: Double, first: Int64) async -> Sight {
        let end = ContinuousClock.now + .seconds(seconds)
        return await withTaskGroup(of: Sight.self) { group in
            for client in 0..<Int64(clients) {
                group.addTask {
                    await Self.onThread { self.client(client, of: Int64(clients), first: first, until: end) }
                }
            }
            return await group.reduce(into: Sight()) { $0.add($1) }
        }
    }

    /// Each client is a thread of its own, so that its waiting costs the site nothing.
    private static func onThread(_ body: @escaping @Sendable () -> Sight) async -> Sight {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: body()) }
            thread.stackSize = 1 << 19
            thread.start()
        }
    }

    private func client(
        _ client: Int64,
        of clients: Int64,
        first: Int64,
        until end: ContinuousClock.Instant
    ) -> Sight {
        var sight = Sight()
        do {
            let connection = try BenchConnection(port: port)
            while ContinuousClock.now < end {
                let number = first + client + sight.lifecycles * clients
                try site.lifecycle(number, connection) { answer, seconds in
                    guard answer.status == 503 else { return }
                    sight.refusals.append(seconds)
                    if answer.retryAfter == nil { sight.silent += 1 }
                }
                sight.lifecycles += 1
            }
        } catch { sight.failures.append("\(error)") }
        return sight
    }
}

extension LifecycleWire {
    /// The rate that the site can bear, and what ten times as many clients see.
    func measure(_ engine: String, count: Int64, target: Double, options: Options) async throws {
        let seconds = options.isQuick ? 3.0 : 10
        let used = Memory.processorSeconds
        let start = ContinuousClock.now
        let calm = await run(clients: 64, seconds: seconds, first: count + 1_000_000_000)
        if let failure = calm.failures.first { throw StorageError.failed(failure) }
        let rate = Double(calm.lifecycles) / start.duration(to: .now).seconds
        Report.figure(
            "\(engine), lifecycles by HTTP, \(count) matters",
            "\(Int(rate))/s",
            target: "\(Int(target))",
            holds: rate >= target
        )
        let cost = (Memory.processorSeconds - used) / Double(max(1, calm.lifecycles))
        Report.line(String(format: "  (%.2f ms of processor each, with the clients')", cost * 1000))
        try await overload(engine, seconds, first: count + 2_000_000_000)
    }

    private func overload(_ engine: String, _ seconds: Double, first: Int64) async throws {
        let crowd = await run(clients: 640, seconds: seconds, first: first)
        let sorted = crowd.refusals.sorted()
        let high = sorted.isEmpty ? 0 : sorted[sorted.count * 99 / 100]
        Report.figure(
            "\(engine), \(crowd.refusals.count) refusals among 640 clients",
            String(format: "p99 %.1f ms", high * 1000),
            target: "50 ms",
            holds: high < 0.05 && crowd.silent == 0
        )
        Report.figure(
            "  wrong answers",
            "\(crowd.failures.count)",
            target: "0",
            holds: crowd.failures.isEmpty
        )
        if let failure = crowd.failures.first { Report.line("  (the first: \(failure))") }
        let start = ContinuousClock.now
        let after = await run(clients: 1, seconds: 0.2, first: first + 1_000_000_000)
        Report.figure(
            "  a lifecycle right after it",
            String(
                format: "%.0f ms",
                start.duration(to: .now).seconds * 1000 / Double(max(1, after.lifecycles))
            ),
            target: "5 s",
            holds: after.failures.isEmpty && start.duration(to: .now) < .seconds(5)
        )
    }
}
