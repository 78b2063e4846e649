import HTTPTypes
import Hummingbird
import Identity
import Ledger

/// A request of a program, with what it sent read and compared with the document.
struct APICall: Sendable {
    let request: Request
    let context: SiteContext
    /// Empty where nothing has to be sent.
    let sent: [String: SentValue]
    /// Under which the command is done once; nil where none is done.
    private let key: CommandID?
    /// Nil where anybody may ask.
    private let admitted: Program?

    var language: Language { context.language }

    init(_ request: Request, _ context: SiteContext, _ operation: APIOperation, _ office: Office) async throws
    {
        self.request = request
        self.context = context
        // Whoever is not let in is told so before anything of his is read.
        if case .program(let scope) = operation.access {
            guard let program = try await ProgramAdmission(office: office).program(of: request, for: scope)
            else {
                throw Refusal.noToken
            }
            admitted = program
        } else {
            admitted = nil
        }
        guard let body = operation.body else {
            (sent, key) = ([:], nil)
            return
        }
        key = try Self.key(request, context.language)
        sent = try await SentValue.object(request, body, context.language)
    }

    private static func key(_ request: Request, _ language: Language) throws(APIProblem) -> CommandID {
        var text = request.headers[.idempotencyKey] ?? ""
        // The draft of the header has a quoted string; most programs send it bare.
        if text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") {
            text = String(text.dropFirst().dropLast())
        }
        guard let id = CommandID(text) else { throw APIProblem(.key, language) }
        return id
    }

    /// For whom it is done.
    ///
    /// - Throws: `Refusal` where the operation is anybody's, a mistake of ours.
    func program() throws(Refusal) -> Program {
        guard let admitted else { throw Refusal.noToken }
        return admitted
    }

    /// - Throws: `APIProblem` where the operation has no body, a mistake of ours.
    func command() throws(APIProblem) -> CommandID {
        guard let key else { throw APIProblem(.key, language) }
        return key
    }

    /// What stands in the address in place of a name in braces.
    func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key") ?? .ifMatch
    static let codeWord = Self("Code-Word") ?? .authorization
}
