/// What a form consists of, in the order of reading: for each part a head, its bytes in any number of pieces, and its
/// end; then the end of the form.
///
/// Nothing of a form counts before `end`: what came earlier may still turn out to be a torn upload.
package enum MultipartEvent: Equatable, Sendable {
    case head(PartHead)
    /// The next bytes of the part; never empty.
    case body(ArraySlice<UInt8>)
    case partEnd
    case end
}

/// What a part says of itself.
///
/// All of it is the sender's claim.
package struct PartHead: Equatable, Sendable {
    /// The name of the form's field: 1 to 255 bytes of UTF-8 without control characters.
    package let name: String
    /// Present where the part is a file; its text is empty where the sender chose none.
    package let filename: FileName?
    /// The media type in lower case without parameters; nil where none was given or it cannot be read.
    ///
    /// Content is judged by its bytes, not by this.
    package let contentType: String?

    package init(name: String, filename: FileName? = nil, contentType: String? = nil) {
        self.name = name
        self.filename = filename
        self.contentType = contentType
    }

    package var isFile: Bool { filename != nil }
}
