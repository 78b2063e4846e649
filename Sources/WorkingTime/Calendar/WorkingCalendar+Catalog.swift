package import Catalog

extension WorkingCalendar {
    /// All notices that the catalog holds.
    ///
    /// Their files were checked by the same rules, so only a slip of this program makes it throw.
    package init(_ catalog: Catalog) throws {
        try self.init(catalog.holidayNotices.map { try HolidayNotice($0) })
    }
}

extension HolidayNotice {
    package init(_ entry: HolidayNoticeEntry) throws(HolidayNoticeError) {
        try self.init(
            year: entry.year,
            published: entry.published,
            daysOff: entry.daysOff,
            makeupDays: entry.makeupDays,
            note: entry.note
        )
    }
}
