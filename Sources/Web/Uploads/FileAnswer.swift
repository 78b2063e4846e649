import Blobs
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Registers

/// One file of a record on its way to a reader.
///
/// Pictures are shown; whatever else is saved under its name, and never shown as a part of our site.
struct FileAnswer {
    let blob: BlobID
    let type: ContentType
    /// Nil for pictures.
    let name: String?

    /// - Parameter hash: As addresses write it: of a document, or of either size of a picture.
    init?(_ hash: String, among attachments: [Attachment]) {
        guard let hash = Hash(hex: hash) else { return nil }
        for attachment in attachments {
            guard let blob = attachment.blobs.first(where: { $0.hash == hash }) else { continue }
            self.blob = blob
            switch attachment.content {
            case .document(_, let type): (self.type, name) = (type, type.ended(attachment.name))
            case .picture: (type, name) = (.jpeg, nil)
            }
            return
        }
        return nil
    }

    /// - Throws: `BlobError`, and `StorageError.busy` where too many files are on their way.
    func response(_ request: Request, from files: OfficeFiles, isPublic: Bool) async throws -> Response {
        let tag = "\"\(blob.hash)\""
        var headers: HTTPFields = [
            .eTag: tag, .contentType: type.mediaType,
            // Asked again each time: what was taken down is not shown from somewhere else.
            .cacheControl: isPublic ? "no-cache" : "no-store",
        ]
        // RFC 6266 section 4.1, RFC 8187.
        let saved = name.map { "attachment; filename*=UTF-8''\(Redirect.escaped($0))" }
        headers[.contentDisposition] = saved
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        headers[.contentLength] = String(blob.size)
        // Asked here for an answer in words; the place itself is taken when the bytes go, and left when they are gone.
        try await files.downloads.pass {}
        let (bytes, downloads) = (try await files.blobs.open(blob), files.downloads)
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(contentLength: Int(blob.size)) { writer in
                try downloads.take()
                defer { downloads.leave() }
                for try await piece in bytes { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            }
        )
    }
}
