import Identity
package import Ledger
package import Storage

/// Records that somebody opens a sealed value; only then it is shown to him.
package struct OpenSealed: Command {
    package static let name = "open-sealed"
    private let target: Entry.ID
    private let field: String
    private let purpose: String
    private let unit: Code?
    private let line: Code?
    private let zone: Zone

    /// - Parameters:
    ///   - target: The entry in which the value stands.
    ///   - unit: Of the thing to which it belongs, as its `line`.
    /// - Throws: `OpeningError.purpose` where too little or too much is said.
    package init(
        _ field: String,
        of target: Entry.ID,
        purpose: String,
        unit: Code?,
        line: Code? = nil,
        zone: Zone
    ) throws(OpeningError) {
        do { self.purpose = try Statement(purpose).text } catch { throw .purpose(error.count) }
        self.field = field
        self.target = target
        self.unit = unit
        self.line = line
        self.zone = zone
    }

    package var request: JSON.Object {
        ["entry": .integer(target.rawValue), "field": .string(field), "purpose": .string(purpose)]
    }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.openSealed, unit: unit, line: line, in: zone)
        guard let entry = try EntryStore.entry(target, recorder.reader),
            entry.sealed.contains(where: { $0.name == field })
        else { throw OpeningError.nothingSealed(target, field) }
        try recorder.record(SealedOpened(field, of: target, purpose: purpose), about: entry.subject)
    }
}

/// Why a sealed value is not opened.
package enum OpeningError: Error, Equatable, CustomStringConvertible {
    /// In characters.
    package static let purposeLengths = Statement.lengths

    case purpose(Int)
    case nothingSealed(Entry.ID, String)

    package var description: String {
        switch self {
        case .purpose(let count):
            "The purpose has \(count) characters; say in \(Self.purposeLengths.lowerBound) to \(Self.purposeLengths.upperBound) what the value is needed for."
        case .nothingSealed(let id, let field): "Entry \(id) holds no sealed \"\(field)\"."
        }
    }
}
