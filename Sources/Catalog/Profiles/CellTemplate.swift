/// A text with the cells of a row in it: `[{EVENT_PROPERTY_NAME}：]{SUB_TYPE_NAME}`.
///
/// What stands in brackets is left out where one of its cells is empty.
package struct CellTemplate: Equatable, Sendable {
    enum Piece: Equatable, Sendable {
        case text(String)
        case column(String)
        /// Left out where one of its columns is empty.
        case whole([Piece])
    }

    /// As it is written.
    package let text: String
    let pieces: [Piece]

    /// Nil where a brace or bracket has no other, or stands in another of its sort.
    package init?(_ text: String) {
        var (outer, inner): ([Piece], [Piece]?) = ([], nil)
        var plain = ""
        func add(_ piece: Piece) {
            if inner == nil { outer.append(piece) } else { inner?.append(piece) }
        }
        func end() {
            if !plain.isEmpty { add(.text(plain)) }
            plain = ""
        }
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "{":
                guard let close = rest.firstIndex(of: "}") else { return nil }
                let name = String(rest[..<close])
                guard !name.isEmpty, !name.contains(where: { "{[]".contains($0) }) else { return nil }
                end()
                add(.column(name))
                rest = rest[rest.index(after: close)...]
            case "[":
                guard inner == nil else { return nil }
                end()
                inner = []
            case "]":
                guard inner != nil else { return nil }
                end()
                outer.append(.whole(inner ?? []))
                inner = nil
            case "}": return nil
            default: plain.append(character)
            }
        }
        guard inner == nil else { return nil }
        end()
        self.text = text
        pieces = outer
    }

    /// The columns that it names, each once, in their order.
    package var columns: [String] {
        func names(_ pieces: [Piece]) -> [String] {
            pieces.flatMap { piece -> [String] in
                switch piece {
                case .text: []
                case .column(let name): [name]
                case .whole(let pieces): names(pieces)
                }
            }
        }
        var seen: Set<String> = []
        return names(pieces).filter { seen.insert($0).inserted }
    }

    /// The text for a row.
    ///
    /// - Parameter cell: The trimmed text of a column; empty where there is nothing.
    package func filled(_ cell: (String) -> String) -> String {
        func text(_ pieces: [Piece]) -> String {
            pieces.map { piece in
                switch piece {
                case .text(let text): text
                case .column(let name): cell(name)
                case .whole(let pieces):
                    pieces.contains { if case .column(let name) = $0 { cell(name).isEmpty } else { false } }
                        ? "" : text(pieces)
                }
            }.joined()
        }
        return text(pieces)
    }
}
