/// The right name for a wrong one.
enum Nearest {
    /// Names longer than this are not compared: the work grows with the square.
    private static let lengthLimit = 64
    /// No more names are compared: a hostile catalog may hold thousands that are alike, and as many wrong ones.
    private static let nameLimit = 500

    /// The name of `names` that needs the fewest changes, where they are few for its length.
    static func name(to wrong: String, in names: some Sequence<String>) -> String? {
        let letters = Array(wrong.lowercased().unicodeScalars.prefix(lengthLimit + 1))
        guard !letters.isEmpty, letters.count <= lengthLimit else { return nil }
        var best: (name: String, distance: Int)?
        for name in names.prefix(nameLimit) {
            let other = Array(name.lowercased().unicodeScalars.prefix(lengthLimit + 1))
            let most = max(1, max(letters.count, other.count) / 3)
            guard other.count <= lengthLimit, abs(other.count - letters.count) <= most else { continue }
            let distance = distance(letters, other)
            if distance <= most, best.map({ distance < $0.distance }) ?? true { best = (name, distance) }
        }
        return best?.name
    }

    /// Letters to insert, remove, replace, or exchange with their neighbour (optimal string alignment).
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var (before, last) = ([Int](), Array(0...right.count))
        for row in left.indices {
            var next = [row + 1]
            next.reserveCapacity(right.count + 1)
            for column in right.indices {
                var least = min(
                    last[column] + (left[row] == right[column] ? 0 : 1),
                    min(last[column + 1], next[column]) + 1
                )
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[right.count]
    }
}

extension String {
    /// The first characters of a text for a message, with three dots where more follow.
    var shortened: String {
        let start = prefix(60)
        return start.endIndex == endIndex ? self : start + "…"
    }
}
