/// What content is, judged by its first bytes; names and declared types are the sender's claims and count for nothing.
///
/// There is no case for HTML, SVG, XML or scripts. What is none of these is refused.
package enum ContentType: String, CaseIterable, Sendable {
    case jpeg
    case png
    case gif
    case webp
    case heic
    case pdf
    case mp4
    case quickTime
    case m4a
    case mp3
    case amr
    case wav
    case ogg
    case xlsx
    case docx
    case zip
    /// UTF-8 text, CSV among it.
    case text

    /// The media type to send with `X-Content-Type-Options: nosniff`, as registered with IANA.
    package var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .gif: "image/gif"
        case .webp: "image/webp"
        case .heic: "image/heic"
        case .pdf: "application/pdf"
        case .mp4: "video/mp4"
        case .quickTime: "video/quicktime"
        case .m4a: "audio/mp4"
        case .mp3: "audio/mpeg"
        case .amr: "audio/amr"
        case .wav: "audio/wav"
        case .ogg: "audio/ogg"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .zip: "application/zip"
        case .text: "text/plain; charset=utf-8"
        }
    }

    /// Nil unless `mediaType` gives this text.
    package init?(mediaType: String) {
        guard let type = Self.allCases.first(where: { $0.mediaType == mediaType }) else { return nil }
        self = type
    }

    /// How content of a type may leave the store.
    package enum Serving: Sendable {
        /// Never as it came, since it may be something else besides and has metadata; `Pictures` makes it anew.
        case madeAnew
        /// In a page, by elements that play or show it.
        case inline
        /// To be saved only: `Content-Disposition: attachment`.
        case attachment
    }

    package var serving: Serving {
        switch self {
        case .jpeg, .png, .gif, .webp, .heic: .madeAnew
        case .mp4, .quickTime, .m4a, .mp3, .amr, .wav, .ogg: .inline
        case .pdf, .xlsx, .docx, .zip, .text: .attachment
        }
    }

    package var isPicture: Bool { serving == .madeAnew }
}
