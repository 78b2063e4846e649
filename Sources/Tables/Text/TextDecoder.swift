import Foundation
import Ledger

/// Turns bytes, cut anywhere, into UTF-8, and stops at the first that is no text: nothing becomes U+FFFD.
final class TextDecoder {
    /// A byte that begins nothing that the encoding has; `place` counts from 0.
    struct Undecodable: Error, Equatable {
        let place: Int64
        let byte: UInt8
    }

    private let converter: iconv_t
    /// The start of a character whose end has not come yet, and the bytes before it.
    private var rest: [UInt8] = []
    private var place: Int64

    /// - Parameter place: Bytes of the file that were passed over before.
    init(_ encoding: TextEncoding, at place: Int64 = 0) throws(TableError) {
        let made: iconv_t? = iconv_open(TextEncoding.utf8.iconvName, encoding.iconvName)
        guard let made, made != iconv_t(bitPattern: -1) else { throw .file(FileError(encoding.name)) }
        converter = made
        self.place = place
    }

    deinit { iconv_close(converter) }

    /// Adds the text of `bytes` to `text`, also what stands before a byte that is none.
    func decode(_ bytes: [UInt8], into text: inout [UInt8]) throws(Undecodable) {
        var input = rest + bytes
        rest = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var done = 0
        while done < input.count {
            let (read, written, code) = convert(&input, from: done, &buffer)
            text += buffer[..<written]
            done += read
            switch code {
            case 0, E2BIG: continue
            case EINVAL:
                rest = Array(input[done...])
                place += Int64(done)
                return
            default: throw Undecodable(place: place + Int64(done), byte: input[done])
            }
        }
        place += Int64(done)
    }

    /// To be called at the end of the file.
    func finish() throws(Undecodable) {
        if let byte = rest.first { throw Undecodable(place: place, byte: byte) }
    }

    private func convert(
        _ input: inout [UInt8],
        from start: Int,
        _ output: inout [UInt8]
    ) -> (
        read: Int, written: Int, code: Int32
    ) {
        let (inputCount, outputCount) = (input.count - start, output.count)
        return input.withUnsafeMutableBytes { input in
            output.withUnsafeMutableBytes { output in
                var from = input.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
                var to = output.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) }
                var (left, room) = (inputCount, outputCount)
                let result = iconv(converter, &from, &left, &to, &room)
                return (inputCount - left, outputCount - room, result == -1 ? errno : 0)
            }
        }
    }
}
