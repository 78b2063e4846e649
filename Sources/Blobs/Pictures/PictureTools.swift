import Foundation
import Programs

/// The programs that make a picture, and how they are called.
struct PictureTools: Sendable {
    private let confinement: Confinement
    private let thumbnail: String
    private let limits: Confinement.Limits

    init(limits: PictureLimits, programs: [String]) async throws(PictureError) {
        do {
            confinement = try await Confinement(folders: programs)
            thumbnail = try Program.path("vipsthumbnail", in: programs)
        } catch { throw PictureError(error) }
        self.limits = Confinement.Limits(
            milliseconds: limits.milliseconds,
            processorSeconds: limits.processorSeconds,
            addressSpaceBytes: limits.addressSpaceBytes,
            outputBytes: limits.outputBytes
        )
    }

    /// Makes one size.
    ///
    /// - Returns: What the program complained of, at most 500 bytes.
    func run(in folder: WorkFolder, from input: String, to output: String, side: Int) async throws -> String {
        let words = [
            input, "--export-profile", "srgb",
            // ">": a smaller picture stays as it is.
            "--size", "\(side)x\(side)>", "--output", "\(output)[Q=82,strip,optimize_coding,background=255]",
        ]
        var program = confinement.program(thumbnail, arguments: words, limits: limits)
        program.folder = folder.path
        program.complaints = folder.complaints
        program.environment = [
            "HOME": folder.path, "TMPDIR": folder.path, "LC_ALL": "C", "VIPS_BLOCK_UNTRUSTED": "1",
            // Each thread and each arena of malloc would count against the address space.
            "VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "1",
        ]
        let end: Program.End
        do { end = try await program.run() } catch let error as ProgramError { throw PictureError(error) }
        let complaints = try await complaints(folder.complaints)
        if end == .exit(0) { return complaints }
        throw end.isOutOfTime ? PictureError.tookTooLong : .unreadable(complaints)
    }

    private func complaints(_ path: String) async throws -> String {
        let bytes = try await BlockingWork.run { () throws(BlobError) in
            try OpenFile(path, O_RDONLY | O_NOFOLLOW).bytes(at: 0, count: 500)
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").joined(separator: " ")
    }
}

extension PictureError {
    init(_ error: ProgramError) {
        switch error {
        case .missing(let name): self = .toolMissing(name)
        case .notStarted(let path, _): self = .toolMissing(path)
        case .file(let doing, let reason): self = .blob(.failed(doing: doing, reason))
        }
    }
}
