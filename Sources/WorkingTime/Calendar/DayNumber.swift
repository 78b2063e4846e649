import Ledger

/// Arithmetic on days as numbers since 1970-01-01, and on the plain week from Monday to Friday.
enum DayNumber {
    static func isWeekday(_ day: Int) -> Bool { (day + 3).flooredRemainder(by: 7) < 5 }

    /// How many weekdays there are from Monday 1969-12-29 through `day`; fewer than none before that.
    static func weekdays(through day: Int) -> Int {
        let (week, place) = ((day + 3).flooredQuotient(by: 7), (day + 3).flooredRemainder(by: 7))
        return week * 5 + min(place + 1, 5)
    }

    /// The earliest day with `count` weekdays through it: the inverse of `weekdays(through:)`.
    static func weekday(numbered count: Int) -> Int {
        (count - 1).flooredQuotient(by: 5) * 7 + (count - 1).flooredRemainder(by: 5) - 3
    }
}

extension LocalDay {
    /// Days after 1970-01-01.
    var number: Int { Int(daysSince1970) }

    init(number: Int) { self.init(daysSince1970: Int64(number)) }
}

extension Int {
    func flooredQuotient(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    func flooredRemainder(by divisor: Int) -> Int {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
