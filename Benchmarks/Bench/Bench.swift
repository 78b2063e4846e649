import Foundation
import Ledger
import Storage

/// Measures the foundation; `script/bench` calls it with a place to work in and the floor's program.
@main
enum Bench {
    static func main() async throws {
        let options = Options(Array(CommandLine.arguments.dropFirst()))
        if let path = options.answer { return try await Opening.answer(path) }
        Report.line(
            "machine: \(ProcessInfo.processInfo.processorCount) cores; figures are medians of rounds in this run"
        )
        let parts = options.parts
        if parts.contains("writing") { try await Writing(options).run() }
        if parts.contains("tree") { try await LargeTree(options).run() }
        if parts.contains("opening") { try await Opening(options).run() }
        if parts.contains("office") { try await OfficeBench(options).run() }
        if parts.contains("search") { try await SearchBench(options).run() }
        if parts.contains("figures") { try await FiguresBench(options).run() }
        if parts.contains("lifecycle") { try await LifecycleBench(options).run() }
        if parts.contains("pages") { try await PagesBench(options).run() }
    }
}

struct Options {
    var work = FileManager.default.temporaryDirectory.path
    var floor = ""
    var jiedao = ""
    var answer: String?
    var isQuick = false
    /// How many records are searched; nil for what suits the mode.
    var records: Int64?
    private static let allParts: Set = [
        "writing", "tree", "opening", "office", "search", "figures", "lifecycle", "pages",
    ]
    /// What to measure; all of it unless some are named.
    var parts: Set<String> = []

    init(_ words: [String]) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--work": work = rest.popFirst() ?? work
            case "--floor": floor = rest.popFirst() ?? ""
            case "--jiedao": jiedao = rest.popFirst() ?? ""
            case "--answer": answer = rest.popFirst()
            case "quick": isQuick = true
            case "--records": records = rest.popFirst().flatMap { Int64($0) }
            case let part where Self.allParts.contains(part): parts.insert(part)
            default: Report.line("unknown word \(word)")
            }
        }
        if parts.isEmpty { parts = Self.allParts }
    }

    func path(_ name: String) -> String { work + "/" + name }
}

/// One line a figure, as it is known.
enum Report {
    static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    static func figure(_ name: String, _ value: String, target: String, holds: Bool) {
        let padded = name.padding(toLength: 46, withPad: " ", startingAt: 0)
        line(
            "\(padded) \(value.padding(toLength: 22, withPad: " ", startingAt: 0)) target \(target)  \(holds ? "ok" : "MISSED")"
        )
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
