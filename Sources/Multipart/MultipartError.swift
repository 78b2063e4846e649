/// Why a form was refused; parts are counted from 1.
package enum MultipartError: Error, Equatable, Sendable {
    /// The request's content type is not `multipart/form-data`.
    case notFormData
    /// The content type has no boundary, two of them, or one that RFC 2046 section 5.1.1 does not allow.
    case badBoundary
    case limit(MultipartLimits.Kind, Int, part: Int)
    /// The body ended before the closing delimiter.
    case truncated(part: Int)
    /// After a boundary stood neither a line end nor `--`.
    case badDelimiter(part: Int)
    case badHead(part: Int, HeadFault)

    /// What is wrong with the header lines of a part.
    package enum HeadFault: String, Sendable {
        case lineEnd = "a line does not end with CR LF"
        case control = "a line holds a control character"
        case folded = "a line goes on in the next one"
        case noColon = "a line has no field name before a colon"
        case twice = "a field stands there twice"
        case disposition = "there is no readable Content-Disposition of form-data"
        case name = "the name is missing, too long, or no UTF-8 text of one line"
        case nested = "it is itself a multipart"
        case encoding = "its transfer encoding is neither binary nor 8bit nor 7bit"
    }
}

extension MultipartError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFormData: "The request is no form with files. Send it as multipart/form-data."
        case .badBoundary:
            "The form's boundary is missing or not allowed. Give one of 1 to 70 letters and digits."
        case .limit(.parts, let limit, _):
            "The form has more than \(limit) fields and files. Send fewer at once."
        case .limit(.headBytes, let limit, let part):
            "The header lines of part \(part) are longer than \(limit) bytes. Shorten the file's name."
        case .limit(.fieldBytes, let limit, let part):
            "The text of part \(part) is longer than \(limit) bytes. Shorten it."
        case .limit(.fileBytes, let limit, let part):
            "The file of part \(part) is larger than \(limit) bytes. Send a smaller one."
        case .limit(.totalBytes, let limit, _):
            "The form is larger than \(limit) bytes altogether. Send fewer files at once."
        case .truncated(0): "The form ends before its first part. Send it again."
        case .truncated(let part): "The form breaks off after the beginning of part \(part). Send it again."
        case .badDelimiter(let part):
            "The line that ends part \(part) goes on after the boundary. Choose a boundary that the content does not hold."
        case .badHead(let part, let fault):
            "The header of part \(part) cannot be read: \(fault.rawValue)."
        }
    }
}
