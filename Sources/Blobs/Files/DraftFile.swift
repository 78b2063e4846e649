import Foundation
import Ledger

/// A file without a lasting name; it is removed when nobody holds it any more, unless it was moved.
///
/// While it is open it is locked (flock(2)), and a lock ends with its process: so a sweep knows what a killed one left.
final class DraftFile: Sendable {
    private let file: OpenFile

    /// By which a sweep knows our own files: a folder may be somebody's who has others in it.
    private static let prefix = "jiedao-draft-"

    var path: String { file.path }

    init(in folder: String) throws(BlobError) {
        while true {
            let name = String(UInt64.random(in: 0...UInt64.max), radix: 16)
            let file = try OpenFile("\(folder)/\(Self.prefix)\(name)", O_RDWR | O_CREAT | O_EXCL)
            try file.lock(LOCK_EX)
            // A sweep may have come between the last two lines.
            guard try file.status().st_nlink > 0 else { continue }
            self.file = file
            return
        }
    }

    deinit { unlink(file.path) }

    func write(_ bytes: ArraySlice<UInt8>) throws(BlobError) { try file.write(bytes) }

    func bytes(at offset: Int64, count: Int) throws(BlobError) -> [UInt8] {
        try file.bytes(at: offset, count: count)
    }

    /// Gives the file its last time and puts its content on disk.
    func synchronize(at time: Instant) throws(BlobError) {
        let moment = timespec(
            tv_sec: Int(time.rawValue / 1000),
            tv_nsec: Int(time.rawValue % 1000) * 1_000_000
        )
        _ = try OpenFile.call("Dating \(path)") { futimens(file.descriptor, [moment, moment]) }
        try file.synchronize()
    }

    /// Removes drafts that were last written before `limit` and that no process holds.
    static func sweep(_ folder: String, olderThan limit: Instant) throws(BlobError) -> Int {
        var count = 0
        for name in try Folder.names(folder) where name.hasPrefix(prefix) {
            let path = "\(folder)/\(name)"
            guard let time = FileTime.of(path), time < limit else { continue }
            let file: OpenFile
            do { file = try OpenFile(path, O_RDWR | O_NOFOLLOW) } catch { continue }
            if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0, unlink(path) == 0 { count += 1 }
        }
        return count
    }
}

/// When a file was last written.
enum FileTime {
    /// Nil where there is no such file.
    static func of(_ path: String) -> Instant? {
        var status = stat()
        return lstat(path, &status) == 0 ? of(status) : nil
    }

    static func of(_ status: stat) -> Instant {
        Instant(rawValue: Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000)
    }
}
