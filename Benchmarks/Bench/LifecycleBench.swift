import Casework
import Foundation
import Ledger
import Storage

/// Whole ways of matters through the office: reported, filed and dispatched, handled, verified and struck off, found.
struct LifecycleBench {
    private let options: Options
    private let seconds: Double
    private static let clients = 64

    init(_ options: Options) {
        self.options = options
        seconds = options.isQuick ? 3 : 10
    }

    func run() async throws {
        let count = options.records ?? (options.isQuick ? 10_000 : 100_000)
        let (path, keys) = (options.path("lifecycle.sqlite"), options.path("lifecycle-vault.sqlite"))
        try await measure(
            "SQLite",
            LifecycleOffice(try await Database(.file(path), creating: true), vault: .file(keys)),
            count: count,
            target: 1000
        )
        guard let address = ProcessInfo.processInfo.environment["JIEDAO_TEST_POSTGRESQL"] else {
            return Report.line("PostgreSQL: lifecycles skipped, none can be had here")
        }
        func schema(_ name: String) -> StoreLocation {
            .server(address + "&options=-csearch_path%3D\(name)")
        }
        try await measure(
            "PostgreSQL",
            LifecycleOffice(
                try await Database(schema("bench_lifecycle"), creating: true),
                vault: schema("bench_lifecycle_vault")
            ),
            count: min(count, 20_000),
            target: 250
        )
    }

    private func measure(
        _ engine: String,
        _ office: LifecycleOffice,
        count: Int64,
        target: Double
    ) async throws {
        let start = ContinuousClock.now
        try await LifecycleStock(office: office).fill(count)
        let filling = start.duration(to: .now).seconds
        Report.line(
            "  (\(engine): \(count) matters, a tenth of them open, made in \(Int(filling)) s; memory \(Memory.now) MB)"
        )
        for round in 0..<(options.isQuick ? 1 : 3) {
            let first = count + Int64(round) * 10_000_000
            let (rate, cost) = try await rate(of: office, first: first)
            Report.figure(
                "\(engine), lifecycles by commands, \(count) matters",
                "\(Int(rate))/s",
                target: "\(Int(target))",
                holds: rate >= target
            )
            Report.line(String(format: "  (%.2f ms of processor each)", cost * 1000))
        }
        if let site = try await LifecycleSite(office) {
            let options = options
            try await site.serve { port in
                try await LifecycleWire(site: site, port: port)
                    .measure(engine, count: count, target: target, options: options)
            }
        } else {
            Report.line("  (by HTTP: the site has no door for matters)")
        }
        try await LifecycleReading(engine, office, options).run()
        Report.figure(
            "\(engine), memory at \(count) matters",
            "\(Memory.now) MB",
            target: "250 MB",
            holds: Memory.now < 250
        )
        try await office.close()
    }

    /// Lifecycles a second, and seconds of the processor for each.
    private func rate(of door: some LifecycleDoor, first: Int64) async throws -> (Double, Double) {
        let (start, used) = (ContinuousClock.now, Memory.processorSeconds)
        let end = start + .seconds(seconds)
        let done = try await withThrowingTaskGroup(of: Int64.self) { group in
            for client in 0..<Int64(Self.clients) {
                group.addTask {
                    var done: Int64 = 0
                    while ContinuousClock.now < end {
                        try await Self.lifecycle(first + client + done * Int64(Self.clients), door)
                        done += 1
                    }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        let time = start.duration(to: .now).seconds
        return (Double(done) / time, (Memory.processorSeconds - used) / Double(max(1, done)))
    }

    private static func lifecycle(_ number: Int64, _ door: some LifecycleDoor) async throws {
        let id = try await door.report(number)
        try await door.dispatch(id, number)
        try await door.handle(id, number)
        try await door.strikeOff(id, number)
        guard try await door.search("诉-2018-\(number)") == 1 else {
            throw StorageError.failed("matter \(id) is not found by its words")
        }
    }
}

/// What the process has and uses.
enum Memory {
    /// Resident, in MB.
    static var now: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let parts = line?.split(whereSeparator: \.isWhitespace) ?? []
        return parts.count > 1 ? (Int(parts[1]) ?? 0) / 1024 : 0
    }

    /// Of the process and all its threads.
    static var processorSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
