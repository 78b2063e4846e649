/// Cells merged over several rows.
///
/// A sheet holds their text in the first row only, but it is meant for each of them.
///
/// A cell merged over columns stands in its first column, as titles and sections do.
struct MergedRows {
    struct Area {
        let column: Int
        let first: Int
        let last: Int
    }

    private var coming: [Area]
    /// By column: until which row it goes, and with what.
    private var open: [Int: (last: Int, text: String)] = [:]

    init(_ areas: [Area]) { coming = areas.sorted { $0.first > $1.first } }

    /// Fills in what stands above; rows have to come in their order.
    mutating func fill(_ cells: inout [String], line: Int) {
        for (column, area) in open {
            if area.last < line {
                open[column] = nil
            } else if column >= cells.count {
                cells += Array(repeating: "", count: column - cells.count) + [area.text]
            } else if cells[column].isEmpty {
                cells[column] = area.text
            }
        }
        while let area = coming.last, area.first <= line {
            coming.removeLast()
            guard area.first == line, area.column < cells.count, !cells[area.column].isEmpty else { continue }
            open[area.column] = (area.last, cells[area.column])
        }
    }

    /// Finds them: they stand behind the rows of a sheet (ECMA-376 part 1, 18.3.1.55).
    final class Finder: XMLSink {
        private static let areasMax = 100_000

        private(set) var areas: [Area] = []
        private let part: String
        private let columns: Int

        init(part: String, columns: Int) { (self.part, self.columns) = (part, columns) }

        func start(_ name: String, _ attributes: XMLAttributes) throws(TableError) {
            guard name == "mergeCell", let reference = attributes["ref"] else { return }
            let cells = reference.utf8.split(separator: UInt8(ascii: ":"))
            guard cells.count == 2, let column = ColumnLetters.column(of: cells[0]), column < columns,
                let first = Self.row(cells[0]), let last = Self.row(cells[1]), first < last
            else { return }
            guard areas.count < Self.areasMax else {
                throw .brokenWorkbook(part: part, reason: "more than \(Self.areasMax) cells are merged")
            }
            areas.append(Area(column: column, first: first, last: last))
        }

        private static func row(_ cell: Substring.UTF8View) -> Int? {
            Int(String(Substring(cell.drop { $0 >= 0x41 })))
        }
    }
}
