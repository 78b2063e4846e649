/// Decimal degrees as tables write them, in millionths, rounded to the nearest.
enum Degrees {
    /// Nil unless the text is a decimal number of at most three digits before its point.
    static func millionths(_ text: String) -> Int64? {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative { rest.removeFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...3).contains(whole.count),
            case let fraction = parts.count == 2 ? parts[1] : "", fraction.utf8.count <= 30,
            (whole.utf8 + Array(fraction.utf8)).allSatisfy({ (0x30...0x39).contains($0) }),
            let units = Int64(whole)
        else { return nil }
        let digits = fraction.utf8.map { Int64($0 - 0x30) } + [0, 0, 0, 0, 0, 0, 0]
        let millionths = digits.prefix(6).reduce(units) { $0 * 10 + $1 } + (digits[6] >= 5 ? 1 : 0)
        return isNegative ? -millionths : millionths
    }
}
