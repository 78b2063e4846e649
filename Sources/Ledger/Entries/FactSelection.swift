/// Which facts are counted together, and which of them are taken away from the others.
package struct FactSelection: Equatable, Sendable {
    /// What is added up; at least one.
    package let measures: [Measure]
    /// What is taken away from it.
    package let less: [Measure]
    package let tags: Tags
    /// Only facts of these communities; all facts where none is named.
    package let communities: [Code]
    /// Only facts of these units of the office; all facts where none is named.
    package let offices: [Code]

    package init(
        _ measures: [Measure],
        less: [Measure] = [],
        tags: Tags = .any,
        communities: [Code] = [],
        offices: [Code] = []
    ) {
        self.measures = measures
        self.less = less
        self.tags = tags
        self.communities = communities
        self.offices = offices
    }

    /// What the tags of a fact must be; where it takes another fact back, those of that other, so that the two are counted
    /// together or not at all.
    package struct Tags: Equatable, Sendable {
        package let all: [Code]
        /// At least one of these; whatever the tags where the list is empty.
        package let some: [Code]
        package let none: [Code]

        package init(all: [Code] = [], some: [Code] = [], none: [Code] = []) {
            self.all = all
            self.some = some
            self.none = none
        }

        /// All facts, whatever their tags.
        package static let any = Self()
    }
}
