package import Foundation

extension FileHandle {
    /// Opens a file, pipe or device for reading.
    ///
    /// - Throws: `FileError` where the path names nothing, a folder, or what may not be read.
    package static func reading(_ path: String) throws(FileError) -> FileHandle {
        // Before it is opened, since opening a pipe takes its writer.
        _ = try isRegular(path)
        guard let file = FileHandle(forReadingAtPath: path) else { throw FileError(path) }
        return file
    }

    /// Whether the path names an ordinary file, which can be read more than once.
    ///
    /// - Throws: `FileError` where it names nothing, or a folder.
    package static func isRegular(_ path: String) throws(FileError) -> Bool {
        var about = stat()
        guard stat(path, &about) == 0 else { throw FileError(path) }
        guard about.st_mode & S_IFMT != S_IFDIR else { throw FileError(path, code: EISDIR) }
        return about.st_mode & S_IFMT == S_IFREG
    }
}
