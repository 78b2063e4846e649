/// How much of a form is read before it is refused.
package struct MultipartLimits: Sendable, Equatable {
    /// Fields and files together.
    package var parts = 100
    /// Bytes of the header lines of one part, with their line ends.
    package var headBytes = 8 << 10
    /// Bytes of the value of one field that is no file.
    package var fieldBytes = 64 << 10
    /// Bytes of one file.
    package var fileBytes = 50 << 20
    /// Bytes of the whole body, with boundaries and whatever stands around them.
    package var totalBytes = 200 << 20

    package init() {}

    /// Which limit was passed.
    package enum Kind: String, Sendable {
        case parts
        case headBytes
        case fieldBytes
        case fileBytes
        case totalBytes
    }
}
