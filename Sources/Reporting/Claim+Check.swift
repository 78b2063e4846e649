package import Catalog

extension Claim.Assertion {
    /// Whether what the words assert is true of a value; nothing is true of a value that is not there.
    ///
    /// Compared exactly, as whole numbers.
    ///
    /// - Parameter run: In how many months in a row something was counted; for `consecutive` only.
    package func holds(of value: Figure.Value, shownAs scale: FigureScale, run: Int64 = 0) -> Bool {
        guard let fraction = Fraction(value, scale) else { return false }
        switch self {
        case .exact(nil): return true
        case .exact(let number?):
            // A share is stated as it is rounded, everything else as it is.
            return scale.isOfAShare
                ? fraction.rounds(to: number, step: 1) : fraction.compared(to: number) == 0
        case .about(let number): return fraction.rounds(to: number, step: Self.step(of: number))
        case .moreThan(let number, let isBounded):
            return fraction.compared(to: number) > 0
                && (!isBounded || fraction.compared(to: number + Self.step(of: number)) < 0)
        case .nearly(let number):
            return fraction.compared(to: number) < 0
                && fraction.compared(to: number - Self.step(of: number, downward: true)) >= 0
        case .within(let number): return fraction.compared(to: number) <= 0
        case .atLeast(let number): return fraction.compared(to: number) >= 0
        case .first: return fraction.compared(to: 1) == 0
        case .consecutive(let number?): return run >= number
        case .consecutive(nil): return fraction.compared(to: run) <= 0
        }
    }
}

/// A value in what it is shown as.
private struct Fraction {
    private let top: Int128
    private let bottom: Int128

    init?(_ value: Figure.Value, _ scale: FigureScale) {
        switch value {
        case .sum(let quantity), .measured(let quantity?, _):
            (top, bottom) = (Int128(quantity), Int128(scale.factor))
        case .measured(nil, _): return nil
        case .share(let part, let whole):
            guard whole > 0 else { return nil }
            (top, bottom) = (Int128(part) * Int128(scale.factor), Int128(whole))
        }
    }

    /// Below, at or above 0 as the fraction is below, at or above the number.
    func compared(to number: Int64) -> Int {
        let other = Int128(number) * bottom
        return top < other ? -1 : top > other ? 1 : 0
    }

    /// Whether the number is the nearest one of its step; of two that are as near, either.
    func rounds(to number: Int64, step: Int64) -> Bool {
        let distance = (top - Int128(number) * bottom) * 2
        return distance.magnitude <= (Int128(step) * bottom).magnitude
    }
}
