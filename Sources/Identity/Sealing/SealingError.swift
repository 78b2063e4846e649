/// Why something cannot be sealed or opened.
///
/// It never quotes what is inside.
package enum SealingError: Error, Equatable, CustomStringConvertible {
    /// The content's bytes; at most `SealedBox.contentByteLimit` are taken.
    case tooLong(Int)
    /// The first byte of a box, of a sealed file or of a wrapped key.
    case version(UInt8)
    /// The bytes that are there, which no whole box, sealed file or wrapped key has.
    case length(Int)
    /// The key is another one, the box was sealed for another place, or its bytes were changed. Which of them
    /// cannot be told.
    case shut
    /// The box holds bytes that are no UTF-8.
    case notText
    /// The subject's key is wrapped by a master key that is not at hand.
    case master(MasterKey.ID)

    package var description: String {
        switch self {
        case .tooLong(let count):
            "\(count) bytes are too many to seal; at most \(SealedBox.contentByteLimit) are taken. Shorten the text, or attach it as a file."
        case .version(let version):
            "What is sealed has the form \(version), which is not known here. Use a newer program."
        case .length(let count):
            "\(count) bytes are no whole box, file or key. Something was cut off or added; take it from a backup."
        case .shut:
            "What is sealed does not open: this is another key, it was sealed for another place, or it was changed."
        case .notText: "The box holds no text."
        case .master(let id):
            "The key is wrapped by the master key \(id), which is not here. Put its file back among the earlier keys."
        }
    }
}
