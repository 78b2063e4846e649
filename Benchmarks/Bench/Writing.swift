import Foundation
import Ledger
import Storage

/// Durable entries a second, beside a plain C loop over the same tables and batches.
struct Writing {
    private let options: Options
    private let seconds: Double
    private let rounds: Int

    init(_ options: Options) {
        self.options = options
        seconds = options.isQuick ? 1 : 4
        rounds = options.isQuick ? 1 : 3
    }

    func run() async throws {
        try await sqlite(.bare, expected: 25_000)
        try await sqlite(.whole, expected: 12_000)
        try await sqliteBulk()
        try await postgresql()
    }

    private func sqliteBulk() async throws {
        let bench = try await Workbench.make(in: try await store("bulk"))
        let count: Int64 = options.isQuick ? 10_000 : 100_000
        let rate = try await bench.bulk(.whole, count: count, step: 500, first: 0)
        try await bench.store.close()
        Report.line("  (SQLite, whole, in bulk: \(Int(rate)) entries/s)")
    }

    /// Round by round: ours, then the floor, both on a new store.
    private func sqlite(_ shape: BenchCommand.Shape, expected: Double) async throws {
        var (ours, floors): ([Double], [Double]) = ([], [])
        for round in 0..<rounds {
            let bench = try await Workbench.make(in: try await store("write-\(shape)-\(round)"))
            ours.append(try await bench.rate(shape, writers: 64, seconds: seconds, first: 0))
            try await bench.store.close()
            let other = try await Workbench.make(in: try await store("floor-\(shape)-\(round)"))
            try await other.store.close()
            floors.append(try floor(options.path("floor-\(shape)-\(round).sqlite"), shape))
        }
        let (rate, floor) = (Report.median(ours), Report.median(floors))
        Report.figure(
            "SQLite, 64 writers, \(shape)",
            "\(Int(rate)) entries/s",
            target: "\(Int(expected))",
            holds: rate >= expected
        )
        Report.figure(
            "  of the C loop's \(Int(floor)) entries/s",
            "\(Int(rate / floor * 100)) %",
            target: "70 %",
            holds: rate >= 0.7 * floor
        )
    }

    private func store(_ name: String) async throws -> Database {
        try await Database(.file(options.path(name + ".sqlite")), creating: true)
    }

    private func floor(_ path: String, _ shape: BenchCommand.Shape) throws -> Double {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: options.floor)
        process.arguments = [path, shape.rawValue, String(seconds), "64"]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard let rate = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw StorageError.failed("the floor gave no figure")
        }
        return rate
    }

    private func postgresql() async throws {
        guard let address = ProcessInfo.processInfo.environment["JIEDAO_TEST_POSTGRESQL"] else {
            return Report.line("PostgreSQL: skipped, none can be had here")
        }
        let bench = try await Workbench.make(in: try await Database(.server(address)))
        let reading = try await bench.rate(.reading, writers: 64, seconds: seconds * 2, first: 0)
        Report.figure(
            "PostgreSQL, 64 writers, one validating read",
            "\(Int(reading)) entries/s",
            target: "3000",
            holds: reading >= 3000
        )
        let count: Int64 = options.isQuick ? 5_000 : 50_000
        let bulk = try await bench.bulk(.whole, count: count, step: 500, first: 100_000_000)
        Report.figure("PostgreSQL, in bulk", "\(Int(bulk)) entries/s", target: "8000", holds: bulk >= 8000)
        try await bench.store.close()
    }
}
