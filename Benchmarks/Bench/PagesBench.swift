import Foundation
import HummingbirdTesting
import Storage
import Web

/// The pages as the router answers them: how soon, how large, and how soon while many log in.
struct PagesBench {
    private let options: Options
    private let count: Int

    init(_ options: Options) {
        self.options = options
        count = options.isQuick ? 200 : 2000
    }

    func run() async throws {
        let office = try await BenchOffice(options)
        try await office.site.application(host: "localhost", port: 0).test(.router) { client in
            try await times(office, client)
            try await sizes(office, client)
            try await logins(office, client)
        }
        try await office.close()
    }

    /// With the milliseconds that each may take: lists have twenty or fifty rows, accounts many forms.
    private func pages(_ office: BenchOffice) -> [(path: String, milliseconds: Double)] {
        [
            ("/", 1), ("/figures", 1), ("/account", 1), ("/catalog", 1),
            ("/announcements/\(office.announcement)", 1), ("/staff/new", 1),
            ("/staff/\(office.member)", 2), ("/staff", 2), ("/announcements", 2), ("/entries", 2),
        ]
    }

    private func times(_ office: BenchOffice, _ client: any TestClientProtocol) async throws {
        for (path, limit) in pages(office) {
            var times = Times()
            for _ in 0..<20 { _ = try await office.page(path, client) }
            for _ in 0..<count { times.append(try await time(path, office, client)) }
            Report.figure(
                "Page \(path), median",
                times.text(at: 0.5),
                target: "\(Int(limit)) ms",
                holds: times.at(0.5) < limit
            )
            Report.line("  (99 of 100 within \(times.text(at: 0.99)), the slowest \(times.text(at: 1)))")
        }
    }

    /// In milliseconds, from the request to the last byte of the answer.
    private func time(
        _ path: String,
        _ office: BenchOffice,
        _ client: any TestClientProtocol
    ) async throws -> Double {
        let start = ContinuousClock.now
        _ = try await office.page(path, client)
        return start.duration(to: .now).seconds * 1000
    }

    /// Compressed as a reverse proxy sends them.
    private func sizes(_ office: BenchOffice, _ client: any TestClientProtocol) async throws {
        var largest = (path: "", html: [UInt8](), count: 0)
        for (path, _) in pages(office) {
            let html = try await office.page(path, client)
            let count = try gzipped(html)
            Report.line("  (\(path): \(html.count) bytes, by gzip \(count))")
            if count > largest.count { largest = (path, html, count) }
        }
        let text = String(decoding: largest.html, as: UTF8.self)
        guard let name = text.firstMatch(of: /\/assets\/ledger-[0-9a-f]{16}\.css/) else {
            throw StorageError.failed("\(largest.path) names no stylesheet")
        }
        let style = try gzipped(try await office.page(String(name.output), client))
        Report.figure(
            "The largest page, \(largest.path), by gzip",
            "\(largest.count) bytes",
            target: "20 KB",
            holds: largest.count < 20_000
        )
        Report.figure(
            "  with the stylesheet",
            "\(largest.count + style) bytes",
            target: "20 KB",
            holds: largest.count + style < 20_000
        )
    }

    private func gzipped(_ bytes: [UInt8]) throws -> Int {
        let path = options.path("page")
        try Data(bytes).write(to: URL(filePath: path))
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-6", "-c", path]
        process.standardOutput = output
        try process.run()
        let count = try output.fileHandleForReading.readToEnd()?.count ?? 0
        process.waitUntilExit()
        return count
    }

    /// A colleague reads while nobody logs in, and while as many do as the hasher lets wait.
    private func logins(_ office: BenchOffice, _ client: any TestClientProtocol) async throws {
        let seconds = options.isQuick ? 3.0 : 10
        let quiet = try await reading("/staff", for: seconds, office, client)
        let end = ContinuousClock.now + .seconds(seconds)
        let (done, busy) = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1..<BenchOffice.accounts - 5 {
                group.addTask {
                    var done = 0
                    while ContinuousClock.now < end {
                        try await office.logIn(number, client)
                        done += 1
                    }
                    return done
                }
            }
            let times = try await reading("/staff", for: seconds, office, client)
            return (try await group.reduce(0, +), times)
        }
        let rate = Double(done) / seconds
        let cores = Double(ProcessInfo.processInfo.processorCount)
        Report.figure(
            "Logins through the pages, a second and core",
            String(format: "%.0f", rate / cores),
            target: "20",
            holds: rate / cores >= 20
        )
        Report.line("  (a page meanwhile: \(busy.text(at: 0.5)), without them \(quiet.text(at: 0.5)))")
        Report.figure(
            "  99 of 100 pages meanwhile",
            busy.text(at: 0.99),
            target: "100 ms",
            holds: busy.at(0.99) < 100
        )
        Report.line("  (without them \(quiet.text(at: 0.99)))")
    }

    /// One page after the other with a moment in between.
    private func reading(
        _ path: String,
        for seconds: Double,
        _ office: BenchOffice,
        _ client: any TestClientProtocol
    ) async throws -> Times {
        var times = Times()
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            times.append(try await time(path, office, client))
            try await Task.sleep(for: .milliseconds(5))
        }
        return times
    }
}

/// Milliseconds, of which some are slower.
private struct Times {
    private var values: [Double] = []

    mutating func append(_ milliseconds: Double) { values.append(milliseconds) }

    /// The time within which this share of them lies.
    func at(_ share: Double) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? .infinity : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    func text(at share: Double) -> String { String(format: "%.2f ms", at(share)) }
}
