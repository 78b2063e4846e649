import Ledger
package import Storage

/// Goes over all content that entries name: copies it from one place to another, or compares it with its names.
///
/// It can be cut off anywhere and begun anew: what it has copied is on disk and whole, and is not copied again.
package struct BlobTransfer: Sendable {
    private let database: Database
    private let progress: @Sendable (Int64, Int64) -> Void

    private static let span = 500

    /// - Parameters:
    ///   - database: The store's whose entries name the content.
    ///   - progress: Told how many were gone over, of how many.
    package init(
        namedIn database: Database,
        progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) {
        (self.database, self.progress) = (database, progress)
    }

    /// What is read of content that the target has already.
    package enum Trust: Sendable {
        /// Its size only: it came there by a copy that was compared with its name.
        case size
        /// All of it; what is not what its name says is copied anew.
        case nothing
    }

    /// Copies what the target has not.
    ///
    /// What is missing or damaged in the source is a fault in the result, and all other content is copied.
    ///
    /// - Throws: Where the target takes nothing, as when its disk is full.
    package func copy(
        from source: BlobStore,
        to target: BlobStore,
        trusting trust: Trust
    ) async throws -> BlobSurvey {
        try await walk { id, survey in
            guard try await !has(target, id, trust) else { return }
            try await copy(id, from: source, to: target)
            survey.copied += 1
            survey.copiedBytes += id.size
        }
    }

    /// Reads all content and compares it with its names.
    package func verify(_ blobs: BlobStore) async throws -> BlobSurvey {
        try await walk { id, _ in
            do throws(BlobError) { try await blobs.verify(id) } catch { throw try BlobFault.Cause(error) }
        }
    }

    /// Looks which content is there, without reading it.
    package func look(into blobs: BlobStore) async throws -> BlobSurvey {
        try await walk { id, _ in
            guard try await blobs.holds(id) else { throw BlobFault.Cause.missing }
        }
    }

    private func has(_ blobs: BlobStore, _ id: BlobID, _ trust: Trust) async throws(BlobError) -> Bool {
        switch trust {
        case .size: return try await blobs.holds(id)
        case .nothing:
            do throws(BlobError) { try await blobs.verify(id) } catch {
                _ = try BlobFault.Cause(error)
                return false
            }
            return true
        }
    }

    private func copy(_ id: BlobID, from source: BlobStore, to target: BlobStore) async throws {
        let opened: BlobBytes
        do throws(BlobError) { opened = try await source.open(id) } catch { throw try BlobFault.Cause(error) }
        let draft = try await target.draft(mending: true)
        var pieces = opened.makeAsyncIterator()
        while true {
            let piece: [UInt8]?
            do throws(BlobError) { piece = try await pieces.next(isolation: nil) } catch {
                throw try BlobFault.Cause(error)
            }
            guard let piece else { break }
            try await draft.append(piece[...])
        }
        _ = try await draft.keep()
    }

    /// - Parameter visit: Throws a `BlobFault.Cause` for what is wrong with this content alone.
    private func walk(_ visit: (BlobID, inout BlobSurvey) async throws -> Void) async throws -> BlobSurvey {
        var survey = BlobSurvey()
        let total = try await database.read { try BlobReferences.count($0) }
        var last: Hash?
        while true {
            let page = try await database.read { [last] in
                try BlobReferences.page(after: last, limit: Self.span, $0)
            }
            guard let end = page.last else { return survey }
            last = end.hash
            for id in page {
                try Task.checkCancellation()
                survey.named += 1
                survey.namedBytes += id.size
                do { try await visit(id, &survey) } catch let cause as BlobFault.Cause {
                    let entry = try await database.read { try BlobReferences.entry(naming: id.hash, $0) }
                    survey.add(BlobFault(id: id, entry: entry, cause: cause))
                }
                progress(survey.named, max(total, survey.named))
            }
        }
    }
}
