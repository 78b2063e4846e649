package import Ledger

/// From when until when something stands: units, communities and lines come and go, and their codes stay.
package struct Validity: Hashable, Sendable {
    /// The first day; nil where it is as old as whatever names it.
    package let since: LocalDay?
    /// The last day; nil while no end is known.
    package let until: LocalDay?

    /// Nil where the end lies before the beginning.
    package init?(since: LocalDay?, until: LocalDay?) {
        if let since, let until, until < since { return nil }
        self.init(since, until)
    }

    private init(_ since: LocalDay?, _ until: LocalDay?) {
        self.since = since
        self.until = until
    }

    package static let always = Self(nil, nil)

    package func contains(_ day: LocalDay) -> Bool {
        (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }

    /// Whether it stands on every day on which `other` does, as far as both say.
    package func covers(_ other: Validity) -> Bool {
        if let since, let begin = other.since, begin < since { return false }
        guard let until else { return true }
        return other.until.map { $0 <= until } ?? false
    }
}

extension Validity: CustomStringConvertible {
    /// `2017-01-01..2018-12-31`, `2019-01-01..`, `..`.
    package var description: String {
        "\(since.map(\.description) ?? "")..\(until.map(\.description) ?? "")"
    }
}
