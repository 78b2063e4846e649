package import Ledger

/// Why a paper is not drafted or changed.
package enum PaperError: Error, Equatable, Sendable {
    case unknown(Paper.ID)
    case unknownDocument(Code)
    /// Matters of this kind have no such document.
    case otherDocument(Code, kind: Code)
    /// A name in braces stands where something has to be written.
    case unfilled(String)
    /// Somebody else was faster: it has more entries than were read.
    case changed(Paper.ID, revision: Int)
    /// It cannot happen as the paper stands.
    case refused(Paper.ID, PaperRefusal)
    /// What it says is erased with its matter.
    case erased(Paper.ID)
    /// Whoever drafts does it for a unit of his own.
    case noUnit
}
