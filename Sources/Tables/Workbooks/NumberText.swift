import Foundation
import Ledger

/// The number of a cell as text.
struct NumberText {
    let countsFrom1904: Bool

    /// Days as `2018-06-01`, moments as `2018-06-01 08:30`, times as `08:30`, each with seconds where it has them;
    /// other numbers with the 15 digits that a spreadsheet shows and keeps.
    ///
    /// A longer whole number has lost its last digits already, so it is given as `4.40307199001011E+17`: nobody shall
    /// take it for the number of an identity card.
    func text(_ raw: String, _ meaning: NumberFormats.Meaning) -> String {
        if meaning != .number, let value = Double(raw), let text = clock(value, meaning) { return text }
        let digits = raw.utf8.first == UInt8(ascii: "-") ? raw.utf8.dropFirst() : raw.utf8[...]
        let isShort = (1...15).contains(digits.count)
        if isShort, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return raw }
        guard let value = Double(raw), value.isFinite else { return raw }
        return String(format: "%.15G", value)
    }

    /// Nil where the number is no day that the calendar has.
    private func clock(_ value: Double, _ meaning: NumberFormats.Meaning) -> String? {
        // 9999-12-31 is day 2,958,465.
        guard value >= 0, value < 2_958_466 else { return nil }
        // What is kept of 08:30 may be a little less.
        let seconds = meaning == .day ? Int64(value) * 86_400 : Int64((value * 86_400).rounded())
        let (number, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        if meaning == .time { return time(seconds) }
        guard let day = day(number) else { return nil }
        return meaning == .day ? day.description : "\(day) \(time(second))"
    }

    private func day(_ number: Int64) -> LocalDay? {
        if countsFrom1904 { return LocalDay(daysSince1970: number - 24_107) }
        switch number {
        case 61...: return LocalDay(daysSince1970: number - 25_569)
        // Day 60 is 29 February 1900, which there never was (ECMA-376 part 1, 18.17.4.1).
        case 1..<60: return LocalDay(daysSince1970: number - 25_568)
        default: return nil
        }
    }

    private func time(_ seconds: Int64) -> String {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        let clock = "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
        return seconds % 60 == 0 ? clock : "\(clock):\(two(seconds % 60))"
    }
}
