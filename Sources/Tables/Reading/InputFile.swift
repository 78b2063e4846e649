import Foundation
import Ledger

/// A file that is read at any place, piece by piece.
final class InputFile {
    static let pieceBytes = 64 << 10

    let path: String
    let count: Int64
    private let descriptor: Int32

    init(_ path: String) throws(TableError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .file(FileError(path)) }
        var about = stat()
        guard fstat(file, &about) == 0, about.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw .file(FileError(path, code: about.st_mode & S_IFMT == S_IFDIR ? EISDIR : ESPIPE))
        }
        self.path = path
        count = Int64(about.st_size)
        descriptor = file
    }

    deinit { close(descriptor) }

    /// At most `count` bytes; fewer only at the end of the file.
    func bytes(at place: Int64, count: Int) throws(TableError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let read = bytes[done...].withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, off_t(place) + off_t(done))
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw .file(FileError(path)) }
            if read == 0 { break }
            done += read
        }
        bytes.removeLast(count - done)
        return bytes
    }
}
