import Blobs
package import Ledger
package import Storage

/// The files that records have now, as pages show them.
package enum AttachmentTable {
    static let tables = """
        CREATE TABLE attachment (
            owner      $TEXT NOT NULL,                  -- as entries write it, announcement:12
            ordinal    $INT64 NOT NULL CHECK (ordinal >= 0),
            name       $TEXT NOT NULL,
            media_type $TEXT,                           -- of a document; NULL where it is a picture
            hash       $BYTES NOT NULL CHECK (length(hash) = 32),
            size       $INT64 NOT NULL,
            width      $INT64,
            height     $INT64,
            small_hash   $BYTES,
            small_size   $INT64,
            small_width  $INT64,
            small_height $INT64,
            PRIMARY KEY (owner, ordinal),
            CHECK ((media_type IS NULL) = (width IS NOT NULL)),
            CHECK ((media_type IS NULL) = (small_hash IS NOT NULL))
        ) $STRICT
        """

    /// Gives the record these files instead of those that it had.
    package static func set(
        _ attachments: [Attachment],
        of owner: Subject,
        by entry: Entry,
        _ transaction: Transaction
    ) throws {
        try clear(owner, transaction)
        for (ordinal, attachment) in attachments.enumerated() {
            for blob in attachment.blobs { try BlobReferences.note(blob, in: entry, transaction) }
            let (about, name) = (owner.description, attachment.name)
            switch attachment.content {
            case .document(let blob, let type):
                try transaction.execute(
                    """
                    INSERT INTO attachment (owner, ordinal, name, media_type, hash, size)
                    VALUES (\(about), \(ordinal), \(name), \(type.mediaType), \(blob.hash), \(blob.size))
                    """
                )
            case .picture(let large, let small):
                try transaction.execute(
                    """
                    INSERT INTO attachment (owner, ordinal, name, hash, size, width, height,
                        small_hash, small_size, small_width, small_height)
                    VALUES (\(about), \(ordinal), \(name), \(large.blob.hash), \(large.blob.size),
                        \(large.size.width), \(large.size.height), \(small.blob.hash), \(small.blob.size),
                        \(small.size.width), \(small.size.height))
                    """
                )
            }
        }
    }

    package static func clear(_ owner: Subject, _ transaction: Transaction) throws {
        try transaction.execute("DELETE FROM attachment WHERE owner = \(owner.description)")
    }

    package static func all(of owner: Subject, _ reader: Reader) throws -> [Attachment] {
        try reader.all(
            """
            SELECT name, media_type, hash, size, width, height, small_hash, small_size, small_width, small_height
            FROM attachment WHERE owner = \(owner.description) ORDER BY ordinal
            """
        ) { row in
            let (name, blob) = (try row.text(0), try blob(row, at: 2))
            let content: Attachment.Content
            if let text = try row.textIfPresent(1) {
                guard let type = ContentType(mediaType: text) else {
                    throw StorageError.damaged("a file of \(owner) has the type \(text)")
                }
                content = .document(blob, type)
            } else {
                content = .picture(
                    large: .init(blob: blob, size: try size(row, at: 4)),
                    small: .init(blob: try Self.blob(row, at: 6), size: try size(row, at: 8))
                )
            }
            guard let attachment = Attachment(name: name, content: content) else {
                throw StorageError.damaged("a file of \(owner) has no name")
            }
            return attachment
        }
    }

    private static func blob(_ row: Row, at column: Int) throws(StorageError) -> BlobID {
        BlobID(hash: try row.hash(column), size: try row.integer(column + 1, in: 0...1 << 40))
    }

    private static func size(_ row: Row, at column: Int) throws(StorageError) -> PictureSize {
        PictureSize(
            width: Int(try row.integer(column, in: 1...65_535)),
            height: Int(try row.integer(column + 1, in: 1...65_535))
        )
    }
}
