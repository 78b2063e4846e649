import Yams

/// Reads one file of a catalog: plain YAML without what a catalog does not need and a hostile file would use.
///
/// Refused are anchors, aliases, merge keys, tags, several documents and keys that are no text. Everything is limited,
/// so that time and memory are too: a file's length before it is read, nesting by libyaml (1000 levels) while it is,
/// and the tree's depth, size and texts before anything is made of it.
package enum YAMLFile {
    /// In UTF-8.
    ///
    /// Yams makes at most one node of a byte.
    package static let byteLimit = 256 * 1024
    package static let nodeLimit = 20_000
    package static let depthLimit = 16
    /// In UTF-8.
    package static let scalarByteLimit = 8 * 1024

    struct Fault: Error {
        let line: Int?
        let message: String

        init(_ line: Int?, _ message: String) {
            self.line = line
            self.message = message
        }
    }

    /// The top value of a file, or nil where the file holds none.
    static func root(of text: String) throws(Fault) -> YAMLValue? {
        let count = text.utf8.count
        guard count <= byteLimit else {
            throw Fault(nil, "the file has \(count) bytes; at most \(byteLimit) are allowed")
        }
        // Before composing: a key made of aliases would be compared at every place where it is named.
        if let alias = YAMLAlias.first(in: text) {
            throw Fault(alias.line, "\"*\(alias.name)\" repeats what &\(alias.name) names; write it out")
        }
        do {
            // No rules: `no` and `2018-01-01` stay text, and an explicit tag can be told from none.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            let root = try parser.singleRoot()
            // A node holds its anchor only as long as the parser does.
            return try withExtendedLifetime(parser) {
                var size = 0
                return try root.map { try value($0, key: nil, depth: 1, &size) }
            }
        } catch let fault as Fault {
            throw fault
        } catch let error as YamlError {
            throw Fault(error, in: text)
        } catch {
            throw Fault(nil, "this is not YAML: \(error)")
        }
    }

    private static func value(
        _ node: Node,
        key: Int?,
        depth: Int,
        _ size: inout Int
    ) throws(Fault)
        -> YAMLValue
    {
        let line = node.mark?.line ?? key ?? 1
        size += 1
        guard size <= nodeLimit else {
            throw Fault(line, "the file holds more than \(nodeLimit) values; divide it")
        }
        guard depth <= depthLimit else { throw Fault(line, "values are nested deeper than \(depthLimit)") }
        if let anchor = node.anchor {
            throw Fault(line, "\"&\(anchor.rawValue.shortened)\" names a value; a catalog has no such names")
        }
        guard let kind = tags.first(where: { node.tag.description == "tag:yaml.org,2002:\($0)" }) else {
            throw Fault(
                line,
                "the tag \"\(node.tag.description.shortened)\" is not allowed; leave out what begins with \"!\""
            )
        }
        switch node {
        case .scalar(let scalar):
            let count = scalar.string.utf8.count
            guard count <= scalarByteLimit else {
                throw Fault(
                    line,
                    "a text of \(count) bytes stands here; at most \(scalarByteLimit) are allowed"
                )
            }
            guard kind == "str" else { throw Fault(line, "a tag does not fit its value; leave it out") }
            return YAMLValue(content: .text(scalar.string), line: line)
        case .sequence(let sequence):
            var list: [YAMLValue] = []
            for element in sequence {
                list.append(try value(element, key: line, depth: depth + 1, &size))
            }
            return YAMLValue(content: .list(list), line: line)
        case .mapping(let mapping):
            var members: [YAMLValue.Member] = []
            for (keyNode, valueNode) in mapping {
                let key = try value(keyNode, key: line, depth: depth + 1, &size)
                guard let name = key.text else { throw Fault(key.line, "a key must be a single word") }
                guard name != "<<" else {
                    throw Fault(key.line, "the merge key \"<<\" is not allowed; write the keys out")
                }
                let member = try value(valueNode, key: key.line, depth: depth + 1, &size)
                members.append(.init(key: name, line: key.line, value: member))
            }
            return YAMLValue(content: .map(members), line: line)
        case .alias(let alias):
            throw Fault(line, "\"*\(alias.anchor.rawValue.shortened)\" is not allowed; write the value out")
        }
    }

    /// What YAML's core schema calls a text, a list and a map (YAML 1.2.2 section 10.1).
    private static let tags = ["str", "seq", "map"]
}

extension YAMLFile.Fault {
    /// Yams's own words repeat the line, however long; ours do not.
    init(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let lines = text.split(separator: "\n", maxSplits: mark.line, omittingEmptySubsequences: false)
            let line = mark.line <= lines.count ? lines[mark.line - 1] : ""
            if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
                self.init(mark.line, "a tab stands at the line's beginning; YAML is indented by blanks only")
                return
            }
            let before = context.map { "\($0.text) (from line \($0.mark.line)) " } ?? ""
            self.init(mark.line, "this is not YAML: \(before)\(problem)")
        case .reader(let problem, let offset, _, _):
            let line = offset.map { 1 + text.prefix($0).count(where: \.isNewline) }
            self.init(line, "this is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.prefix(5).map { "\"\($0.shortened)\"" }.joined(separator: ", ")
            self.init(context.mark.line, "a key stands twice in one map: \(names)")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            self.init(nil, "this is not YAML: \(error)")
        }
    }
}
