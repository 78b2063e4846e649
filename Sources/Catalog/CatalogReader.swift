import Yams

/// Reads YAML nodes and gathers what is wrong, so that all errors of a catalog are told at once.
final class CatalogReader {
    var errors: [CatalogErrors.Item] = []
    private var file = ""

    /// The top of a file, or nil where it cannot be read.
    func root(of file: CatalogContent.File) -> Node? {
        self.file = file.path
        do {
            guard let node = try Yams.compose(yaml: file.text) else {
                errors.append(.init(file: file.path, line: 1, message: "the file is empty"))
                return nil
            }
            return node
        } catch let error as YamlError {
            errors.append(
                .init(file: file.path, line: Self.line(of: error), message: "this is not YAML: \(error)")
            )
        } catch {
            errors.append(.init(file: file.path, line: nil, message: "this is not YAML: \(error)"))
        }
        return nil
    }

    func report(_ node: Node, _ message: String) {
        errors.append(.init(file: file, line: node.mark?.line, message: message))
    }

    /// The value of a key that must be there.
    func member(_ name: String, of node: Node) -> Node? {
        guard let mapping = node.mapping else {
            report(node, "expected a list of keys with \"\(name)\"")
            return nil
        }
        guard let value = mapping[name] else {
            let known = mapping.keys.compactMap(\.string)
            report(
                node,
                "the key \"\(name)\" is missing; found \(known.map { "\"\($0)\"" }.joined(separator: ", "))"
            )
            return nil
        }
        return value
    }

    /// Names keys that nobody reads, most often a slip of the pen.
    func expectOnly(_ names: [String], in node: Node) {
        for (key, _) in node.mapping.map(Array.init) ?? [] {
            guard let name = key.string, names.contains(name) else {
                report(
                    key,
                    "the key \"\(key.string ?? "?")\" is not known; expected one of \(names.joined(separator: ", "))"
                )
                continue
            }
        }
    }

    /// The scalar under a key, read into a value.
    func value<Value>(_ name: String, of node: Node, expected: String, _ parse: (String) -> Value?) -> Value?
    {
        guard let member = member(name, of: node) else { return nil }
        guard let text = member.string, let value = parse(text) else {
            report(
                member,
                "\"\(name)\" is \(member.string.map { "\"\($0)\"" } ?? "not a single value"); expected \(expected)"
            )
            return nil
        }
        return value
    }

    func text(_ name: String, of node: Node) -> String? {
        value(name, of: node, expected: "a text") { $0.isEmpty ? nil : $0 }
    }

    func list(_ name: String, of node: Node) -> [Node] {
        guard let member = member(name, of: node) else { return [] }
        guard let sequence = member.sequence else {
            report(member, "\"\(name)\" must be a list")
            return []
        }
        return Array(sequence)
    }

    func localName(_ name: String, of node: Node) -> LocalName? {
        guard let member = member(name, of: node) else { return nil }
        expectOnly(["zh", "en"], in: member)
        guard let zh = text("zh", of: member), let en = text("en", of: member) else { return nil }
        return LocalName(zh: zh, en: en)
    }

    private static func line(of error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }
}
