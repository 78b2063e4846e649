import Mustache

/// A page's values by their names, read from the page once.
///
/// The template engine would read all properties of an object again for every name that it looks up, and of every object
/// around it, which takes longer than everything else about a page.
struct Printed: MustacheParent {
    private let values: [String: Any]

    init(_ object: some Any) { values = Self.properties(Mirror(reflecting: object)) }

    func child(named name: String) -> Any? { values[name] }

    private static func properties(_ mirror: Mirror) -> [String: Any] {
        var values: [String: Any] = [:]
        values.reserveCapacity(mirror.children.count)
        for (name, value) in mirror.children {
            // What is nil is left out, as the engine does.
            if let name, let value = printed(value) { values[name] = value }
        }
        return values
    }

    /// Structs by their properties, lists by their elements, and what can be printed as it is.
    private static func printed(_ value: Any) -> Any? {
        // Also out of an optional.
        if let text = value as? String { return text }
        if value is Bool || value is WordTable { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { printed($0.value) }
        case .collection: return mirror.children.compactMap { printed($0.value) }
        case .struct where !(value is any CustomStringConvertible):
            return Printed(values: properties(mirror))
        default: return value
        }
    }

    private init(values: [String: Any]) { self.values = values }
}

/// The fixed words of one language, by their names.
struct WordTable: MustacheParent, Sendable {
    let table: [String: String]

    func child(named name: String) -> Any? { table[name] }
}
