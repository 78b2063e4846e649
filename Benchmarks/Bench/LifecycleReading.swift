import Casework
import Foundation
import Ledger
import Storage

/// How soon lists with filters and pages of hits are there.
struct LifecycleReading {
    private let engine: String
    private let office: LifecycleOffice
    private let count: Int

    init(_ engine: String, _ office: LifecycleOffice, _ options: Options) {
        (self.engine, self.office) = (engine, office)
        count = options.isQuick ? 100 : 400
    }

    func run() async throws {
        var (all, slowest): ([Double], (String, Double)) = ([], ("", 0))
        for (name, order, narrow) in Self.lists {
            var times: [Double] = []
            for round in 0..<count {
                var filter = LifecycleOffice.officeFilter
                var chance = BenchChance(Int64(round))
                try narrow(&filter, office, &chance)
                let start = ContinuousClock.now
                _ = try await office.list(filter, by: order)
                times.append(start.duration(to: .now).seconds * 1000)
            }
            let high = Self.high(times)
            if high > slowest.1 { slowest = (name, high) }
            Report.line(
                String(format: "  (list, %@: %.1f ms, p99 %.1f ms)", name, Report.median(times), high)
            )
            all += times
        }
        Report.figure(
            "\(engine), lists by filters with their count",
            String(format: "p99 %.1f ms", Self.high(all)),
            target: "p99 20 ms",
            holds: Self.high(all) < 20
        )
        Report.line(String(format: "  (the slowest, %@: p99 %.1f ms)", slowest.0, slowest.1))
        try await search()
    }

    private func search() async throws {
        var times: [Double] = []
        for round in 0..<count * 4 {
            var chance = BenchChance(Int64(round))
            let words = BenchText.words(Int64(chance.below(10_000)))
            let query =
                switch round % 4 {
                case 0: String(words.prefix { $0 != "，" })
                case 1: String(words.dropFirst(40).prefix(4))
                case 2: ["路面积水", "消防通道", "达成一致", "垃圾"][chance.below(4)]
                default: "积水 \(words.dropFirst(30).prefix(2)) 噪声"
                }
            let start = ContinuousClock.now
            do { _ = try await office.search(query) } catch is SearchQuery.Refusal { continue }
            times.append(start.duration(to: .now).seconds * 1000)
        }
        Report.figure(
            "\(engine), a page of a search",
            String(format: "%.1f ms, p99 %.1f ms", Report.median(times), Self.high(times)),
            target: "p99 20 ms",
            holds: Self.high(times) < 20
        )
    }

    private static func high(_ times: [Double]) -> Double { times.sorted()[times.count * 99 / 100] }

    private typealias Narrow =
        @Sendable (inout MatterFilter, LifecycleOffice, inout BenchChance) throws -> Void

    private static let lists: [(name: String, order: MatterList.Order, narrow: Narrow)] = [
        ("all", .newest, { _, _, _ in }),
        ("open, by limit", .due, { filter, _, _ in filter.isOpen = true }),
        ("closed", .newest, { filter, _, _ in filter.isOpen = false }),
        ("overdue", .newest, { filter, _, _ in filter.isOverdue = true }),
        ("of a stage", .newest, { filter, _, _ in filter.stage = .handled }),
        ("of an outcome that is common", .newest, { filter, _, _ in filter.outcome = .closedAtSource }),
        ("of an outcome that nothing has", .newest, { filter, _, _ in filter.outcome = .merged }),
        ("of a community", .newest, { $0.community = community($1, &$2) }),
        ("of a category", .newest, { $0.category = category($1, &$2) }),
        (
            "of a category, declined", .newest,
            {
                $0.category = category($1, &$2); $0.outcome = .declined
            }
        ),
        (
            "of a unit, open, by limit", .due,
            {
                $0.lead = unit($1, &$2); $0.isOpen = true
            }
        ),
        (
            "of a community and a category", .newest,
            {
                $0.community = community($1, &$2); $0.category = category($1, &$2)
            }
        ),
        (
            "four filters", .newest,
            {
                $0.community = community($1, &$2)
                $0.category = category($1, &$2)
                $0.source = try code("web")
                $0.outcome = .struckOff
            }
        ),
        (
            "four filters, open, by limit", .due,
            {
                $0.community = community($1, &$2)
                $0.category = category($1, &$2)
                $0.source = try code("telephone")
                $0.lead = unit($1, &$2)
            }
        ),
        (
            "open with an outcome", .newest,
            { filter, _, _ in (filter.isOpen, filter.outcome) = (true, .struckOff) }
        ),
    ]

    private static func community(_ office: LifecycleOffice, _ chance: inout BenchChance) -> Code {
        office.communities[chance.below(office.communities.count)]
    }

    private static func category(_ office: LifecycleOffice, _ chance: inout BenchChance) -> Code {
        office.categories[chance.below(chance.below(office.categories.count) + 1)]
    }

    private static func unit(_ office: LifecycleOffice, _ chance: inout BenchChance) -> Code {
        office.handlers[chance.below(office.handlers.count)].unit
    }
}
