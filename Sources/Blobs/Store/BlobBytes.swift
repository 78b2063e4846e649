package import Ledger

/// The bytes of a blob, in pieces of at most `BlobStore.chunkBytes`.
package struct BlobBytes: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    package typealias Failure = BlobError

    package let id: BlobID
    /// Which bytes are given.
    package let range: Range<Int64>
    private let reader: any BlobReader

    init(id: BlobID, range: Range<Int64>?, reader: any BlobReader) {
        self.id = id
        self.range = range?.clamped(to: 0..<id.size) ?? 0..<id.size
        self.reader = reader
    }

    package func makeAsyncIterator() -> Iterator { Iterator(id: id, range: range, reader: reader) }

    package struct Iterator: AsyncIteratorProtocol {
        private let id: BlobID
        private let end: Int64
        private let reader: any BlobReader
        private var offset: Int64
        /// Present where all bytes are read; a part of them has no name to compare with.
        private var stream: HashStream?

        fileprivate init(id: BlobID, range: Range<Int64>, reader: any BlobReader) {
            self.id = id
            self.reader = reader
            (offset, end) = (range.lowerBound, range.upperBound)
            stream = range == 0..<id.size ? HashStream() : nil
        }

        package mutating func next() async throws(BlobError) -> [UInt8]? { try await next(isolation: nil) }

        package mutating func next(
            isolation actor: isolated (any _Concurrency.Actor)?
        ) async throws(BlobError) -> [UInt8]? {
            guard offset < end else {
                try check()
                return nil
            }
            let count = Int(Swift.min(Int64(BlobStore.chunkBytes), end - offset))
            let bytes = try await reader.bytes(at: offset, count: count)
            guard !bytes.isEmpty else { throw .damaged(id, "it ends after \(offset) bytes") }
            offset += Int64(bytes.count)
            stream?.update(bytes[...])
            // Before the last piece, so that nobody gets a whole that is not the named one.
            if offset == end { try check() }
            return bytes
        }

        private mutating func check() throws(BlobError) {
            guard let found = stream?.hash else { return }
            stream = nil
            guard found == id.hash else { throw .damaged(id, "its content has the SHA-256 \(found)") }
        }
    }
}
