import Foundation
import Programs

/// The programs that make a picture, and how they are called.
struct PictureTools: Sendable {
    private let timeout: String
    private let prlimit: String
    private let thumbnail: String
    /// Present where the system lets an ordinary user cut a process off from the network.
    private let unshare: String?
    private let limits: PictureLimits

    private static let unshareOptions = ["--user", "--map-current-user", "--net"]

    init(limits: PictureLimits, programs: [String]) async throws(PictureError) {
        func find(_ name: String) -> String? {
            programs.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
        }
        func need(_ name: String) throws(PictureError) -> String {
            guard let path = find(name) else { throw .toolMissing(name) }
            return path
        }
        self.limits = limits
        timeout = try need("timeout")
        prlimit = try need("prlimit")
        thumbnail = try need("vipsthumbnail")
        guard let unshare = find("unshare"), let nothing = find("true") else {
            unshare = nil
            return
        }
        let end = try? await Program(path: unshare, arguments: Self.unshareOptions + [nothing]).run()
        self.unshare = end == .exit(0) ? unshare : nil
    }

    /// Makes one size.
    ///
    /// - Returns: What the program complained of, at most 500 bytes.
    func run(in folder: WorkFolder, from input: String, to output: String, side: Int) async throws -> String {
        var words = [
            "--signal=KILL",
            "\(limits.milliseconds / 1000).\(String(limits.milliseconds % 1000 + 1000).dropFirst())",
            prlimit, "--as=\(limits.addressSpaceBytes)", "--cpu=\(limits.processorSeconds)",
            "--fsize=\(limits.outputBytes)", "--nofile=64", "--core=0",
        ]
        if let unshare { words += [unshare] + Self.unshareOptions }
        words += [
            thumbnail, input, "--export-profile", "srgb",
            // ">": a smaller picture stays as it is.
            "--size", "\(side)x\(side)>", "--output", "\(output)[Q=82,strip,optimize_coding,background=255]",
        ]
        var program = Program(path: timeout, arguments: words)
        program.folder = folder.path
        program.complaints = folder.complaints
        program.environment = [
            "HOME": folder.path, "TMPDIR": folder.path, "LC_ALL": "C", "VIPS_BLOCK_UNTRUSTED": "1",
            // Each thread and each arena of malloc would count against the address space.
            "VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "1",
        ]
        let end: Program.End
        do { end = try await program.run() } catch let error as CancellationError { throw error } catch {
            throw PictureError.toolMissing("timeout")
        }
        let complaints = try await complaints(folder.complaints)
        switch end {
        case .exit(0): return complaints
        // timeout(1) reports a program that it killed as 137, or is killed along with it.
        case .exit(124), .exit(137), .signal(SIGKILL), .signal(SIGXCPU), .exit(128 + SIGXCPU):
            throw PictureError.tookTooLong
        case .exit, .signal: throw PictureError.unreadable(complaints)
        }
    }

    private func complaints(_ path: String) async throws -> String {
        let bytes = try await BlockingWork.run { () throws(BlobError) in
            try OpenFile(path, O_RDONLY | O_NOFOLLOW).bytes(at: 0, count: 500)
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").joined(separator: " ")
    }
}
