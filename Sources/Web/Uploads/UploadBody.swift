import Blobs
import Foundation
import Hummingbird
import Identity
import Ledger
import Multipart
import NIOCore
import Registers

/// A file that came with a form; its content is on disk.
struct UploadedFile: Sendable {
    /// As its sender called it; empty where nothing is left of that.
    let name: String
    let blob: BlobID
    /// Judged by its first bytes; nil where it is none that the office takes.
    let type: ContentType?
}

/// What a browser sent with a form that has files (`multipart/form-data`, RFC 7578).
struct UploadBody: Sendable {
    let form: FormBody
    let files: [UploadedFile]
    /// What is wrong with one of the files; the form was read to its end all the same, to keep what was typed.
    let problem: UploadError?

    /// Of the whole form with all its files, in bytes.
    static let byteLimit = 120 << 20
    /// How long a sender may take; 50 MB over a slow telephone.
    static let patience = Duration.seconds(600)

    /// Reads a form to its end.
    ///
    /// Nothing is written before the form's token has shown that our own page sent it.
    ///
    /// - Parameter purpose: What the form's token is for; see `FormBody.check`.
    init(
        _ request: Request,
        of session: SessionToken,
        purpose: String,
        into files: OfficeFiles
    ) async throws {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Self.byteLimit {
            throw Fault.formTooLarge
        }
        let type = request.headers[.contentType] ?? ""
        let body = request.body
        let read = try await withThrowingTaskGroup(of: Reading.self) { group in
            group.addTask {
                do {
                    var reading = try Reading(type, session, purpose: purpose, files.blobs)
                    for try await part in body { try await reading.take(Array(part.readableBytesView)) }
                    try await reading.finish()
                    return reading
                } catch let error as MultipartError {
                    if case .limit(.totalBytes, _, _) = error { throw Fault.formTooLarge }
                    throw Fault.form
                }
            }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                throw Fault.formTooSlow
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw Fault.form }
            return first
        }
        form = try FormBody(fields: read.fields)
        try form.check(session, purpose: purpose)
        (self.files, problem) = (read.files, read.problem)
    }
}

/// A form while it is read.
private struct Reading: Sendable {
    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [UploadedFile] = []
    private(set) var problem: UploadError?

    private var parser: MultipartParser
    private let session: SessionToken
    private let purpose: String
    private let blobs: BlobStore
    private var part = Part.none
    /// What has come of a field's value.
    private var field: [UInt8] = []

    private enum Part: Sendable {
        case none
        case field(String)
        case file(String, BlobDraft, start: [UInt8])
        /// A file that nobody chose, or that is refused.
        case left
    }

    init(
        _ contentType: String,
        _ session: SessionToken,
        purpose: String,
        _ blobs: BlobStore
    ) throws(MultipartError) {
        var limits = MultipartLimits()
        limits.parts = FormBody.fieldLimit
        // A file that is too large shall not cost what was typed; so its own limit is watched here.
        limits.fileBytes = UploadBody.byteLimit
        limits.totalBytes = UploadBody.byteLimit
        parser = MultipartParser(boundary: try Boundary(contentType: contentType), limits: limits)
        self.session = session
        self.purpose = purpose
        self.blobs = blobs
    }

    mutating func take(_ bytes: [UInt8]) async throws {
        var events: [MultipartEvent] = []
        try parser.push(bytes, into: &events)
        for event in events { try await take(event) }
    }

    mutating func finish() async throws {
        var events: [MultipartEvent] = []
        try parser.finish(into: &events)
    }

    private mutating func take(_ event: MultipartEvent) async throws {
        switch event {
        case .head(let head): part = try await begin(head)
        case .body(let bytes): try await add(bytes)
        case .partEnd: try await end()
        case .end: break
        }
    }

    private mutating func begin(_ head: PartHead) async throws -> Part {
        field = []
        guard let name = head.filename else { return .field(head.name) }
        guard problem == nil else { return .left }
        // Our own pages put the token before the files.
        try FormBody(fields: fields).check(session, purpose: purpose)
        guard files.count < Attachment.limit else {
            problem = .tooMany
            return .left
        }
        return .file(name.text, try await blobs.draft(limit: OfficeFiles.fileLimit), start: [])
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) async throws {
        switch part {
        case .field: field += bytes
        case .file(let name, let draft, let start):
            do { try await draft.append(bytes) } catch BlobError.tooLarge {
                problem = .tooLarge(name)
                part = .left
                return
            }
            part = .file(name, draft, start: start + bytes.prefix(ContentType.prefixBytes - start.count))
        case .none, .left: break
        }
    }

    private mutating func end() async throws {
        defer { part = .none }
        switch part {
        case .field(let name):
            guard let value = String(validating: field, as: UTF8.self), !field.contains(0) else {
                throw Fault.form
            }
            fields.append((name, value))
        // A browser sends an empty part where no file was chosen.
        case .file(_, let draft, start: []): await draft.discard()
        case .file(let name, let draft, let start):
            files.append(
                UploadedFile(name: name, blob: try await draft.keep(), type: ContentType.sniff(start))
            )
        case .none, .left: break
        }
    }
}
