import Foundation

/// The folder of one picture while it is made.
struct WorkFolder: Sendable {
    let path: String

    var input: String { "\(path)/input" }
    var large: String { "\(path)/large.jpg" }
    var small: String { "\(path)/small.jpg" }
    var complaints: String { "\(path)/complaints" }

    static func make(in folder: String) async throws(BlobError) -> WorkFolder {
        try await BlockingWork.run { () throws(BlobError) in
            let name = String(UInt64.random(in: 0...UInt64.max), radix: 16)
            let path = "\(folder)/jiedao-picture-\(name)"
            _ = try OpenFile.call("Making the folder \(path)") { mkdir(path, 0o700) }
            return WorkFolder(path: path)
        }
    }

    func write<Pieces: AsyncSequence>(_ pieces: Pieces, limit: Int64) async throws
    where Pieces.Element == [UInt8] {
        let path = input
        let file = try await BlockingWork.run { () throws(BlobError) in
            try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
        }
        var room = limit
        for try await piece in pieces {
            room -= Int64(piece.count)
            guard room >= 0 else { throw BlobError.tooLarge(limit: limit) }
            try await BlockingWork.run { () throws(BlobError) in try file.write(piece[...]) }
        }
        // Some streams just end when their task is cancelled.
        try Task.checkCancellation()
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
