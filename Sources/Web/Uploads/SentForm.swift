import Hummingbird
import Identity
import Ledger
import Registers
import Storage

/// A form as it was sent: what was typed, and the files that came with it or were kept from before.
struct SentForm: Sendable {
    let form: FormBody
    /// What can be kept on the form when it is shown again.
    private(set) var kept: [KeptFile] = []
    /// Why one of the files was not taken; what was typed is here all the same.
    private(set) var problem: UploadError?

    var attachments: [Attachment] { kept.map(\.attachment) }

    /// Reads a form with or without files.
    ///
    /// - Parameter path: The form's address, for which its token is good.
    init(_ request: Request, of visitor: Visitor, on path: String, _ office: Office) async throws {
        let type = request.headers[.contentType]?.prefix { $0 != ";" } ?? ""
        guard type.lowercased() == "multipart/form-data" else {
            form = try await FormBody(request)
            try form.check(visitor.token, purpose: path)
            return
        }
        let files = try office.requireFiles()
        try await files.requireRoom()
        let upload = try await files.uploads.pass {
            try await UploadBody(request, of: visitor.token, purpose: path, into: files)
        }
        form = upload.form
        problem = upload.problem
        do { try await keep(upload, visitor, path, files, at: office.store.clock.now) } catch let error
            as UploadError
        {
            problem = error
        }
        kept = Array(kept.prefix(Attachment.limit))
    }

    private mutating func keep(
        _ upload: UploadBody,
        _ visitor: Visitor,
        _ path: String,
        _ files: OfficeFiles,
        at now: Instant
    ) async throws {
        let ticked = KeptFile.all(in: upload.form, visitor.token, on: path, at: now)
        for file in ticked.files {
            guard try await files.hold(file.attachment) else { throw UploadError.gone }
            kept.append(file)
        }
        guard ticked.areAll else { throw UploadError.gone }
        for file in upload.files { kept.append(KeptFile(try await files.attachment(file), since: now)) }
        guard kept.count <= Attachment.limit else { throw UploadError.tooMany }
    }
}

extension KeptFile {
    /// Boxes for the files that need not be sent again, and a place for more.
    static func fields(
        _ kept: [KeptFile],
        _ session: SessionToken,
        on path: String,
        _ language: Language
    ) -> [FormView.Field] {
        kept.enumerated().map { ordinal, file in
            .tick(
                name(ordinal),
                Word.keptFile[language, file.attachment.name],
                value: file.text(session, on: path),
                isTicked: true
            )
        } + [
            .files(
                "files",
                Word.fieldFiles[language],
                hint: Word.hintFiles[language, "\(Attachment.limit)", "\(OfficeFiles.fileLimit >> 20)"]
            )
        ]
    }
}
