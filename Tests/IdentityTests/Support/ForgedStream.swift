import CSodium
import Identity
import Testing

/// A stream as somebody makes it who has the subject's key and libsodium, and does not keep to the format.
struct ForgedStream: Sendable, CustomTestStringConvertible {
    let why: String
    /// The messages, each with its tag.
    let chunks: [(plain: [UInt8], tag: UInt8)]
    /// Whether the subject's own key was taken instead of the one that follows from it.
    var isUnderOwnKey = false
    /// Nil where the stream is right, which shows that the others are wrong for their own reason.
    let fault: SealingError?

    var testDescription: String { why }

    private static let (message, push, rekey, last): (UInt8, UInt8, UInt8, UInt8) = (0, 1, 2, 3)
    private static let full = [UInt8](repeating: 9, count: 65_536)
    private static let ended = [1, 2, 3, 0x80] + [UInt8](repeating: 0, count: 65_532)

    static let all = [
        ForgedStream(why: "right", chunks: [(full, message), (ended, last)], fault: nil),
        ForgedStream(why: "no end", chunks: [(full, message), (ended, message)], fault: .length(131_131)),
        ForgedStream(why: "goes on", chunks: [(ended, last), (ended, last)], fault: .length(100_000)),
        ForgedStream(why: "a tag of no meaning", chunks: [(full, push), (ended, last)], fault: .shut),
        ForgedStream(why: "another key midway", chunks: [(full, rekey), (ended, last)], fault: .shut),
        ForgedStream(why: "no padding", chunks: [(full, last)], fault: .shut),
        ForgedStream(why: "all zero", chunks: [([UInt8](repeating: 0, count: 65_536), last)], fault: .shut),
        ForgedStream(
            why: "a short end",
            chunks: [(full, message), ([1, 0x80], last)],
            fault: .length(65_597)
        ),
        ForgedStream(why: "a long end", chunks: [(full + ended, last)], fault: .shut),
        ForgedStream(
            why: "the subject's own key",
            chunks: [(ended, last)],
            isUnderOwnKey: true,
            fault: .shut
        ),
    ]

    var content: [UInt8] { Self.full + [1, 2, 3] }

    func bytes(key: [UInt8], bound: [UInt8]) -> [UInt8] {
        var streamKey = [UInt8](repeating: 0, count: 32)
        let label = Array("jiedao-stream/1".utf8)
        crypto_generichash(&streamKey, 32, label, UInt64(label.count), key, 32)
        var state = crypto_secretstream_xchacha20poly1305_state()
        var header = [UInt8](repeating: 0, count: 24)
        crypto_secretstream_xchacha20poly1305_init_push(&state, &header, isUnderOwnKey ? key : streamKey)
        return chunks.reduce([1] + header) { bytes, chunk in
            var sealed = [UInt8](repeating: 0, count: chunk.plain.count + 17)
            crypto_secretstream_xchacha20poly1305_push(
                &state,
                &sealed,
                nil,
                chunk.plain,
                UInt64(chunk.plain.count),
                bound,
                UInt64(bound.count),
                chunk.tag
            )
            return bytes + sealed
        }
    }

    static func framed(_ texts: [String], _ last: [UInt8]) -> [UInt8] {
        (texts.map { Array($0.utf8) } + [last]).reduce([]) { $0 + [0, 0, 0, UInt8($1.count)] + $1 }
    }
}
