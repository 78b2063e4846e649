/// What a term is counted on: a place is a whole number, and a reading is how many units lie before it.
///
/// The place of a day is its number since 1970, so that the day ends where the next begins: a term whose last day is
/// D has reached place D + 1.
enum Ruler: Hashable, Sendable {
    case workingDays
    case calendarDays
    case workingMinutes
    case urgentMinutes

    /// How places are numbered.
    enum Axis: Hashable, Sendable {
        /// Days of the zone since 1970.
        case day
        /// Minutes of the zone's wall clock since 1970: 1440 a day, whatever summer time does.
        case wallMinute
        /// Minutes of UTC since 1970.
        case minute
    }

    var axis: Axis {
        switch self {
        case .workingDays, .calendarDays: .day
        case .workingMinutes: .wallMinute
        case .urgentMinutes: .minute
        }
    }
}

/// Places in which a clock stands: from the first, up to and without the second, which is `Int.max` while open.
struct Standstill: Hashable, Sendable {
    var from: Int
    var until: Int

    var isOpen: Bool { until == .max }

    func contains(_ place: Int) -> Bool { from <= place && place < until }
}

/// How a count ended: at a place, or before an open pause with some units left.
enum Run: Hashable, Sendable {
    case reached(Int)
    case stopped(at: Int, left: Int)
}
