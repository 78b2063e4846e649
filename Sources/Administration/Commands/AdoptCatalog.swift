import Identity
package import Ledger
package import Storage

/// Puts a catalog in force whose content the store holds already.
package struct AdoptCatalog: Command {
    package static let name = "adopt-catalog"
    private let digest: Hash
    private let previous: Hash
    private let zone: Zone

    /// - Parameter previous: The catalog with which it was compared; another one in force meanwhile is refused.
    package init(_ digest: Hash, instead previous: Hash, zone: Zone) {
        self.digest = digest
        self.previous = previous
        self.zone = zone
    }

    package var request: JSON.Object {
        ["catalog": .string(digest.description), "previous": .string(previous.description)]
    }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.adoptCatalog, in: zone)
        let inForce = try CatalogStore.inForce(recorder.reader)
        guard inForce == previous else { throw AdoptionError.changed(inForce) }
        guard digest != previous else { throw AdoptionError.inForceAlready }
        let subject = Subject("catalog", recorder.next)
        try recorder.adopt(digest)
        try recorder.record(CatalogAdopted(previous: previous), about: subject)
    }
}

/// Why a catalog is not put in force.
package enum AdoptionError: Error, Equatable, CustomStringConvertible {
    case inForceAlready
    /// Another catalog was adopted since the comparison.
    case changed(Hash)

    package var description: String {
        switch self {
        case .inForceAlready: "This catalog is in force already."
        case .changed(let digest):
            "Meanwhile another catalog (\(digest)) is in force. Compare with that one first."
        }
    }
}
