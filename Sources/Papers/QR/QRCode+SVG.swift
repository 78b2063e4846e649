extension QRCode {
    /// Light modules on each side, by which a reader finds the symbol (ISO/IEC 18004 6.3.8).
    private static let quietZone = 4

    /// The code as an image that is as large as its place: black on white, square, without script or style.
    ///
    /// - Parameter title: What it leads to, for who cannot see it.
    package func svg(title: String) -> Markup {
        let side = width + 2 * Self.quietZone
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges" role="img">\
            <title>\(title)</title><path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path fill="#000" d="\(path)"/></svg>
            """
    }

    /// One outline for each run of dark modules in a row.
    private var path: String {
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, isDark(row: row, column: column) { column += 1 }
                if column > start {
                    let (x, y, run) = (start + Self.quietZone, row + Self.quietZone, column - start)
                    path += "M\(x) \(y)h\(run)v1h-\(run)z"
                }
                column += 1
            }
        }
        return path
    }
}
