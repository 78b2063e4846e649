import Testing

@Suite("Numbers and documents")
struct DocumentTests {
    @Test func migrationsAreNumberedWithoutAGap() {
        var found: [(name: String, place: String)] = []
        // A vault is a database of its own and numbers its own.
        let files = Repository.files(in: ["Sources"], ending: ["swift"])
            .filter { !$0.path.hasPrefix("Sources/Vault/") }
        for file in files where file.holds("Migration(") {
            for (number, line) in file.lines.enumerated() where line.contains("Migration(") {
                let call = line + (file.lines.dropFirst(number + 1).first ?? "")
                guard let name = call.firstMatch(of: /"(\d{4} [^"]+)"/) else { continue }
                found.append((String(name.1), "\(file.path):\(number + 1)"))
            }
        }
        // The migrator's own table comes before all others.
        expectNumbers(found, from: 0)
    }

    @Test func decisionsAreNumberedWithoutAGap() {
        let files = Repository.files(in: ["Docs/decisions"], ending: ["md"])
        expectNumbers(
            files.map { (String($0.path.split(separator: "/").last ?? ""), "\($0.path):1") },
            from: 1
        )
    }

    @Test(
        "name every command of the command line",
        arguments: ["README.md", "README.zh-CN.md"]
    )
    func commands(document: String) throws {
        let text = try Repository.file(document).lines.joined(separator: "\n")
        let commands = Command.all
        #expect(commands.contains { $0.words == "announcement post" })
        #expect(commands.contains { $0.words == "serve" })
        for command in commands where !text.contains("`\(command.words)`") {
            Issue.record("\(command.place): the command `\(command.words)` is not in \(document)")
        }
    }

    private func expectNumbers(_ found: [(name: String, place: String)], from first: Int) {
        #expect(!found.isEmpty)
        for (place, item) in found.sorted(by: { $0.name < $1.name }).enumerated() {
            let expected = "000\(first + place)".suffix(4)
            guard item.name.hasPrefix(expected) else {
                Issue.record(
                    "\(item.place): \"\(item.name)\" has no number \(expected); none may be left out"
                )
                return
            }
        }
    }
}

/// A command of the command line that does something itself, with its parents: `announcement post`.
struct Command {
    let words: String
    let place: String

    /// A type that is a command: its name, where it stands and the types below it.
    private struct Node {
        let name: String
        let place: String
        let below: [String]
    }

    static var all: [Command] {
        var nodes: [String: Node] = [:]
        for file in Repository.files(in: ["Sources/jiedao"], ending: ["swift"]) {
            var type = ""
            for (number, line) in file.lines.enumerated() {
                if let match = line.firstMatch(of: /struct (\w+): \w*ParsableCommand/) {
                    type = String(match.1)
                }
                guard let name = line.firstMatch(of: /commandName: "([^"]+)"/)?.1 else { continue }
                // Up to the end of the configuration, a parenthesis that stands alone.
                let rest = file.lines[number...].prefix { $0.wholeMatch(of: /\s*\)/) == nil }
                    .joined(separator: " ")
                let list = rest.firstMatch(of: /subcommands: \[([^\]]*)\]/)?.1 ?? ""
                nodes[type] = Node(
                    name: String(name),
                    place: "\(file.path):\(number + 1)",
                    below: list.matches(of: /(\w+)\.self/).map { String($0.1) }
                )
            }
        }
        return commands(below: "Jiedao", nodes, [])
    }

    private static func commands(below type: String, _ nodes: [String: Node], _ words: [String]) -> [Command]
    {
        guard let node = nodes[type] else { return [] }
        guard node.below.isEmpty else {
            return node.below.flatMap { name in
                commands(below: name, nodes, words + (nodes[name].map { [$0.name] } ?? []))
            }
        }
        return [Command(words: words.joined(separator: " "), place: node.place)]
    }
}
