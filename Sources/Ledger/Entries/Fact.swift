/// What an entry adds to the count.
///
/// It stands inside the hashed entry, so no later program counts last year anew.
package struct Fact: Equatable, Sendable {
    /// What is counted, `announcement.posted`.
    package let measure: Measure
    /// The local day to which it counts.
    package let day: LocalDay
    /// How much, in whole numbers of `unit`; negative where something is taken back.
    package let quantity: Int64
    package let unit: Unit
    /// The community's code, where there is one.
    package let community: Code?
    /// The code of the office's own unit, where there is one.
    package let office: Code?
    /// What the fact counts once in a distinct count, `enterprise:81`.
    package let object: Code?
    /// In order, none twice.
    package let tags: [Code]
    /// The earlier fact that this one takes back, whole: same measure and unit, the opposite quantity.
    package let reverses: ID?

    /// A fact's place: its entry, and its position among that entry's facts, from 0.
    package struct ID: Hashable, Comparable, Sendable {
        package let entry: Entry.ID
        package let ordinal: Int

        package init(entry: Entry.ID, ordinal: Int) {
            self.entry = entry
            self.ordinal = ordinal
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.entry, left.ordinal) < (right.entry, right.ordinal)
        }
    }

    package init(
        _ measure: Measure,
        on day: LocalDay,
        quantity: Int64,
        unit: Unit,
        community: Code? = nil,
        office: Code? = nil,
        object: Code? = nil,
        tags: Set<Code> = [],
        reverses: ID? = nil
    ) {
        self.measure = measure
        self.day = day
        self.quantity = quantity
        self.unit = unit
        self.community = community
        self.office = office
        self.object = object
        self.tags = tags.sorted()
        self.reverses = reverses
    }

    /// The fact that takes this one back on `day`.
    ///
    /// What ends (a reopened matter, a withdrawn notice) counts −1 on the day it ends and earlier periods stand; an
    /// error counts −1 on the original day, tagged `corrected`.
    package func reversed(_ id: ID, on day: LocalDay, tags: Set<Code> = []) -> Fact {
        Fact(
            measure,
            on: day,
            quantity: -quantity,
            unit: unit,
            community: community,
            office: office,
            object: object,
            tags: tags,
            reverses: id
        )
    }
}

/// The name of what is counted: two or more words of a-z, 0-9 and `-`, joined by dots.
package struct Measure: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: String

    package init?(rawValue: String) {
        guard EntryName.isDotted(rawValue, words: 2) else { return nil }
        self.rawValue = rawValue
    }

    /// A measure named in the program itself.
    package init(_ name: StaticString) {
        rawValue = name.description
        precondition(EntryName.isDotted(rawValue, words: 2), "A measure is words joined by dots.")
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }
}

/// The unit of a quantity, one word: `item`, `person`, `fen` for money, `dm2` for areas (a hundredth of a square
/// metre); a quantity is always whole.
package struct Unit: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init?(rawValue: String) {
        guard EntryName.isWord(rawValue.utf8) else { return nil }
        self.rawValue = rawValue
    }

    package init(_ name: StaticString) {
        rawValue = name.description
        precondition(EntryName.isWord(rawValue.utf8), "A unit is one word.")
    }

    /// One thing counted.
    package static let item = Self("item")
}

/// A code of the catalog or the id of a record: 1 to 64 letters, digits and `. : _ @ / -` of ASCII.
package struct Code: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: String

    package init?(rawValue: String) {
        guard (1...64).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(EntryName.isIDByte) else {
            return nil
        }
        self.rawValue = rawValue
    }

    private init(known: String) { rawValue = known }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    /// On a fact that mends an error of an earlier entry.
    package static let corrected = Self(known: "corrected")
}

extension Measure: CustomStringConvertible { package var description: String { rawValue } }
extension Unit: CustomStringConvertible { package var description: String { rawValue } }
extension Code: CustomStringConvertible { package var description: String { rawValue } }
extension Actor: CustomStringConvertible { package var description: String { rawValue } }
extension Fact.ID: CustomStringConvertible { package var description: String { "\(entry)/\(ordinal)" } }
