import Foundation
import Ledger

/// An open file, closed when nobody holds it any more.
///
/// Calls are repeated when a signal interrupts them.
final class OpenFile: Sendable {
    let descriptor: Int32
    let path: String

    init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(BlobError) {
        descriptor = try Self.call("Opening \(path)") { Foundation.open(path, flags | O_CLOEXEC, mode) }
        self.path = path
    }

    deinit { close(descriptor) }

    func write(_ bytes: ArraySlice<UInt8>) throws(BlobError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = try Self.call("Writing \(path)") {
                rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            }
            rest = rest.dropFirst(count)
        }
    }

    /// `count` bytes from `offset` on, or fewer where the file ends.
    func bytes(at offset: Int64, count: Int) throws(BlobError) -> [UInt8] {
        var result: [UInt8] = []
        while result.count < count {
            var piece = [UInt8](repeating: 0, count: count - result.count)
            let read = try Self.call("Reading \(path)") {
                piece.withUnsafeMutableBytes {
                    pread(descriptor, $0.baseAddress, $0.count, off_t(offset) + off_t(result.count))
                }
            }
            if read == 0 { break }
            result = result.isEmpty && read == count ? piece : result + piece.prefix(read)
        }
        return result
    }

    func status() throws(BlobError) -> stat {
        var status = stat()
        _ = try Self.call("Looking at \(path)") { fstat(descriptor, &status) }
        return status
    }

    func synchronize() throws(BlobError) {
        _ = try Self.call("Writing \(path) to disk") { fsync(descriptor) }
    }

    /// Holds the file's lock until it is closed (flock(2)); other processes, and other openings of this one, wait.
    func lock(_ kind: Int32) throws(BlobError) {
        _ = try Self.call("Locking \(path)") { flock(descriptor, kind) }
    }

    static func call<Number: SignedInteger>(
        _ doing: @autoclosure () -> String,
        _ body: () -> Number
    ) throws(BlobError) -> Number {
        while true {
            let result = body()
            if result >= 0 { return result }
            let code = errno
            switch code {
            case EINTR: continue
            case ENOSPC, EDQUOT: throw .full("\(doing()): \(String(cString: strerror(code)))")
            default: throw .failed(doing: doing(), String(cString: strerror(code)))
            }
        }
    }
}

/// What is done with folders.
enum Folder {
    /// Makes the folder, and those above it, where they are missing.
    static func make(_ path: String) throws(BlobError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            let error = FileError(path, error)
            switch error.code {
            case ENOSPC, EDQUOT: throw .full("Making the folder \(path): \(error.reason)")
            default: throw .failed(doing: "Making the folder \(path)", error.reason)
            }
        }
    }

    /// Makes a folder in which nobody else can read, write or have put anything, or takes it where it is that already.
    ///
    /// In a place such as /tmp somebody else may have made it first, or a link to where he wants the files.
    static func makePrivate(_ path: String) throws(BlobError) {
        try make(URL(filePath: path).deletingLastPathComponent().path)
        _ = try OpenFile.call("Making the folder \(path)") {
            mkdir(path, 0o700) == 0 || errno == EEXIST ? 0 : -1
        }
        var status = stat()
        _ = try OpenFile.call("Looking at \(path)") { lstat(path, &status) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o077 == 0
        else {
            throw .failed(
                doing: "Using the folder \(path)",
                "it is not a folder of this user's alone. Remove it, or name another place in TMPDIR"
            )
        }
    }

    /// Puts the folder's list of names on disk.
    static func synchronize(_ path: String) throws(BlobError) {
        try OpenFile(path, O_RDONLY | O_DIRECTORY).synchronize()
    }

    static func names(_ path: String) throws(BlobError) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: path).sorted() } catch {
            throw .failed(doing: "Listing \(path)", error.localizedDescription)
        }
    }
}
