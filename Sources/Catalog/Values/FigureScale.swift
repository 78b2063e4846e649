package import Ledger

/// As what a figure's value is shown; the value itself stays whole and exact.
package enum FigureScale: String, CaseIterable, Sendable {
    /// In the unit of its facts.
    case plain
    /// 元, of fen
    case yuan
    /// 万元, of fen
    case tenThousandYuan = "wan-yuan"
    /// 平方米, of hundredths of a square metre
    case squareMetres = "m2"
    /// 百分比, of a share
    case percent
    /// 千分比, of a share
    case permille

    /// How many of the facts' units make one of what is shown; of a share, into how many parts the whole is divided.
    package var factor: Int64 {
        switch self {
        case .plain: 1
        case .yuan, .squareMetres, .percent: 100
        case .tenThousandYuan: 1_000_000
        case .permille: 1000
        }
    }

    package var isOfAShare: Bool {
        switch self {
        case .percent, .permille: true
        case .plain, .yuan, .tenThousandYuan, .squareMetres: false
        }
    }

    /// The unit of which it can be shown; nil for any.
    package var unit: Unit? {
        switch self {
        case .yuan, .tenThousandYuan: Unit("fen")
        case .squareMetres: Unit("dm2")
        case .plain, .percent, .permille: nil
        }
    }
}
