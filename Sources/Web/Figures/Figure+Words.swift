import Catalog
import Ledger
import Reporting

extension Figure {
    /// The value with commas, a dash where there is none.
    var grouped: String { shown.map(Self.grouped) ?? "—" }

    /// A part of the figure, as the figure itself is shown.
    static func grouped(_ quantity: Int64, _ scale: FigureScale) -> String {
        grouped(decimal(quantity, parts: scale.factor))
    }

    private static func grouped(_ shown: String) -> String {
        let whole = shown.prefix { $0.isNumber || $0 == "-" }
        return (Int64(whole)?.grouped ?? String(whole)) + shown.dropFirst(whole.count)
    }

    /// What the value rests on: the two numbers of a share, or how many were measured.
    func basis(_ language: Language) -> Line? {
        switch value {
        case .sum: nil
        case .share(let part, let whole):
            Line(
                name: ReportWord.figureShare[language],
                value: ReportWord.figureShareValue[language, part.grouped, whole.grouped]
            )
        case .measured(_, let sample):
            Line(name: ReportWord.figureSample[language], value: sample.grouped)
        }
    }

    /// Minutes in days, hours and minutes.
    func duration(_ language: Language) -> String? {
        guard definition.unit.rawValue == "minute", let quantity, quantity >= 60 else { return nil }
        return ReportWord.duration[
            language,
            "\(quantity / 1440)",
            "\(quantity / 60 % 24)",
            "\(quantity % 60)"
        ]
    }
}

extension FigureDefinition {
    /// The unit of what is shown; empty where the value has its own mark.
    func unitName(_ language: Language) -> String {
        switch scale {
        case .plain: unit.name(language)
        case .yuan: ReportWord.unitYuan[language]
        case .tenThousandYuan: ReportWord.unitTenThousandYuan[language]
        case .squareMetres: ReportWord.unitSquareMetre[language]
        case .percent, .permille: ""
        }
    }

    /// `2018 年`, or for what stands at the end `2018 年末`.
    func period(_ year: Int, _ language: Language) -> String {
        switch count {
        case .stock: Word.periodStock[language, "\(year)"]
        case .flow, .distinct, .declared, .ratio, .cohort, .percentile: Word.periodFlow[language, "\(year)"]
        }
    }

    /// Whether roll-ups are enough to count it now.
    var isInTotals: Bool {
        switch count {
        case .flow(let selection), .stock(let selection), .declared(let selection): selection.tags == .any
        case .distinct, .ratio, .cohort, .percentile: false
        }
    }
}
