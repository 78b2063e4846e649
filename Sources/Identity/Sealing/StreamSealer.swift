/// Seals content that comes piece by piece; it holds less than a chunk of it.
package struct StreamSealer: ~Copyable {
    private let stream: SecretStream
    private let bound: [UInt8]
    /// What goes before all chunks, until it was given.
    private var head: [UInt8]
    /// Content that fills no chunk yet.
    private var rest: [UInt8] = []

    package init(under key: SubjectKey, at place: SealedBox.Place, random: RandomSource) {
        let header = random.bytes(SecretStream.headerByteCount)
        stream = SecretStream(header: header, key: SealedStream.key(of: key))
        bound = place.bound(as: SealedStream.form)
        head = [SealedStream.version] + header
    }

    /// - Returns: The next bytes of the sealed stream; none where no chunk is full yet.
    package mutating func append(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var sealed = head
        head = []
        var content = content
        while !content.isEmpty {
            let part = content.prefix(SealedStream.contentByteCount - rest.count)
            rest += part
            content = content.dropFirst(part.count)
            // It is never the last chunk, since the padding has one byte at least.
            guard rest.count == SealedStream.contentByteCount else { break }
            sealed += stream.seal(rest, isLast: false, bound: bound)
            rest.removeAll(keepingCapacity: true)
        }
        return sealed
    }

    /// - Returns: The last bytes of the sealed stream.
    package consuming func finish() -> [UInt8] {
        head + stream.seal(SealedStream.padded(rest), isLast: true, bound: bound)
    }
}
