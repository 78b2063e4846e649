import Foundation

/// Why a file could not be read or written, in words for whoever typed its name.
package struct FileError: Error, Equatable, CustomStringConvertible {
    package let path: String
    /// As in `errno`.
    package let code: Int32

    package init(_ path: String, code: Int32) {
        self.path = path
        self.code = code
    }

    /// Why the call to the system just made has failed.
    package init(_ path: String) { self.init(path, code: errno) }

    /// Takes the system's code out of an error of Foundation.
    package init(_ path: String, _ error: any Error) {
        let outer = error as NSError
        let inner = outer.userInfo[NSUnderlyingErrorKey] as? NSError
        let code = [outer, inner].compactMap { $0 }.first { $0.domain == NSPOSIXErrorDomain }?.code
        let isFull =
            outer.domain == NSCocoaErrorDomain && outer.code == CocoaError.fileWriteOutOfSpace.rawValue
        self.init(path, code: code.map(Int32.init) ?? (isFull ? ENOSPC : EIO))
    }

    package var description: String {
        switch code {
        case ENOSPC, EDQUOT: "There is no room left for \(path). Free some space, then do it again."
        case EACCES, EPERM: "You may not read or write \(path). See its rights and those of its folder."
        case EROFS: "\(path) can only be read. See how its disk is mounted."
        case EISDIR: "\(path) is a folder. Name a file in it."
        case ENOENT, ENOTDIR: "There is no file \(path) that can be read."
        case EEXIST, ENOTEMPTY: "\(path) exists already. Choose another name, or remove it first."
        default: "\(path) cannot be read or written: \(reason)."
        }
    }

    /// The system's own words for it.
    package var reason: String { String(cString: strerror(code)) }
}
