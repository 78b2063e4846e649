/// A value of a YAML file with the place where it stands.
///
/// Every scalar is text here: what it means is said by whoever reads it, never by how it looks (`no` is a word).
struct YAMLValue {
    enum Content {
        case text(String)
        case list([YAMLValue])
        case map([Member])
    }

    struct Member {
        let key: String
        /// The line of the key.
        let line: Int
        let value: YAMLValue
    }

    let content: Content
    /// From 1.
    let line: Int

    var text: String? {
        guard case .text(let text) = content else { return nil }
        return text
    }

    var list: [YAMLValue]? {
        guard case .list(let list) = content else { return nil }
        return list
    }

    var map: [Member]? {
        guard case .map(let map) = content else { return nil }
        return map
    }

    subscript(key: String) -> YAMLValue? { map?.first { $0.key == key }?.value }
}
