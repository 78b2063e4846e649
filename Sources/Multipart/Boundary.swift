/// The text between the parts of a form: 1 to 70 characters of RFC 2046 section 5.1.1, the last no blank.
package struct Boundary: Equatable, Sendable {
    package let bytes: [UInt8]

    package static let lengthMax = 70

    package init?(_ bytes: some Collection<UInt8>) {
        guard (1...Self.lengthMax).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        self.bytes = Array(bytes)
        if self.bytes.last == UInt8(ascii: " ") { return nil }
    }

    /// The boundary that the request's `Content-Type` names.
    package init(contentType: String) throws(MultipartError) {
        guard let head = contentType.utf8.split(separator: UInt8(ascii: ";"), maxSplits: 1).first,
            FieldValue.lowercased(FieldValue.trimmed(Array(head)[...])) == "multipart/form-data"
        else { throw .notFormData }
        guard let field = FieldValue(Array(contentType.utf8)[...]), let bytes = field.parameter("boundary"),
            let boundary = Boundary(bytes)
        else { throw .badBoundary }
        self = boundary
    }

    /// The characters of a boundary (RFC 2046 section 5.1.1).
    ///
    /// No CR and no LF among them, which the search relies upon.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: Array("'()+_,-./:=? ".utf8).contains(byte)
        }
    }
}
