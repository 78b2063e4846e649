package import Ledger

/// Something that somebody asks the office to do.
///
/// It checks, then records entries; it writes nothing itself.
///
/// It may be run more than once before it is committed, so it must do the same each time.
package protocol Command: Sendable {
    /// The name under which requests are told apart, `post-announcement`.
    static var name: String { get }
    /// All that was asked, for the digest: the same id with another request is refused.
    var request: JSON.Object { get }

    func record(in recorder: Recorder) throws
}

/// A command with the id under which it is done once, and who sends it.
package struct Order: Sendable {
    package let id: CommandID
    package let actor: Actor
    package let command: any Command

    package init(id: CommandID, actor: Actor, command: any Command) {
        self.id = id
        self.actor = actor
        self.command = command
    }

    /// SHA-256 over the command's name, its sender and its request.
    func requestDigest() throws -> Hash {
        let object: JSON.Object = [
            "actor": .string(actor.rawValue), "command": .string(type(of: command).name),
            "request": .object(command.request),
        ]
        return Hash(of: try JSON.object(object).canonicalBytes())
    }
}

/// What a command recorded.
package struct Outcome: Equatable, Sendable {
    /// The number of the first entry, which is also the id of a record that the command made.
    package let first: Entry.ID
    package let count: Int
    /// Whether the same command had been done before.
    package let isRepeat: Bool

    package init(first: Entry.ID, count: Int, isRepeat: Bool) {
        self.first = first
        self.count = count
        self.isRepeat = isRepeat
    }
}

/// Why a command was not done.
package enum CommandError: Error, Equatable, CustomStringConvertible {
    /// The id was used before for another request.
    case idUsed(CommandID)
    /// The request's own text cannot be kept.
    case unwritable(String)
    /// The command recorded nothing.
    case nothingRecorded
    case unknownReversal(Fact.ID)
    case reversalDiffers(Fact.ID)
    case reversedBefore(Fact.ID)
    /// The store does not hold the catalog that is to be in force.
    case unknownCatalog(Hash)
    /// What is counted of a measure on a day leaves 64 bits.
    case sumTooLarge(Measure, LocalDay)

    package var description: String {
        switch self {
        case .idUsed(let id):
            "The command \(id) was already sent with another content. Send this one under a new id."
        case .unwritable(let what): "The request cannot be recorded: \(what)."
        case .nothingRecorded: "The command recorded nothing."
        case .unknownReversal(let id): "Fact \(id) cannot be taken back: there is none."
        case .reversalDiffers(let id): "Fact \(id) must be taken back whole, in its measure and unit."
        case .reversedBefore(let id): "Fact \(id) was taken back already; a fact is taken back once."
        case .unknownCatalog(let digest):
            "The catalog \(digest) is not in the store. Bring its content in first."
        case .sumTooLarge(let measure, let day):
            "The sum of \(measure) on \(day) would be too large to keep. Check the quantity."
        }
    }
}
