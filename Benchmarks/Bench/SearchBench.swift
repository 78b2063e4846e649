import Foundation
import Ledger
import Storage

/// How much writing costs that is searched, and how soon a page of hits is there.
struct SearchBench {
    private let options: Options
    private let count: Int64
    private let seconds: Double
    private typealias Record = Identifier<SearchModule.Record>

    init(_ options: Options) {
        self.options = options
        count = options.records ?? (options.isQuick ? 10_000 : 100_000)
        seconds = options.isQuick ? 1 : 4
    }

    func run() async throws {
        let path = options.path("search.sqlite")
        try await measure("SQLite", try await Database(.file(path), creating: true))
        guard let address = ProcessInfo.processInfo.environment["JIEDAO_TEST_POSTGRESQL"] else {
            return Report.line("PostgreSQL: search skipped, none can be had here")
        }
        let place = StoreLocation.server(address + "&options=-csearch_path%3Dbench_search")
        try await measure("PostgreSQL", try await Database(place, creating: true))
    }

    private func measure(_ engine: String, _ database: Database) async throws {
        let bench = try await Workbench.make(in: database, schema: SearchModule.schema)
        let store = bench.store
        let start = ContinuousClock.now
        for first in stride(from: 0, to: count, by: 500) {
            try await write(WriteTexts(first: first, count: min(500, count - first)), store)
        }
        let bulk = Double(count) / start.duration(to: .now).seconds
        Report.line("  (\(engine): wrote \(count) records that are searched in bulk, \(Int(bulk)) records/s)")
        let plain = try await rate(store, first: 1 << 40, isSearched: false)
        let searched = try await rate(store, first: count, isSearched: true)
        Report.figure(
            "\(engine), 64 writers, one searched record each",
            "\(Int(searched)) records/s",
            target: "1000",
            holds: searched >= 1000
        )
        Report.line("  (the same without search: \(Int(plain)) records/s)")
        for (name, queries) in queries { try await find(engine, name, queries, store) }
        try await store.close()
    }

    private func write(_ command: WriteTexts, _ store: Store) async throws {
        _ = try await store.perform(Order(id: CommandID(UUID()), actor: .program, command: command))
    }

    private func rate(_ store: Store, first: Int64, isSearched: Bool) async throws -> Double {
        let (start, seconds) = (ContinuousClock.now, seconds)
        let done = try await withThrowingTaskGroup(of: Int64.self) { group in
            for writer in 0..<Int64(64) {
                group.addTask {
                    var done: Int64 = 0
                    while start.duration(to: .now).seconds < seconds {
                        let number = first + done * 64 + writer
                        try await write(WriteTexts(first: number, count: 1, isSearched: isSearched), store)
                        done += 1
                    }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(done) / start.duration(to: .now).seconds
    }

    private var queries: [(String, [String])] {
        let step = max(1, count / 100)
        let numbers = stride(from: 7, to: count, by: Int(step)).map { $0 }
        return [
            ("a reference", numbers.map { "诉-2018-\($0)" }),
            ("a rare phrase", numbers.map { String(BenchText.words($0).dropFirst(40).prefix(4)) }),
            (
                "a rare character",
                (0..<100).map { String(UnicodeScalar(UInt16(0x5A00 + $0)).map(Character.init) ?? "一") }
            ),
            ("a common phrase", ["路面积水", "消防通道", "达成一致", "一"]),
            ("common terms", ["积水 噪声 垃圾", "2018 路灯 消防通道", "一 丁 七", "巡查 -噪声"]),
            ("common and rare terms", numbers.map { "2018 积水 \($0 % 10_000)" }),
            ("nothing", numbers.map { "积水 龘龘\($0)" }),
        ]
    }

    /// First pages, and pages from the middle.
    private func find(_ engine: String, _ name: String, _ queries: [String], _ store: Store) async throws {
        let queries = try queries.map { try SearchQuery($0) }
        let last = try await store.read { try Head($0).size }
        var (times, counts, hits): ([Double], [Double], Int) = ([], [], 0)
        for round in 0..<200 {
            let query = queries[round % queries.count]
            let before = round % 4 == 3 ? Record(rawValue: last / 2) : nil
            let start = ContinuousClock.now
            let page = try await store.read { reader in
                try SearchModule.search.find(query, before: before, limit: 25, reader) {
                    try SearchModule.texts($0, reader)
                }
            }
            times.append(start.duration(to: .now).seconds)
            hits += page.hits.count
        }
        for query in queries.prefix(20) {
            let start = ContinuousClock.now
            _ = try await store.read { reader in
                try SearchModule.search.count(query, reader) { try SearchModule.texts($0, reader) }
            }
            counts.append(start.duration(to: .now).seconds)
        }
        let (middle, high) = (Report.median(times), times.sorted()[times.count * 99 / 100])
        Report.figure(
            "\(engine), a page of \(name)",
            String(format: "%.1f ms, p99 %.1f ms", middle * 1000, high * 1000),
            target: "p99 20 ms",
            holds: high < 0.02
        )
        Report.line(
            String(format: "  (%d hits; counting to 1,000 in %.1f ms)", hits, Report.median(counts) * 1000)
        )
    }
}
