import Foundation
import Ledger
import Storage

/// A store of a million entries: how soon and how lightly it answers, and how fast its export is verified.
struct Opening {
    private let options: Options
    private let count: Int64

    init(_ options: Options) {
        self.options = options
        count = options.isQuick ? 50_000 : 1_000_000
    }

    func run() async throws {
        let path = options.path("million.sqlite")
        let bench = try await Workbench.make(in: try await Database(.file(path), creating: true))
        let rate = try await bench.bulk(.bare, count: count, step: 1000, first: 0)
        Report.line("  (made a store of \(count) entries in bulk, \(Int(rate)) entries/s)")
        _ = try await bench.store.checkpoint(signing: bench.key)
        let export = options.path("million.export")
        try await write(bench.store, to: export)
        try await bench.store.close()
        try answerTime(path)
        try verifyTime(export)
    }

    private func answerTime(_ path: String) throws {
        var (times, peak): ([Double], Double) = ([], 0)
        for _ in 0..<5 {
            let start = ContinuousClock.now
            let words = try output(CommandLine.arguments[0], ["--answer", path]).split(
                whereSeparator: \.isWhitespace
            )
            times.append(start.duration(to: .now).seconds)
            peak = max(peak, words.last.flatMap { Double($0) } ?? .infinity)
        }
        let time = Report.median(times)
        Report.figure(
            "Opening \(count) entries to the first answer",
            String(format: "%.3f s", time),
            target: "0.3 s",
            holds: time < 0.3
        )
        Report.figure(
            "  at a peak of",
            String(format: "%.0f MB", peak / 1024),
            target: "120 MB",
            holds: peak < 120 * 1024
        )
    }

    /// The child's part: opens the store, answers, and tells its peak memory in KiB.
    static func answer(_ path: String) async throws {
        let store = try await Store.open(
            try await Database(.file(path)),
            schema: BenchModule.schema,
            clock: WallClock { Instant(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }
        )
        let (size, receipt) = (
            try await store.read { try Head($0).size }, try await store.receipt(Entry.ID(rawValue: 7))
        )
        // Of the kernel's own file, which has no size, so that only reading to its end tells what is in it.
        let status = FileHandle(forReadingAtPath: "/proc/self/status")
        let text = String(decoding: try status?.readToEnd() ?? Data(), as: UTF8.self)
        let peak = text.split(separator: "\n").first { $0.hasPrefix("VmHWM") }?.filter(\.isNumber) ?? ""
        Report.line("\(size) \(receipt?.proof.path.count ?? 0) \(peak)")
    }

    private func verifyTime(_ export: String) throws {
        let start = ContinuousClock.now
        let answer = try output(options.jiedao, ["verify", "ledger", export, "--format", "json"])
        let time = start.duration(to: .now).seconds
        Report.figure(
            "Verifying \(count) exported entries",
            String(format: "%.1f s", time),
            target: "10 s",
            holds: time < 10 && answer.contains("\"ok\":true")
        )
    }

    private func write(_ store: Store, to path: String) async throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw StorageError.failed("no room to work in")
        }
        var buffer = Data()
        _ = try await Export.run(store, scope: .full) { line in
            buffer.append(contentsOf: line.bytes)
            if buffer.count > 1 << 22 {
                try file.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: buffer)
        try file.close()
    }

    private func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
