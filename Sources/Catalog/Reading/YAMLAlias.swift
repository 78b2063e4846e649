/// Finds what may be an alias, without reading the file as YAML.
///
/// An alias repeats what an anchor of the same name marks; so a text without any `*name` whose `&name` it also holds
/// has none. The reverse does not hold: both may stand in comments or quotes, and are refused there too, which a
/// catalog can live with.
enum YAMLAlias {
    /// The first `*name` whose name stands behind an `&` as well; its line from 1.
    static func first(in text: String) -> (name: String, line: Int)? {
        let bytes = Array(text.utf8)
        let names = Set(marked(by: UInt8(ascii: "&"), in: bytes).map(\.name))
        guard !names.isEmpty else { return nil }
        return marked(by: UInt8(ascii: "*"), in: bytes).first { names.contains($0.name) }
            .map { (String(decoding: $0.name.prefix(40), as: UTF8.self), $0.line) }
    }

    /// Names are what libyaml takes for one: a-z, A-Z, 0-9, `-` and `_`.
    private static func marked(by mark: UInt8, in bytes: [UInt8]) -> [(name: ArraySlice<UInt8>, line: Int)] {
        var found: [(name: ArraySlice<UInt8>, line: Int)] = []
        var line = 1
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == mark else { continue }
            let name = bytes[(place + 1)...].prefix(while: isNameByte)
            if !name.isEmpty { found.append((name, line)) }
        }
        return found
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
