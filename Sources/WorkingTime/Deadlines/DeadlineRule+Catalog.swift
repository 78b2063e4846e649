package import Catalog

extension DeadlineRule {
    /// The limit of the catalog, not extended.
    ///
    /// Its file was checked by the same rules, so only a slip of this program makes it throw.
    package init(_ entry: DeadlineRuleEntry) throws(DeadlineRuleError) {
        // Where no last day is given none can be off.
        let lastDay = entry.lastDay.map { LastDay($0) } ?? .moves
        try self.init(entry.count, Unit(entry.unit), lastDay: lastDay)
    }
}

extension DeadlineRule.Extension {
    /// The longest that the catalog allows.
    package init(_ entry: DeadlineRuleEntry.Extension) throws(DeadlineRuleError) {
        try self.init(entry.count, Unit(entry.unit))
    }
}

extension DeadlineRule.Unit {
    package init(_ unit: DeadlineRuleEntry.Unit) {
        self =
            switch unit {
            case .workingDays: .workingDays
            case .calendarDays: .calendarDays
            case .calendarMonths: .calendarMonths
            case .calendarYears: .calendarYears
            case .workingHours: .workingHours
            case .urgentHours: .urgentHours
            }
    }

    /// An extension's unit among those of limits.
    package init(_ unit: DeadlineRule.Extension.Unit) {
        self =
            switch unit {
            case .workingDays: .workingDays
            case .calendarDays: .calendarDays
            }
    }
}

extension DeadlineRule.Extension.Unit {
    package init(_ unit: DeadlineRuleEntry.Extension.Unit) {
        self =
            switch unit {
            case .workingDays: .workingDays
            case .calendarDays: .calendarDays
            }
    }
}

extension DeadlineRule.LastDay {
    fileprivate init(_ lastDay: DeadlineRuleEntry.LastDay) {
        self =
            switch lastDay {
            case .moves: .moves
            case .stays: .stays
            }
    }
}
