import Foundation

/// Small files that must not be lost.
package enum DurableFile {
    /// Makes a file that only its owner reads, and returns when it is on disk.
    ///
    /// - Throws: `FileError`, also where the file exists.
    package static func create(_ path: String, _ bytes: [UInt8]) throws(FileError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileError(path) }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(path) }
            written += count
        }
        guard fsync(file) == 0 else { throw FileError(path) }
    }

    /// Returns when the names in a folder are on disk.
    package static func synchronize(folder path: String) throws(FileError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileError(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileError(path) }
    }

    /// Gives a file or folder another name; a folder may take the place of an empty one.
    package static func move(_ path: String, to other: String) throws(FileError) {
        guard rename(path, other) == 0 else { throw FileError(other) }
    }
}
