import Foundation
package import Ledger

extension Store {
    /// Lets a ledger go on under another origin, at once and in the same place, as a restored one does in another.
    ///
    /// - Parameters:
    ///   - genesis: Of the new origin, without a checkpoint before.
    ///   - key: Of the origin until now; it signs what there is until then.
    /// - Throws: `StorageError.notAStore` where another has let it go on meanwhile.
    package func goOn(as genesis: Genesis, signing key: SigningKey) async throws {
        let order = Order(
            id: CommandID(UUID()),
            actor: .console,
            command: ChangeOrigin(genesis: genesis, key: key)
        )
        _ = try await perform(order)
    }
}

/// Names the last tree of one origin, signed, and goes on under the next.
private struct ChangeOrigin: Command {
    static let name = "change-origin"
    let genesis: Genesis
    let key: SigningKey

    var request: JSON.Object { genesis.body }

    func record(in recorder: Recorder) throws {
        let last = try recorder.reader.first("SELECT origin FROM ledger_origin ORDER BY entry DESC LIMIT 1") {
            try $0.text(0)
        }
        guard let last, last.utf8.elementsEqual(key.name.utf8) else {
            throw StorageError.notAStore("The ledger goes on under \(last ?? "another origin") already.")
        }
        let previous = try Checkpoint(signing: recorder.frontier, with: key)
        try recorder.record(
            RestoredEvent(genesis.following(previous)),
            about: Subject("ledger", recorder.next)
        )
    }
}
