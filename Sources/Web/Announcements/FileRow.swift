import Blobs
import Ledger
import Registers

/// A file of a record as pages show it.
struct FileRow: Sendable {
    let href: String
    let name: String
    /// Its kind and size.
    let detail: String
    /// Nil unless it is a picture.
    let picture: Small?

    struct Small: Sendable {
        let href: String
        let width: Int
        let height: Int
    }

    /// - Parameter place: The address below which the record's files are served.
    init(_ attachment: Attachment, at place: String, _ language: Language) {
        name = attachment.name
        switch attachment.content {
        case .document(let blob, let type):
            href = "\(place)/\(blob.hash)"
            let kind = name.lowercased().hasSuffix(".csv") ? "CSV" : type.shortName
            detail = "\(kind) · \(blob.size.bytesText)"
            picture = nil
        case .picture(let large, let small):
            href = "\(place)/\(large.blob.hash)"
            detail = "\(large.size.width) × \(large.size.height) · \(large.blob.size.bytesText)"
            picture = Small(
                href: "\(place)/\(small.blob.hash)",
                width: small.size.width,
                height: small.size.height
            )
        }
    }
}

extension ContentType {
    /// As people call it in both languages.
    var shortName: String {
        switch self {
        case .docx: "Word"
        case .xlsx: "Excel"
        case .text: "TXT"
        case .quickTime: "MOV"
        default: rawValue.uppercased()
        }
    }
}

extension Int64 {
    /// A number of bytes in the largest unit that leaves a whole one; thousands, as phones count.
    var bytesText: String {
        switch self {
        case ..<1000: "\(self) B"
        case ..<1_000_000: "\((self + 500) / 1000) KB"
        default: "\((self + 50_000) / 1_000_000).\((self + 50_000) / 100_000 % 10) MB"
        }
    }
}
