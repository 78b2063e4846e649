import Catalog

extension Figure {
    /// The value as a reader sees it, without separators: `44`, `1053700`, `93.4%`; nil where there is none.
    ///
    /// A share is rounded half up to one digit behind the point, everything else is exact.
    package var shown: String? {
        switch value {
        case .sum(let quantity), .measured(let quantity?, _):
            return Self.decimal(quantity, parts: definition.scale.factor)
        case .measured(nil, _): return nil
        case .share(let part, let whole):
            guard whole > 0 else { return nil }
            let mark = definition.scale == .permille ? "‰" : "%"
            return Self.decimal(Self.rounded(part, times: definition.scale.factor * 10, by: whole), parts: 10)
                + mark
        }
    }

    /// A share in thousandths, rounded half up; nil for what is no share of something.
    package var permille: Int64? {
        guard case .share(let part, let whole) = value, whole > 0 else { return nil }
        return Self.rounded(part, times: 1000, by: whole)
    }

    private static func rounded(_ part: Int64, times factor: Int64, by whole: Int64) -> Int64 {
        let twice = Int128(part) * Int128(factor) * 2 + Int128(whole)
        let divisor = Int128(whole) * 2
        let (quotient, remainder) = twice.quotientAndRemainder(dividingBy: divisor)
        return Int64(clamping: remainder < 0 ? quotient - 1 : quotient)
    }

    /// `quantity / parts` exactly; `parts` is a power of ten.
    package static func decimal(_ quantity: Int64, parts: Int64) -> String {
        let (whole, rest) = quantity.magnitude.quotientAndRemainder(dividingBy: parts.magnitude)
        var digits = String(parts.magnitude + rest).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return (quantity < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
    }
}
