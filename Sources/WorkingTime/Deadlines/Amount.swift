/// A part of a limit, used or left; a limit in hours that was extended by days has two kinds at once.
package struct Amount: Hashable, Sendable {
    package var workingDays: Int
    package var calendarDays: Int
    package var workingMinutes: Int
    package var urgentMinutes: Int

    package static let zero = Self()

    package init(workingDays: Int = 0, calendarDays: Int = 0, workingMinutes: Int = 0, urgentMinutes: Int = 0)
    {
        self.workingDays = workingDays
        self.calendarDays = calendarDays
        self.workingMinutes = workingMinutes
        self.urgentMinutes = urgentMinutes
    }

    package var isZero: Bool { self == .zero }
}

extension Amount {
    init(_ count: Int, on ruler: Ruler) {
        switch ruler {
        case .workingDays: self.init(workingDays: count)
        case .calendarDays: self.init(calendarDays: count)
        case .workingMinutes: self.init(workingMinutes: count)
        case .urgentMinutes: self.init(urgentMinutes: count)
        }
    }

    static func + (left: Self, right: Self) -> Self {
        left.combined(with: right, +)
    }

    /// What `self` has more than `other`, kind by kind, and never less than nothing.
    func exceeding(_ other: Self) -> Self {
        combined(with: other) { max(0, $0 - $1) }
    }

    private func combined(with other: Self, _ combine: (Int, Int) -> Int) -> Self {
        var result = Self()
        result.workingDays = combine(workingDays, other.workingDays)
        result.calendarDays = combine(calendarDays, other.calendarDays)
        result.workingMinutes = combine(workingMinutes, other.workingMinutes)
        result.urgentMinutes = combine(urgentMinutes, other.urgentMinutes)
        return result
    }
}
