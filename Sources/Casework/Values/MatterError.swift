package import Ledger

/// Why a matter is not made or changed, before its state is looked at, or with it.
package enum MatterError: Error, Equatable, Sendable {
    /// A part of what was typed.
    package enum Part: String, Sendable {
        case text, address, name, telephone, note
        case outsideNumber = "outside-number"
        case fields, day, number, title, addressee
    }

    case empty(Part)
    /// How long it is, in bytes for texts and in characters for lines.
    case tooLong(Part, Int, of: Int)
    case tooManyMarks(Part)
    case tooManyPoints(Int)
    case tooManyAttachments(Int)
    case unknown(Matter.ID)
    case unknownKind(Code)
    /// Residents do not report this kind by themselves.
    case notForResidents(Code)
    case unknownSource(Code)
    /// The kind does not come from this source.
    case otherSource(Code)
    case unknownCommunity(Code)
    case unknownCategory(Code)
    case unknownUnit(Code)
    case unknownStaff(Actor)
    /// A field of the kind that must be answered.
    case fieldMissing(Code)
    case fieldUnknown(Code)
    /// An answer of another sort than the field asks for.
    case fieldShape(Code)
    /// A source gives a number once; it was this matter's.
    case knownNumber(String, Matter.ID)
    /// The same, of a matter that is not for whoever reports.
    case takenNumber(String)
    /// No number of another office reads so.
    case numberShape
    /// A relapse comes within so many days after the earlier matter was closed; nil where its kind counts none.
    case noRelapse(days: Int?)
    /// Whoever reported it has written as much about it today as anybody may.
    case enoughToday(Int)
    /// Somebody else was faster: it has more entries than were read.
    case changed(Matter.ID, revision: Int)
    /// It cannot happen as the matter stands.
    case refused(Matter.ID, MatterRefusal)
    /// Nothing says who handles it: choose a unit.
    case noRoute
    /// A reason, result or finding is wanted.
    case noteMissing
    /// It lies before the matter was reported, or in the future.
    case time
    /// The rule allows no extension, or a shorter one.
    case longerThanAllowed(most: Int)
    /// The catalog has no rule that holds on the day.
    case noRule(Code, LocalDay)
    case nothingAsked

    static func kept(_ typed: String, _ part: Part) throws(MatterError) -> String {
        do { return try KeptText(typed).text } catch {
            switch error {
            case .empty: throw .empty(part)
            case .tooManyMarks: throw .tooManyMarks(part)
            }
        }
    }
}
