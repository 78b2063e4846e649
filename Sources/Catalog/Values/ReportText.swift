package import Ledger

/// The year's report as a file holds it: sentences with places for figures.
package struct ReportText: Equatable, Sendable {
    package let year: Int
    package let title: LocalName
    /// At least one; in the order of the file.
    package let sentences: [Sentence]

    /// A sentence in both languages, and what its words assert of its figures.
    package struct Sentence: Equatable, Sendable {
        package let id: Code
        /// As the file has it, with places such as `{figure:F05}`.
        package let text: LocalName
        package let zh: [Part]
        package let en: [Part]
        /// One for each figure, in the order of the Chinese text.
        package let claims: [Claim]

        package func claim(on figure: String) -> Claim? { claims.first { $0.figure == figure } }
    }

    package enum Part: Equatable, Sendable {
        case text(String)
        case figure(String)
    }
}

/// What a sentence's words assert of a figure (断言).
package struct Claim: Equatable, Sendable {
    /// The figure's id.
    package let figure: String
    package let assertion: Assertion

    package enum Assertion: Equatable, Sendable {
        /// The value as it is counted; where the text states a number, just that.
        case exact(Int64?)
        /// 约: the number is the value, rounded at the number's last digit that is not 0.
        case about(Int64)
        /// 超过, above the number; with 余 or 多 also below the next one of as many digits.
        case moreThan(Int64, isBounded: Bool)
        /// 近: below the number, by one of its last digit that is not 0 at most.
        case nearly(Int64)
        /// 以内: the number or less.
        case within(Int64)
        /// 以上, 至少: the number or more.
        case atLeast(Int64)
        /// 第一: the value is a rank, and the first.
        case first
        /// 连续: something was counted in as many months in a row.
        case consecutive(Int64?)
    }
}

extension Claim.Assertion {
    /// The word that files and programs have for it.
    package enum Word: String, CaseIterable, Sendable {
        case exact, about, nearly, within, first, consecutive
        case moreThan = "more-than"
        case atLeast = "at-least"
    }

    package var word: Word {
        switch self {
        case .exact: .exact
        case .about: .about
        case .moreThan: .moreThan
        case .nearly: .nearly
        case .within: .within
        case .atLeast: .atLeast
        case .first: .first
        case .consecutive: .consecutive
        }
    }

    /// The number that the text states, in what the figure is shown as; nil where it shows the value itself.
    package var number: Int64? {
        switch self {
        case .exact(let number), .consecutive(let number): number
        case .about(let number), .moreThan(let number, _), .nearly(let number), .within(let number),
            .atLeast(let number):
            number
        case .first: nil
        }
    }

    /// One of the last digit of a number that is not 0: 10 for 70, 100 for 6800; of 100 it is 10, since the number before it
    /// has a digit less.
    package static func step(of number: Int64, downward: Bool = false) -> Int64 {
        guard number > 0 else { return 1 }
        var step: Int64 = 1
        while number % (step * 10) == 0 { step *= 10 }
        return downward && step == number && step >= 10 ? step / 10 : step
    }
}

extension Claim: CustomStringConvertible {
    /// `F05 more-than 70, below 80`.
    package var description: String {
        var text = "\(figure) \(assertion.word.rawValue)"
        if let number = assertion.number { text += " \(number)" }
        if case .moreThan(let number, true) = assertion {
            text += ", below \(number + Assertion.step(of: number))"
        }
        return text
    }
}
