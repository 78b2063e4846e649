/// A file of a record: what it is called, and where its content is kept.
package struct Attachment: Equatable, Sendable {
    /// As its sender called it; it is shown and names nothing on the server.
    package let name: String
    package let content: Content

    package enum Content: Equatable, Sendable {
        /// As it was sent; readers save it, no page shows it.
        case document(BlobID, ContentType)
        /// Made anew in two sizes, as `Pictures` does it; what was sent is not kept.
        case picture(large: Picture, small: Picture)
    }

    package struct Picture: Equatable, Sendable {
        package let blob: BlobID
        package let size: PictureSize

        package init(blob: BlobID, size: PictureSize) {
            self.blob = blob
            self.size = size
        }
    }

    /// How many a record may have.
    package static let limit = 10
    /// In bytes of UTF-8, as file systems take them.
    package static let nameLimit = 255

    /// Nil unless the name has 1 to 255 bytes and is no path.
    package init?(name: String, content: Content) {
        guard (1...Self.nameLimit).contains(name.utf8.count),
            !name.unicodeScalars.contains(where: {
                $0 == "/" || $0 == "\\" || $0.properties.generalCategory == .control
            })
        else { return nil }
        self.name = name
        self.content = content
    }

    /// All content that it names.
    package var blobs: [BlobID] {
        switch content {
        case .document(let blob, _): [blob]
        case .picture(let large, let small): [large.blob, small.blob]
        }
    }
}
