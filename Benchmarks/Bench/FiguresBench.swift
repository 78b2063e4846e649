import Catalog
import Foundation
import Ledger
import Registers
import Reporting
import Storage

/// A year with 100,000 facts of each of three measures: how soon figures over them are counted from the facts.
struct FiguresBench {
    private let options: Options
    private let count: Int64

    init(_ options: Options) {
        self.options = options
        count = options.isQuick ? 20_000 : 100_000
    }

    func run() async throws {
        let catalog = try Catalog(try CatalogContent(folder: URL(filePath: "Catalog/pingshan")))
        let key = SigningKey(newNamed: "figures.example")
        guard let key else { throw StorageError.failed("no key could be made") }
        let store = try await Store.create(
            try await Database(.file(options.path("figures.sqlite")), creating: true),
            schema: Schema(
                RegisterModules.all + [.none, ReportingModule.module, YearOfMatters.module]
            ),
            genesis: Genesis(
                origin: key.name,
                subdistrict: catalog.subdistrict.code,
                zone: catalog.subdistrict.zone,
                logKey: key.verifier,
                drawKey: key.verifier.publicKey
            ),
            catalog: catalog.content.text,
            clock: WallClock { Instant(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }
        )
        let start = ContinuousClock.now
        for first in stride(from: 0, to: count, by: 1000) {
            let command = YearOfMatters(matters: first..<min(first + 1000, count))
            _ = try await store.perform(Order(id: CommandID(UUID()), actor: .program, command: command))
        }
        let rate = Double(3 * count) / start.duration(to: .now).seconds
        Report.line("  (made a year of \(3 * count) facts, \(Int(rate)) facts/s)")
        let size = try await store.read { try Head($0).size }
        for (name, id) in [
            ("sum", "matters-struck-off"), ("sum of a tag", "F16"), ("cohort of a tag", "F17"),
            ("median", "matters-duration-median"),
        ] {
            var times: [Double] = []
            for _ in 0..<5 {
                let start = ContinuousClock.now
                _ = try await store.read {
                    try Figure.count(id, year: 2018, asOf: size, catalog: catalog, $0)
                }
                times.append(start.duration(to: .now).seconds)
            }
            let time = Report.median(times)
            // A cohort looks at two measures.
            let limit = id == "F17" ? 400.0 : 200
            Report.figure(
                "A figure over \(id == "F17" ? 2 * count : count) facts, \(name)",
                String(format: "%.0f ms", time * 1000),
                target: String(format: "%.0f ms", limit),
                holds: time * 1000 < limit
            )
        }
        try await store.close()
    }
}

/// Matters that are filed and closed, a fact each of filing, closing and duration, in entries of some twenty facts.
private struct YearOfMatters: Event, Storage.Command {
    static let kind = Entry.Kind("bench.matters")
    static let version = 1
    static let name = "bench-matters"
    static let module = Module(
        migrations: [],
        kinds: [KindHandler(YearOfMatters.self) { _, _, _ in }],
        projections: []
    )

    let matters: Range<Int64>

    init(matters: Range<Int64>) { self.matters = matters }

    init(body: JSON.Object) throws(JSONShapeError) {
        let first = try body.integer("first")
        matters = first..<first
    }

    var body: JSON.Object { ["first": .integer(matters.lowerBound)] }
    var request: JSON.Object { body }

    func record(in recorder: Recorder) throws {
        for first in stride(from: matters.lowerBound, to: matters.upperBound, by: 7) {
            let facts = (first..<min(first + 7, matters.upperBound)).flatMap { Self.facts(of: $0) }
            try recorder.record(self, about: Subject("matters", recorder.next), facts: facts)
        }
    }

    private static func facts(of matter: Int64) -> [Fact] {
        let kinds = ["report", "environment", "petition", "fire-hazard"]
        guard
            let filed = LocalDay(year: 2018, month: Int(matter % 12) + 1, day: Int(matter / 12 % 28) + 1),
            let closed = LocalDay(year: 2018, month: 12, day: Int(matter % 28) + 1)
        else { return [] }
        let tags = Set(
            ["kind:\(kinds[Int(matter % 4)])", "source:s\(matter % 9)", "category:c\(matter % 300)"]
                .compactMap { Code(rawValue: $0) }
        )
        let parts: [(Measure, LocalDay, Int64, Ledger.Unit)] = [
            (Measure("matter.filed"), filed, 1, .item), (Measure("matter.struck-off"), closed, 1, .item),
            (Measure("matter.duration"), closed, matter * 7919 % 100_000 + 1, Ledger.Unit("minute")),
        ]
        return parts.map { measure, day, quantity, unit in
            Fact(
                measure,
                on: day,
                quantity: quantity,
                unit: unit,
                community: Code(rawValue: "44031000100\(matter % 4 + 1)"),
                object: Code(rawValue: "matter:\(matter)"),
                tags: tags
            )
        }
    }
}

extension Module {
    /// In the place of the mechanism whose number comes before.
    fileprivate static let none = Module(
        migrations: [Migration("0008 none", "")],
        kinds: [],
        projections: []
    )
}
