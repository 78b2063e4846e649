package import Ledger

extension Matter {
    /// Where it is in the loop.
    package enum Stage: Equatable, Sendable {
        /// It waits for somebody to file, decline or settle it.
        case reported
        /// 立案: it waits for a unit.
        case filed
        /// 派单: this unit handles it.
        case dispatched(lead: Code)
        /// It waits for verification by somebody who has not handled it.
        case handled(lead: Code)
        /// It waits to be struck off, or for an application to whoever closes it.
        case verified(lead: Code)
        case closed(Outcome, lead: Code?)

        /// The word of lists and filters.
        package var name: Name {
            switch self {
            case .reported: .reported
            case .filed: .filed
            case .dispatched: .dispatched
            case .handled: .handled
            case .verified: .verified
            case .closed: .closed
            }
        }

        package enum Name: String, CaseIterable, Sendable {
            case reported, filed, dispatched, handled, verified, closed
        }

        /// The unit that handles or has handled it.
        package var lead: Code? {
            switch self {
            case .reported, .filed: nil
            case .dispatched(let lead), .handled(let lead), .verified(let lead): lead
            case .closed(_, let lead): lead
            }
        }

        package var outcome: Outcome? {
            guard case .closed(let outcome, _) = self else { return nil }
            return outcome
        }
    }

    /// How it ended.
    package enum Outcome: Equatable, Sendable {
        /// 销号: verified, and closed by whoever may.
        case struckOff
        /// 即办即结: settled on the spot by a community; nobody else has verified it.
        case settled
        /// Not filed, with a reason that the reporter reads.
        case declined
        /// By whoever reported it.
        case withdrawn
        /// Another report of the same trouble is handled.
        case merged(into: ID)
        /// It went to whoever is competent: returned (退件), passed up (上报), or given elsewhere after a dispute.
        case passedOn
        /// It was closed elsewhere before it came in; nobody here has verified anything.
        case closedAtSource

        package var name: Name {
            switch self {
            case .struckOff: .struckOff
            case .settled: .settled
            case .declined: .declined
            case .withdrawn: .withdrawn
            case .merged: .merged
            case .passedOn: .passedOn
            case .closedAtSource: .closedAtSource
            }
        }

        package enum Name: String, CaseIterable, Sendable {
            case struckOff = "struck-off"
            case settled, declined, withdrawn, merged
            case passedOn = "passed-on"
            case closedAtSource = "closed-at-source"
        }
    }

    /// 诉-2018-0412: the series, the year of filing, and the number in it.
    package struct Reference: Equatable, Sendable, CustomStringConvertible {
        package let word: String
        package let year: Int
        package let number: Int64

        package init(word: String, year: Int, number: Int64) {
            self.word = word
            self.year = year
            self.number = number
        }

        /// Nil unless the text reads as `description` writes it, or with fewer zeros.
        package init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 3, (1...4).contains(parts[0].count), parts[0].allSatisfy(\.isLetter),
                let year = Int(parts[1]), (1...9999).contains(year), parts[1].count == 4,
                let number = Int64(parts[2]), (1...Limit.integer).contains(number)
            else { return nil }
            self.init(word: String(parts[0]), year: year, number: number)
        }

        /// The series in which the number is counted.
        package var series: String { "\(word)-\(year)" }

        package var description: String {
            let digits = String(number)
            return "\(series)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
        }
    }
}
