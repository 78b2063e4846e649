import Foundation
package import Ledger

/// A file with one line that only its owner may use.
///
/// Whatever keeps it from being read is told apart, since each wants something else done.
package struct SecretFile: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case missing(String)
        /// It is there, and the system does not give it.
        case unreadable(FileError)
        case notAFile(String)
        /// Others have rights to it; these are all of its rights.
        case open(String, rights: Int)
        /// Its bytes; at least one and at most `byteLimit` belong in it.
        case length(String, Int64)
        /// It was read, and is not what belongs in it.
        case malformed(String, expected: String)

        package var description: String {
            switch self {
            case .missing(let path):
                "There is no key \(path). Give the folder of the store's keys with --keys."
            case .unreadable(let error):
                "The key \(error.path) is there but cannot be read: \(error.reason). Run the program as the key's owner, or mend the rights of the key and its folder."
            case .notAFile(let path):
                "The key \(path) is no ordinary file. Put the key there as \"jiedao init\" wrote it."
            case .open(let path, let rights):
                "Others may use the key \(path): its rights are 0\(String(rights, radix: 8)). Set them to 0600; if others could use it for long, it is a secret no more."
            case .length(let path, let count):
                "The key \(path) has \(count) bytes; a key has 1 to \(SecretFile.byteLimit). Put a copy of the key back."
            case .malformed(let path, let expected):
                "The key \(path) is not \(expected) as \"jiedao init\" wrote it: it was cut off or changed. Put a copy of the key back."
            }
        }
    }

    /// No secret of ours is longer.
    package static let byteLimit: Int64 = 4096

    /// Makes the file, which must not be there yet, and returns when it is on disk.
    package func create(_ text: String) throws(FileError) {
        try DurableFile.create(path, Array((text + "\n").utf8))
    }

    /// The secret in it.
    ///
    /// - Parameters:
    ///   - expected: What belongs in it, for the message: "a signing key".
    ///   - parse: Reads the line without its newline; nil where it is something else.
    package func read<Secret>(_ expected: String, _ parse: (String) -> Secret?) throws(Failure) -> Secret {
        guard let secret = parse(try line()) else { throw .malformed(path, expected: expected) }
        return secret
    }

    /// The line in it, without the newline.
    package func line() throws(Failure) -> String {
        // Should it be a pipe, nobody waits for its writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw [ENOENT, ENOTDIR].contains(errno) ? .missing(path) : .unreadable(FileError(path))
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var about = stat()
        guard fstat(descriptor, &about) == 0 else { throw .unreadable(FileError(path)) }
        guard about.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
        let rights = Int(about.st_mode & 0o777)
        guard rights & 0o077 == 0 else { throw .open(path, rights: rights) }
        guard (1...Self.byteLimit).contains(Int64(about.st_size)) else {
            throw .length(path, Int64(about.st_size))
        }
        let bytes: Data?
        do { bytes = try file.read(upToCount: Int(Self.byteLimit)) } catch {
            throw .unreadable(FileError(path, error))
        }
        return String(decoding: bytes ?? Data(), as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
