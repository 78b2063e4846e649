package import Programs

/// Why no PDF was made.
package enum PDFError: Error, Equatable, Sendable {
    /// The HTML, in bytes.
    case tooLong(bytes: Int, limit: Int)
    /// The PDF, in bytes.
    case tooLarge(limit: Int)
    /// It took more time or memory than a print may.
    case tookTooLong
    /// The reason is the program's, for the log.
    case failed(String)
    /// Too many prints wait already.
    case busy
    case program(ProgramError)
}

extension PDFError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLong(let bytes, let limit):
            "What is to be printed has \(bytes) bytes; at most \(limit) are taken. Print it in parts."
        case .tooLarge(let limit):
            "The PDF would have more than \(limit) bytes. Print it in parts, or smaller pictures."
        case .tookTooLong: "Printing took too much time or memory. Print it in parts."
        case .failed(let reason): "It could not be printed: \(reason)"
        case .busy: "Too many prints are being made. Try again in a minute."
        case .program(let error): error.description
        }
    }
}
