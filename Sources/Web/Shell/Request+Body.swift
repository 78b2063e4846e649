import Hummingbird

/// Why a body was not read to its end.
enum BodyFailure: Error, Equatable {
    case tooLarge
    /// A chunk that is none, or a sender that hung up.
    case broken
    case tooSlow
}

extension Request {
    /// How long a sender may take for a small body.
    static let patience = Duration.seconds(10)

    /// The body, which must come whole within `limit` bytes and the time that a sender may take.
    ///
    /// - Throws: `BodyFailure`.
    func wholeBody(limit: Int) async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw BodyFailure.tooLarge
        }
        let body = body
        let whole = try await TimeLimit.cancelling(after: Self.patience) {
            var bytes: [UInt8] = []
            do {
                for try await part in body {
                    guard bytes.count + part.readableBytes <= limit else { throw BodyFailure.tooLarge }
                    bytes.append(contentsOf: part.readableBytesView)
                }
            } catch let error where !(error is BodyFailure || error is CancellationError) {
                throw BodyFailure.broken
            }
            // A cancelled sequence may also just end.
            try Task.checkCancellation()
            return bytes
        }
        guard let whole else { throw BodyFailure.tooSlow }
        return whole
    }
}
