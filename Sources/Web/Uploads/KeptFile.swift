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

    private static func purpose(_ text: String, _ form: String) -> String { "kept-file \(form) \(text)" }

    /// The field's value.
    ///
    /// - Parameter form: The address of the form, the only one for which it is good.
    func text(_ session: SessionToken, on form: String) -> String {
        let object: JSON.Object = ["file": .object(attachment.json), "since": .integer(since.rawValue)]
        // A name that cannot be written cannot be kept either; such a file is sent anew.
        let bytes = (try? JSON.object(object).canonicalBytes()) ?? []
        let text = Data(bytes).base64EncodedString()
        return "\(text).\(FormToken(for: session, purpose: Self.purpose(text, form)).text)"
    }

    /// Nil where it was not made for this session and form, or is too old.
    init?(_ value: String, _ session: SessionToken, on form: String, at now: Instant) {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let code = parts.last, let text = parts.first.map(String.init),
            FormToken.isValid(String(code), for: session, purpose: Self.purpose(text, form)),
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

    /// The files on a form that were left ticked, and whether all of them could be read.
    static func all(
        in form: FormBody,
        _ session: SessionToken,
        on path: String,
        at now: Instant
    ) -> (files: [KeptFile], areAll: Bool) {
        let values = (0..<Attachment.limit).map { form[name($0)] }.filter { !$0.isEmpty }
        let files = values.compactMap { KeptFile($0, session, on: path, at: now) }
        return (files, files.count == values.count)
    }
}
