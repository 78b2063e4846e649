package import Ledger

/// A line of work (工作条线): one of the fields in which the office answers for something.
package struct Line: Equatable, Sendable {
    /// A kind of matter or record, or a kind of document, of this line.
    package struct Term: Equatable, Sendable {
        package let code: Code
        package let name: LocalName
        package let validity: Validity
    }

    package let code: Code
    package let name: LocalName
    /// What is done, in a sentence or two.
    package let does: LocalName
    /// The unit that answers for it.
    package let lead: Code
    package let assisting: [Code]
    /// At least one; in the order of the file.
    package let mechanisms: [Mechanism]
    package let kinds: [Term]
    package let documents: [Term]
    /// Those of the kinds that are matters, declared whole.
    package let matterKinds: [MatterKind]
    /// Those of the documents that are issued, declared whole.
    package let matterDocuments: [MatterDocument]
    /// Ids of the figures that it adds to.
    package let figures: [String]
    package let validity: Validity
}
