/// How entries write a file: `name`, and either `type` (its media type), `sha256` and `size` in bytes, or the two pictures
/// `large` and `small`, each with `sha256`, `size`, `width` and `height`.
extension Attachment {
    package var json: JSON.Object {
        switch content {
        case .document(let blob, let type):
            [
                "name": .string(name), "sha256": .string(blob.hash.description), "size": .integer(blob.size),
                "type": .string(type.mediaType),
            ]
        case .picture(let large, let small):
            ["large": .object(large.json), "name": .string(name), "small": .object(small.json)]
        }
    }

    package init(_ json: JSON.Object) throws(JSONShapeError) {
        let content: Content
        if json["type"] == nil {
            content = .picture(
                large: try Picture(try json.object("large")),
                small: try Picture(try json.object("small"))
            )
        } else {
            let type = try json.value("type", expected: "a media type that is kept") {
                ContentType(mediaType: $0)
            }
            content = .document(try BlobID(json), type)
        }
        guard let attachment = Attachment(name: try json.text("name"), content: content) else {
            throw JSONShapeError("name", expected: "the name of a file")
        }
        self = attachment
    }
}

extension Attachment.Picture {
    fileprivate var json: JSON.Object {
        [
            "height": .integer(Int64(size.height)), "sha256": .string(blob.hash.description),
            "size": .integer(blob.size), "width": .integer(Int64(size.width)),
        ]
    }

    fileprivate init(_ json: JSON.Object) throws(JSONShapeError) {
        let (width, height) = (try json.integer("width"), try json.integer("height"))
        guard (1...65_535).contains(width), (1...65_535).contains(height) else {
            throw JSONShapeError("width or height", expected: "that of a picture")
        }
        self.init(blob: try BlobID(json), size: PictureSize(width: Int(width), height: Int(height)))
    }
}

extension BlobID {
    fileprivate init(_ json: JSON.Object) throws(JSONShapeError) {
        let size = try json.integer("size")
        guard size >= 0 else { throw JSONShapeError("size", expected: "a number of bytes") }
        self.init(hash: try json.value("sha256", expected: "a SHA-256") { Hash(hex: $0) }, size: size)
    }
}

extension [Attachment] {
    package var json: JSON { .array(map { .object($0.json) }) }
}

extension JSON.Object {
    /// The files under `attachments`; nil where there is no such member.
    package func attachments() throws(JSONShapeError) -> [Attachment]? {
        guard self["attachments"] != nil else { return nil }
        var attachments: [Attachment] = []
        for element in try array("attachments") {
            guard case .object(let object) = element else {
                throw JSONShapeError("attachments", expected: "a list of files")
            }
            attachments.append(try Attachment(object))
        }
        guard attachments.count <= Attachment.limit else {
            throw JSONShapeError("attachments", expected: "at most \(Attachment.limit) files")
        }
        return attachments
    }
}
