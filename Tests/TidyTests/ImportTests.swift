import Testing

@Suite("Imports")
struct ImportTests {
    @Test func ofTheLedgerBringInNothingOfOursAndNoDatabase() {
        let allowed: Set = ["Foundation", "Crypto", "Synchronization"]
        expectImports(in: "Sources/Ledger/", allowed)
    }

    @Test func ofValuesAndEventsBringInValuesOnly() {
        for file in Self.sources where file.path.split(separator: "/").count > 3 {
            let folder = file.path.split(separator: "/")[2]
            guard folder == "Values" || folder == "Events", !file.path.hasPrefix("Sources/Ledger/") else {
                continue
            }
            expectImports(in: file.path, ["Foundation", "Ledger", "Catalog", "Identity", "WorkingTime"])
        }
    }

    @Test(
        "of an engine, of web servers and of pages stay where they belong",
        arguments: [
            (["GRDB", "GRDBSQLite", "CSQLite"], ["Sources/Storage/SQLite/"]),
            (["CPostgreSQL"], ["Sources/Storage/PostgreSQL/"]),
            (
                ["Hummingbird", "HummingbirdCore", "Mustache", "HTTPTypes", "NIOCore"],
                ["Sources/Web/", "Sources/jiedao/", "Benchmarks/"]
            ), (["ArgumentParser"], ["Sources/jiedao/"]), (["Yams"], ["Sources/Catalog/"]),
            (["Crypto"], ["Sources/Ledger/", "Sources/Identity/"]), (["CSodium"], ["Sources/Identity/"]),
            (["CSpawn"], ["Sources/Programs/"]), (["CQRencode"], ["Sources/Papers/"]),
            (["CExpat", "CXlsxWriter", "CZlib"], ["Sources/Tables/"]),
        ]
    )
    func stay(modules: [String], folders: [String]) {
        for file in Self.sources where !folders.contains(where: { file.path.hasPrefix($0) }) {
            for (module, line) in file.imports where modules.contains(module) {
                Issue.record(
                    "\(file.path):\(line): \(module) belongs below \(folders.joined(separator: " or "))"
                )
            }
        }
    }

    @Test func pointDownTheListOfPackageSwift() throws {
        let package = try Repository.file("Package.swift")
        let targets = Self.targets(package)
        let order = targets.map(\.name)
        #expect(order.contains("Ledger") && order.contains("jiedao") && order.count > 8)
        for target in targets {
            let above = order.prefix { $0 != target.name }
            for name in target.dependencies where !above.contains(name) {
                Issue.record(
                    "Package.swift:\(target.line): \(target.name) depends on \(name), which is no target above it"
                )
            }
        }
        // What a file imports stands among its target's dependencies.
        for target in targets {
            for file in Self.sources where file.path.hasPrefix(target.folder + "/") {
                for (module, line) in file.imports
                where order.contains(module) && !target.dependencies.contains(module) {
                    Issue.record(
                        "\(file.path):\(line): \(module) is no dependency of \(target.name) in Package.swift"
                    )
                }
            }
        }
    }

    private struct Target {
        let name: String
        let line: Int
        let folder: String
        let dependencies: [String]
    }

    /// The targets in the order of the list, tests left out, with their dependencies on one another.
    private static func targets(_ package: TextFile) -> [Target] {
        let starts = package.lines.indices.filter { number in
            package.lines[number].contains(/\.(target|systemLibrary|executableTarget|testTarget)\(/)
        }
        return zip(starts, starts.dropFirst() + [package.lines.endIndex]).compactMap { start, end in
            let text = package.lines[start..<end].joined(separator: "\n")
            guard !text.contains(".testTarget("), let name = text.firstMatch(of: /name: "(\w+)"/)?.1 else {
                return nil
            }
            let list = text.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1 ?? ""
            return Target(
                name: String(name),
                line: start + 1,
                folder: text.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) } ?? "Sources/\(name)",
                dependencies: list.matches(of: /"(\w+)"/).map { String($0.1) }
            )
        }
    }

    private static let sources = Repository.files(in: ["Sources", "Benchmarks"], ending: ["swift"])

    private func expectImports(in start: String, _ allowed: Set<String>) {
        for file in Self.sources where file.path.hasPrefix(start) {
            for (module, line) in file.imports where !allowed.contains(module) {
                Issue.record(
                    "\(file.path):\(line): imports \(module); only \(allowed.sorted().joined(separator: ", ")) may stand here"
                )
            }
        }
    }
}
