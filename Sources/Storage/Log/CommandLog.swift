package import Ledger

/// What was done under which id.
package enum CommandLog {
    /// Whether a command of this id was done, whatever it was.
    package static func holds(_ id: CommandID, _ reader: Reader) throws -> Bool {
        try !CommandStore.records(of: [id], reader).isEmpty
    }
}
