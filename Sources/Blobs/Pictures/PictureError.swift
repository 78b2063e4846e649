package import Ledger

/// Why no picture was made.
package enum PictureError: Error, Equatable, Sendable {
    /// The content is none of the pictures that the office takes.
    case notAPicture
    case tooManyPixels(PictureSize, limit: Int)
    /// It took more time or memory than a picture may.
    case tookTooLong
    /// The picture is broken. The reason is the program's, for the log.
    case unreadable(String)
    case toolMissing(String)
    /// Too many pictures wait already.
    case busy
    case blob(BlobError)
}

extension PictureError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAPicture: "This is no picture. Send a JPEG, PNG, WebP, GIF or HEIC."
        case .tooManyPixels(let size, let limit):
            "The picture has \(size.width) × \(size.height) pixels; at most \(limit) are taken. Send it smaller."
        case .tookTooLong:
            "The picture took too much time or memory. Save it anew, or smaller, and send that."
        case .unreadable(let reason): "The picture cannot be read: \(reason)"
        case .toolMissing(let name):
            "The program \(name) is missing, without which no picture can be taken. Install libvips-tools and util-linux."
        case .busy: "Too many pictures are being worked on. Try again in a minute."
        case .blob(let error): error.description
        }
    }
}
