import Administration
import Casework
import Hummingbird
import Identity
import Ledger
import Storage
import WorkingTime

/// Why a request of a program was not done (RFC 9457, problem details).
struct APIProblem: Error, Sendable {
    /// The kinds of problem; each has an anchor on the page about the interface.
    enum Kind: String, CaseIterable, Sendable {
        case notJSON = "not-json"
        case unreadable
        case tooLarge = "too-large"
        case tooSlow = "too-slow"
        case shape
        case key
        case words
        case changed
        case used
        case refused
        case noCodeWord = "no-code-word"
        case codeWord = "code-word"
        case wait
        case noMatter = "no-matter"
        /// A problem of the whole site, by the code that it has there.
        case fault

        var status: HTTPResponse.Status {
            switch self {
            case .notJSON: .unsupportedMediaType
            case .unreadable, .key: .badRequest
            case .tooLarge: .contentTooLarge
            case .tooSlow: .requestTimeout
            case .shape, .words: .unprocessableContent
            case .changed, .used, .refused: .conflict
            case .noCodeWord: .unauthorized
            case .codeWord, .noMatter: .notFound
            case .wait: .tooManyRequests
            case .fault: .internalServerError
            }
        }
    }

    let status: HTTPResponse.Status
    /// For programs.
    let code: String
    let detail: String
    var errors: [(pointer: String, detail: String)] = []
    /// More that helps, by its name.
    var more = JSON.Object()
    var headers = HTTPFields()

    init(_ kind: Kind, _ language: Language, _ parts: String...) {
        status = kind.status
        code = kind.rawValue
        detail = APIWord(kind).text(language, parts)
        // RFC 9110 section 11.6.1: who is not let in is told how.
        if kind == .noCodeWord { headers[.wwwAuthenticate] = "Code-Word realm=\"jiedao\"" }
    }

    /// About one member of the body.
    init(_ kind: Kind, _ language: Language, at pointer: String, _ detail: String) {
        self.init(kind, language)
        errors = [(pointer, detail)]
    }

    init(_ status: HTTPResponse.Status, _ code: String, _ detail: String) {
        (self.status, self.code, self.detail) = (status, code, detail)
    }

    func response() -> Response {
        var body: JSON.Object = [
            "code": .string(code), "detail": .string(detail), "status": .integer(Int64(status.code)),
            "title": .string(status.reasonPhrase), "type": .string("/api#\(code)"),
        ]
        if !errors.isEmpty {
            body["errors"] = .array(
                errors.map { .object(["detail": .string($0.detail), "pointer": .string($0.pointer)]) }
            )
        }
        for member in more.members { body[member.name] = member.value }
        var response = Response.json(body, status: status, headers: headers)
        response.headers[.contentType] = "application/problem+json"
        return response
    }
}

extension APIProblem {
    /// What a failure means to whoever asked; nil where it is our own mistake.
    init?(_ error: any Error, _ language: Language) {
        switch error {
        case let problem as APIProblem: self = problem
        case let refusal as Refusal:
            self.init(refusal.status, refusal.code, refusal.message)
            headers = refusal.headers
        case CommandError.idUsed: self.init(.used, language)
        default:
            if let fault = Fault(error) {
                self.init(fault, language)
            } else if let problem = Problem(error) {
                self.init(.unprocessableContent, Kind.words.rawValue, problem.text(language))
            } else {
                return nil
            }
        }
    }

    init(_ fault: Fault, _ language: Language) {
        self.init(fault.status, fault.code, "\(fault.what(language)) \(fault.remedy(language))")
        headers[.retryAfter] = fault.retryAfter.map(String.init)
        if case .method(let allowed) = fault { headers[.allow] = allowed }
        if case .broken(let number) = fault { more["number"] = .string(number) }
    }

    /// Why a command about a matter was not done.
    init?(_ error: any Error, _ about: Catalogued, _ language: Language) {
        switch error {
        case MatterError.changed: self.init(.changed, language)
        case MatterError.refused(_, let refusal):
            self.init(.conflict, Kind.refused.rawValue, refusal.text(language, about))
        case MatterError.unknown(let id):
            self.init(Fault.noMatter("\(id)"), language)
        default:
            if error is MatterError || error is MatterFormError || error is DeadlineRuleError,
                let problem = Problem(error, about)
            {
                self.init(.unprocessableContent, Kind.words.rawValue, problem.text(language))
            } else {
                self.init(error, language)
            }
        }
    }
}
