package import Ledger

/// Which notice a calculation followed for a year, or that there was none and it took plain Monday to Friday.
///
/// Its text, as an entry keeps it, reads `2019@2019-03-22`, or `2027@none`.
package struct CalendarVersion: Hashable, Sendable {
    package let year: Int
    /// The day on which the notice was published; nil where there was none.
    package let published: LocalDay?

    package init(year: Int, published: LocalDay?) {
        self.year = year
        self.published = published
    }

    /// Nil unless the text reads as `description` writes it.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), String(year) == parts[0],
            HolidayNotice.years.contains(year)
        else { return nil }
        guard parts[1] != "none" else {
            self.init(year: year, published: nil)
            return
        }
        guard let published = LocalDay(String(parts[1])) else { return nil }
        self.init(year: year, published: published)
    }
}

extension CalendarVersion: CustomStringConvertible {
    package var description: String { "\(year)@\(published?.description ?? "none")" }
}
