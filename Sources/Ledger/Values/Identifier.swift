/// A record's number, kept apart from every other number by the record it names: the sequence of the entry that
/// made the record.
package struct Identifier<Record>: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: CustomStringConvertible {
    package var description: String { String(rawValue) }
}
