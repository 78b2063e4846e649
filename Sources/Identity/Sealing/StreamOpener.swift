/// Opens a sealed stream that comes piece by piece; it holds one chunk of it at most.
///
/// What it gives was sealed so, in this order from the beginning; only when `finish` has returned it is known to be all.
package struct StreamOpener: ~Copyable {
    private let key: SecretBytes
    private let bound: [UInt8]
    private var part = Part.head
    /// Bytes of a head or chunk that is not whole yet.
    private var rest: [UInt8] = []
    private var byteCount = 0

    /// What comes next.
    private enum Part {
        case head
        case chunk(SecretStream)
        case nothing
        /// Something was wrong; nothing that comes after it counts.
        case refused(SealingError)
    }

    package init(with key: SubjectKey, at place: SealedBox.Place) {
        self.key = SealedStream.key(of: key)
        bound = place.bound(as: SealedStream.form)
    }

    /// - Returns: The next bytes of the content; none where no chunk is whole yet.
    /// - Throws: `.version`, `.shut` where key or place are others or a chunk is not the next of this stream, `.length`
    ///   where something follows the last one.
    package mutating func append(_ sealed: ArraySlice<UInt8>) throws(SealingError) -> [UInt8] {
        do throws(SealingError) { return try read(sealed) } catch {
            part = .refused(error)
            throw error
        }
    }

    /// Makes sure that the stream has come to its end.
    ///
    /// - Throws: `.length` where it was cut off.
    package consuming func finish() throws(SealingError) {
        switch part {
        case .nothing: break
        case .refused(let error): throw error
        case .head, .chunk: throw .length(byteCount)
        }
    }

    private mutating func read(_ sealed: ArraySlice<UInt8>) throws(SealingError) -> [UInt8] {
        byteCount += sealed.count
        var (sealed, content) = (sealed, [UInt8]())
        while !sealed.isEmpty {
            switch part {
            case .head:
                guard let head = take(SealedStream.headByteCount, from: &sealed) else { break }
                guard head[0] == SealedStream.version else { throw .version(head[0]) }
                part = .chunk(SecretStream(header: Array(head[1...]), key: key))
            case .chunk(let stream):
                guard let chunk = take(SealedStream.chunkByteCount, from: &sealed) else { break }
                guard let (plain, isLast) = stream.open(chunk, bound: bound) else { throw .shut }
                guard isLast else {
                    content += plain
                    continue
                }
                guard let last = SealedStream.unpadded(plain) else { throw .shut }
                content += last
                part = .nothing
            case .nothing: throw .length(byteCount)
            case .refused(let error): throw error
            }
        }
        return content
    }

    /// So many bytes, once they have come; nil until then.
    private mutating func take(_ count: Int, from sealed: inout ArraySlice<UInt8>) -> [UInt8]? {
        let next = sealed.prefix(count - rest.count)
        rest += next
        sealed = sealed.dropFirst(next.count)
        guard rest.count == count else { return nil }
        defer { rest = [] }
        return rest
    }
}
