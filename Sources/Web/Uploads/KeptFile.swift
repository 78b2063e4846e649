import Blobs
import Foundation
import Identity
import Ledger
import Registers

/// A file on a form that is shown again: it was sent before, or the record has it already, and need not be sent anew.
///
/// It is a field of the form, `kept0` and so on, that holds the file's description with a code by which only this session
/// could have got it. So nobody can name content that he has not sent himself or could see.
struct KeptFile: Sendable {
    let attachment: Attachment
    /// When it was put on the form.
    let since: Instant

    /// Long before content that no entry names is swept.
    static let lifetimeMilliseconds: Int64 = 12 * 3_600_000

    private static func purpose(_ text: String) -> String { "kept-file \(text)" }

    /// The field's value.
    func text(_ session: SessionToken) -> String {
        let object: JSON.Object = ["file": .object(attachment.json), "since": .integer(since.rawValue)]
        let text = Data(JSON.object(object).text.utf8).base64EncodedString()
        return "\(text).\(FormToken(for: session, purpose: Self.purpose(text)).text)"
    }

    /// Nil where it was not made for this session, or is too old.
    init?(_ value: String, _ session: SessionToken, at now: Instant) {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let code = parts.last, let text = parts.first.map(String.init),
            FormToken.isValid(String(code), for: session, purpose: Self.purpose(text)),
            let bytes = Data(base64Encoded: text),
            case .object(let object)? = try? JSON(canonical: Array(bytes)),
            let file = try? object.object("file"), let since = try? object.integer("since"),
            let attachment = try? Attachment(file),
            now.rawValue - since < Self.lifetimeMilliseconds
        else { return nil }
        self.init(attachment, since: Instant(rawValue: since))
    }

    init(_ attachment: Attachment, since: Instant) { (self.attachment, self.since) = (attachment, since) }

    static func name(_ ordinal: Int) -> String { "kept\(ordinal)" }

    /// The files on a form that were left ticked.
    ///
    /// - Throws: `UploadError.gone` where one is too old.
    static func all(
        in form: FormBody,
        _ session: SessionToken,
        at now: Instant
    ) throws(UploadError) -> [KeptFile] {
        var files: [KeptFile] = []
        for ordinal in 0..<Attachment.limit {
            let value = form[name(ordinal)]
            guard !value.isEmpty else { continue }
            guard let file = KeptFile(value, session, at: now) else { throw .gone("\(ordinal + 1)") }
            files.append(file)
        }
        return files
    }
}
