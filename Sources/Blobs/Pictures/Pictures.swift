import Foundation
package import Ledger
import Programs

/// Makes pictures anew from what was sent: upright, in sRGB, in two sizes, as JPEG, without metadata.
///
/// What is sent comes from anybody, and decoders have faults. So the decoder (vipsthumbnail) runs in a process of its own
/// with limits of time, memory and file size, without network where the system allows that, without our
/// environment, in a folder of its own, and with those loaders of libvips only that are meant for foreign content.
package struct Pictures: Sendable {
    private let limits: PictureLimits
    private let tools: PictureTools
    private let folder: String
    private let gate: Gate<PictureError>

    /// - Parameters:
    ///   - folder: Where the folders of single pictures are made and removed.
    ///   - programs: Where the programs are looked for.
    /// - Throws: `toolMissing`.
    package init(
        limits: PictureLimits = PictureLimits(),
        folder: String = "/tmp",
        programs: [String] = ["/usr/bin", "/bin", "/usr/local/bin"]
    ) async throws(PictureError) {
        self.limits = limits
        self.folder = folder
        tools = try await PictureTools(limits: limits, programs: programs)
        gate = Gate(atOnce: limits.atOnce, waiting: limits.waiting, refusal: .busy)
    }

    /// A picture as it is shown.
    package struct Rendition: Equatable, Sendable {
        /// JPEG (JFIF), bare of metadata.
        package let bytes: [UInt8]
        package let size: PictureSize
    }

    package struct Renditions: Equatable, Sendable {
        package let original: ContentType
        /// Of the original as its header says, before it was turned upright.
        package let originalSize: PictureSize
        package let large: Rendition
        package let small: Rendition
        /// What the decoder complained of, such as a picture that is cut off; nil where it did not.
        package let warnings: String?
    }

    /// Makes the two sizes from a whole file, such as a blob.
    package func render<Pieces: AsyncSequence>(
        _ pieces: Pieces
    ) async throws -> Renditions where Pieces.Element == [UInt8] {
        let work = try await WorkFolder.make(in: folder)
        defer { work.remove() }
        try await work.write(pieces, limit: limits.inputBytes)
        let (type, size) = try await inspect(work.input)
        guard size.pixels <= limits.pixels else {
            throw PictureError.tooManyPixels(size, limit: limits.pixels)
        }
        return try await gate.pass {
            var warnings = try await tools.run(
                in: work,
                from: work.input,
                to: work.large,
                side: limits.largeSide
            )
            let large = try await rendition(work.large)
            // From the result: what was sent is decoded once.
            warnings += try await tools.run(
                in: work,
                from: work.large,
                to: work.small,
                side: limits.smallSide
            )
            return Renditions(
                original: type,
                originalSize: size,
                large: large,
                small: try await rendition(work.small),
                warnings: warnings.isEmpty ? nil : warnings
            )
        }
    }

    private func inspect(_ path: String) async throws -> (ContentType, PictureSize) {
        let found = try await BlockingWork.run { () throws(BlobError) -> (ContentType, PictureSize)? in
            let file = try OpenFile(path, O_RDONLY)
            let type = ContentType.sniff(try file.bytes(at: 0, count: ContentType.prefixBytes))
            guard let type, type.isPicture, let size = try PictureSize.read(file, type) else { return nil }
            return (type, size)
        }
        guard let found else { throw PictureError.notAPicture }
        return found
    }

    /// The result, trusted as little as the process that wrote it.
    private func rendition(_ path: String) async throws -> Rendition {
        let limit = limits.outputBytes
        let found = try await BlockingWork.run { () throws(BlobError) -> Rendition? in
            let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW)
            let bytes = try file.bytes(at: 0, count: limit)
            let segments = try JPEGSegments.read(file)
            guard ContentType.sniff(Array(bytes.prefix(ContentType.prefixBytes))) == .jpeg, segments.isBare,
                let size = segments.size
            else { return nil }
            return Rendition(bytes: bytes, size: size)
        }
        guard let found else { throw PictureError.unreadable("the result is no bare JPEG") }
        return found
    }
}
