package import Blobs
import Ledger
import Registers

/// Where files are kept and pictures made anew.
package struct OfficeFiles: Sendable {
    let blobs: BlobStore
    /// Nil where this machine lacks the program; then pictures are refused, and other files taken.
    let pictures: Pictures?
    /// Far below the connections that the server takes, so that slow readers leave room for everybody else.
    let downloads = Places(200, "files are on their way")
    let uploads = Places(8, "forms with files are coming in")

    package init(blobs: BlobStore, pictures: Pictures?) {
        self.blobs = blobs
        self.pictures = pictures
    }

    /// Below this much free room no file is taken, for the ledger may share the disk.
    private static let reserve: Int64 = 256 << 20

    /// - Throws: `BlobError.full`.
    func requireRoom() async throws {
        guard try await blobs.room() >= Self.reserve else {
            throw BlobError.full("less than \(Self.reserve >> 20) MB are free")
        }
    }

    /// Of one file, in bytes.
    static let fileLimit: Int64 = 50 << 20

    /// Takes a file into the store as it may leave it again; what a picture was made from is not named by anybody, and is
    /// swept.
    ///
    /// - Throws: `UploadError`.
    func attachment(_ file: UploadedFile) async throws -> Attachment {
        guard let type = file.type else { throw UploadError.type(file.name) }
        guard type.isPicture else {
            return try named(type.ended(file.name), .document(file.blob, type))
        }
        guard let pictures else { throw UploadError.noPictures }
        let made: Pictures.Renditions
        do { made = try await pictures.render(try await blobs.open(file.blob)) } catch let error
            as PictureError
        {
            throw UploadError.picture(file.name, error)
        }
        return try named(
            file.name,
            .picture(large: try await keep(made.large), small: try await keep(made.small))
        )
    }

    /// Whether all content of a file is still here.
    func hold(_ attachment: Attachment) async throws -> Bool {
        for blob in attachment.blobs where try await !blobs.holds(blob) { return false }
        return true
    }

    private func keep(_ rendition: Pictures.Rendition) async throws -> Attachment.Picture {
        Attachment.Picture(blob: try await blobs.put(rendition.bytes), size: rendition.size)
    }

    private func named(_ name: String, _ content: Attachment.Content) throws(UploadError) -> Attachment {
        guard case .string(let kept)? = try? JSON.string(name.isEmpty ? "file" : name).normalised(),
            let attachment = Attachment(name: kept, content: content)
        else { throw .name }
        return attachment
    }
}

/// Why a file that somebody sent was not taken.
enum UploadError: Error, Equatable {
    case tooLarge(String)
    case tooMany
    /// Its name is too long, or cannot be written.
    case name
    /// It is none of the kinds that are taken.
    case type(String)
    case picture(String, PictureError)
    case noPictures
    /// It was sent with an earlier form and is not kept any more.
    case gone
}
