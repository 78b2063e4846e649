package import Ledger

/// What somebody reports, each part within its limits.
package struct Report: Equatable, Sendable {
    package let kind: Code
    package let source: Code
    package let words: Words
    package let place: Matter.Place
    package let position: MatterReported.Position?
    package let outsideNumber: String?
    /// Answers to the fields of the kind: texts as they were typed, by code.
    package let fields: [Code: FieldValue]
    package let attachments: [Attachment]
    package let isOnBehalf: Bool
    /// SHA-256 of the code word that the reporter is given.
    package let codeDigest: Hash?
    /// When it was reported where it came from; nil for now.
    package let reportedAt: Instant?

    package init(
        kind: Code,
        source: Code,
        words: Words,
        place: Matter.Place,
        position: MatterReported.Position? = nil,
        outsideNumber: String? = nil,
        fields: [Code: FieldValue] = [:],
        attachments: [Attachment] = [],
        isOnBehalf: Bool = false,
        codeDigest: Hash? = nil,
        reportedAt: Instant? = nil
    ) {
        self.kind = kind
        self.source = source
        self.words = words
        self.place = place
        self.position = position
        self.outsideNumber = outsideNumber
        self.fields = fields
        self.attachments = attachments
        self.isOnBehalf = isOnBehalf
        self.codeDigest = codeDigest
        self.reportedAt = reportedAt
    }

    /// An answer to a field of a kind.
    package enum FieldValue: Equatable, Sendable {
        /// Sealed.
        case text(String)
        case number(Int64)
        case day(LocalDay)
        case flag(Bool)
        case choice(Code)
    }

    /// Whatever somebody wrote, all of it sealed.
    package struct Words: Equatable, Sendable {
        /// Each point of the report; at least one.
        package let points: [String]
        package let address: String?
        package let name: String?
        package let telephone: String?

        /// In bytes of UTF-8; some 3,000 Chinese characters over all points, so that the entry stays below its limit.
        package static let textLimit = 10_000
        /// In characters.
        package static let addressLimit = 200
        package static let nameLimit = 50
        package static let telephoneLimit = 30

        /// - Throws: `MatterError` naming the first part that is empty or too long.
        package init(
            points: [String],
            address: String? = nil,
            name: String? = nil,
            telephone: String? = nil
        ) throws(MatterError) {
            var kept: [String] = []
            for point in points { kept.append(try MatterError.kept(point, .text)) }
            guard !kept.isEmpty else { throw .empty(.text) }
            guard kept.count <= MatterReported.pointLimit else { throw .tooManyPoints(kept.count) }
            let bytes = kept.reduce(0) { $0 + $1.utf8.count }
            guard bytes <= Self.textLimit else { throw .tooLong(.text, bytes, of: Self.textLimit) }
            self.points = kept
            self.address = try Self.line(address, .address, Self.addressLimit)
            self.name = try Self.line(name, .name, Self.nameLimit)
            self.telephone = try Self.line(telephone, .telephone, Self.telephoneLimit)
        }

        private static func line(
            _ typed: String?,
            _ part: MatterError.Part,
            _ limit: Int
        ) throws(MatterError) -> String? {
            guard let typed, typed.contains(where: { !$0.isWhitespace }) else { return nil }
            let line = try MatterError.kept(typed, part).replacing("\n", with: " ")
            guard line.count <= limit, line.utf8.count <= limit * 6 else {
                throw .tooLong(part, line.count, of: limit)
            }
            return line
        }
    }
}

/// What somebody of the office wrote about what he did: why, how, with what result.
package struct Note: Equatable, Sendable {
    package let text: String

    /// In bytes of UTF-8; some 2,500 Chinese characters.
    package static let limit = 8_000

    package init(_ typed: String) throws(MatterError) {
        text = try MatterError.kept(typed, .note)
        guard text.utf8.count <= Self.limit else {
            throw .tooLong(.note, text.utf8.count, of: Self.limit)
        }
    }
}
