package import Ledger

/// Another catalog is in force; the entry itself is the first to name it.
package struct CatalogAdopted: Event, Equatable {
    package static let kind = Entry.Kind("catalog.adopted")
    package static let version = 1

    /// The digest of the catalog that was in force before.
    package let previous: Hash

    package init(previous: Hash) { self.previous = previous }

    package var body: JSON.Object { ["previous": .string(previous.description)] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        previous = try body.value("previous", expected: "a digest") { Hash(hex: $0) }
    }
}
