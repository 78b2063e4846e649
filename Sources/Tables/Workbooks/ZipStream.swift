import CZlib

/// The bytes of one part of a ZIP file, unpacked piece by piece.
final class ZipStream {
    private static let pieceBytes = 32 << 10

    private let file: InputFile
    private let entry: ZipArchive.Entry
    private let limit: Int
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var place: Int64
    private var packedLeft: Int64
    private var input: [UInt8] = []
    private var inputDone = 0
    private var unpacked = 0
    private var check: UInt = 0
    private var isAtEnd = false

    /// - Parameter limit: Bytes that it may take unpacked, whatever the directory says.
    init(_ entry: ZipArchive.Entry, in archive: ZipArchive, limit: Int) throws(TableError) {
        place = try archive.place(of: entry)
        file = archive.file
        packedLeft = entry.packedBytes
        self.entry = entry
        self.limit = limit
        stream.initialize(to: z_stream())
        // Negative: the bare deflate stream without a head of zlib's own.
        let result = inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else { throw .brokenWorkbook(part: entry.name, reason: "zlib says \(result)") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Nil at the end, when its check sum was found right.
    func next() throws(TableError) -> [UInt8]? {
        guard !isAtEnd else { return nil }
        let piece = try entry.isDeflated ? inflated() : stored()
        unpacked += piece.count
        guard unpacked <= limit else { throw .tooLargeUnpacked(part: entry.name, limit: limit) }
        check = crc32(check, piece, UInt32(piece.count))
        if isAtEnd {
            guard check == UInt(entry.check) else { throw broken("its check sum is wrong") }
        }
        return piece
    }

    private func stored() throws(TableError) -> [UInt8] {
        try fill()
        defer { input = [] }
        inputDone = input.count
        isAtEnd = packedLeft == 0
        return input
    }

    private func inflated() throws(TableError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Self.pieceBytes)
        var written = 0
        while written == 0, !isAtEnd {
            if inputDone == input.count { try fill() }
            let available = input.count - inputDone
            let result = input.withUnsafeMutableBufferPointer { input in
                output.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_in = input.baseAddress.map { $0 + inputDone }
                    stream.pointee.avail_in = UInt32(available)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    return inflate(stream, Z_NO_FLUSH)
                }
            }
            inputDone += available - Int(stream.pointee.avail_in)
            written = output.count - Int(stream.pointee.avail_out)
            isAtEnd = result == Z_STREAM_END
            // Neither read nor written: the stream wants more than there is.
            guard isAtEnd || result == Z_OK else { throw broken("it cannot be unpacked") }
        }
        output.removeLast(output.count - written)
        return output
    }

    private func fill() throws(TableError) {
        input = try file.bytes(at: place, count: Int(min(packedLeft, Int64(Self.pieceBytes))))
        inputDone = 0
        place += Int64(input.count)
        packedLeft -= Int64(input.count)
        if input.isEmpty { packedLeft = 0 }
    }

    private func broken(_ reason: String) -> TableError {
        .brokenWorkbook(part: entry.name, reason: reason)
    }
}
