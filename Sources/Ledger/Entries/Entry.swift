/// One line of the ledger: who did what to which subject, when, and what it adds to the count.
///
/// The bytes of an entry never change after it is written; `Docs/ledger-format.md` is their specification.
package struct Entry: Equatable, Sendable {
    package typealias ID = Identifier<Entry>

    /// Position in the ledger, from 0.
    package let id: ID
    /// When it was written; never before the entry above it.
    package let time: Instant
    package let actor: Actor
    package let kind: Kind
    /// The version of `kind` under which `body` is to be read, from 1.
    package let version: Int
    package let subject: Subject
    package let command: CommandID
    /// The catalog in force.
    package let catalog: Hash
    package let facts: [Fact]
    package let body: JSON.Object
    /// Names, contacts and words of people, each encrypted under a key of its own subject.
    package let sealed: [SealedField]

    /// The version of the byte format itself.
    package static let format: Int64 = 1

    /// The name of a kind of entry, `announcement.posted`: words of a-z, 0-9 and `-` joined by dots.
    package struct Kind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        package let rawValue: String

        package init?(rawValue: String) {
            guard EntryName.isDotted(rawValue, words: 2) else { return nil }
            self.rawValue = rawValue
        }

        /// A kind named in the program itself.
        package init(_ name: StaticString) {
            rawValue = name.description
            precondition(EntryName.isDotted(rawValue, words: 2), "A kind is words joined by dots.")
        }

        package var description: String { rawValue }
    }

    /// A field's ciphertext and the subject whose key opens it.
    package struct SealedField: Equatable, Sendable {
        package let name: String
        package let key: Subject
        package let box: [UInt8]

        package init(name: String, key: Subject, box: [UInt8]) {
            self.name = name
            self.key = key
            self.box = box
        }
    }

    package init(
        id: ID,
        time: Instant,
        actor: Actor,
        kind: Kind,
        version: Int,
        subject: Subject,
        command: CommandID,
        catalog: Hash,
        facts: [Fact] = [],
        body: JSON.Object,
        sealed: [SealedField] = []
    ) {
        self.id = id
        self.time = time
        self.actor = actor
        self.kind = kind
        self.version = version
        self.subject = subject
        self.command = command
        self.catalog = catalog
        self.facts = facts
        self.body = body
        self.sealed = sealed
    }
}

/// Why an entry cannot be written, or why bytes are no entry.
package enum EntryError: Error, Equatable, CustomStringConvertible {
    case tooLarge(Int)
    case unwritable(CanonicalWriteError)
    case notCanonical(CanonicalReadError)
    case shape(JSONShapeError)
    case factReversesLater(Int)
    case tooManyFacts(Int)

    package var description: String {
        switch self {
        case .tooLarge(let count):
            "the entry has \(count) bytes and may have \(Limit.entryBytes); shorten its texts or attach them as a file"
        case .unwritable(let error): error.description
        case .notCanonical(let error): "not the canonical form: \(error)"
        case .shape(let error): error.description
        case .factReversesLater(let ordinal): "fact \(ordinal) takes back a fact that is not earlier"
        case .tooManyFacts(let count): "the entry has \(count) facts and may have \(Limit.facts)"
        }
    }
}
