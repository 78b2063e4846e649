package import Ledger

/// Clocks that had leaned on a year without a notice of days off are counted again, now that there is one.
package struct MatterRecounted: Event, Equatable {
    package static let kind = Entry.Kind("matter.recounted")
    package static let version = 1

    /// As they were until now.
    package let earlier: [Clock: Term]
    /// The same clocks under the notices that are known by now.
    package let clocks: [Clock: Term]

    package init(from earlier: [Clock: Term], to clocks: [Clock: Term]) {
        self.earlier = earlier
        self.clocks = clocks
    }

    package var body: JSON.Object { ["clocks": clocks.json, "earlier": earlier.json] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        clocks = try body.terms()
        earlier = try body.terms("earlier")
        guard !clocks.isEmpty, Set(clocks.keys) == Set(earlier.keys) else {
            throw JSONShapeError("earlier", expected: "the clocks that are counted again, and no others")
        }
    }
}
