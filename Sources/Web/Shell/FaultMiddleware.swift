import Hummingbird
import Ledger

/// Answers what handlers throw, in the form that was asked for.
struct FaultMiddleware: RouterMiddleware {
    let pages: Pages
    /// A number to quote.
    let makeNumber: @Sendable () -> String

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch  where request.isForAPI {
            return problem(error, context).response()
        } catch let refusal as Refusal {
            return refusal.response()
        } catch let redirect as Redirect {
            return redirect.response
        } catch {
            return try await answer(error, request, context)
        }
    }

    /// What programs of the interface are told (RFC 9457).
    private func problem(_ error: any Error, _ context: SiteContext) -> APIProblem {
        if let known = APIProblem(error, context.language) {
            if known.status.kind == .serverError {
                context.trouble.value = Trouble(number: nil, cause: String(describing: error))
            }
            return known
        }
        let number = makeNumber()
        context.trouble.value = Trouble(number: number, cause: String(describing: error))
        return APIProblem(Fault.broken(number: number), context.language)
    }

    private func answer(
        _ error: any Error,
        _ request: Request,
        _ context: SiteContext
    ) async throws -> Response {
        let fault: Fault
        if let known = Fault(error) {
            fault = known
            if known.status.kind == .serverError {
                context.trouble.value = Trouble(number: nil, cause: String(describing: error))
            }
        } else {
            let number = makeNumber()
            context.trouble.value = Trouble(number: number, cause: String(describing: error))
            fault = .broken(number: number)
        }
        var response =
            switch Form(request) {
            case .json: fault.json()
            case .text: fault.text()
            case .page:
                try pages.answer(
                    FaultPage(fault, context.language),
                    state: await state(beside: fault),
                    context: context,
                    status: fault.status
                )
            }
        response.headers[.retryAfter] = fault.retryAfter.map(String.init)
        if case .method(let allowed) = fault { response.headers[.allow] = allowed }
        return response
    }

    /// What the page's foot tells of the ledger; a store that had no answer is not asked again for that.
    private func state(beside fault: Fault) async -> LedgerState? {
        if case .unavailable = fault { return nil }
        return try? await pages.office.read(within: .seconds(1)) { try LedgerState($0) }
    }

    /// In which form an address answers.
    private enum Form {
        case page
        case json
        case text

        init(_ request: Request) {
            let path = request.uri.path
            if path.hasPrefix("/api/") || path == "/readyz" || request.showsToken
                || request.uri.queryParameters["format"] == "json"
            {
                self = .json
            } else if path == "/checkpoint" || path.hasPrefix("/tile/") || path == "/healthz" {
                self = .text
            } else {
                self = .page
            }
        }
    }
}

extension Request {
    fileprivate var isForAPI: Bool { uri.path.hasPrefix("/api/v1/") }
}

extension Fault {
    fileprivate func json() -> Response {
        var details: JSON.Object = [
            "code": .string(code), "message": .string("\(what(.en)) \(remedy(.en))"),
        ]
        if case .broken(let number) = self { details["number"] = .string(number) }
        return .json(["error": .object(details)], status: status)
    }

    fileprivate func text() -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "\(what(.en)) \(remedy(.en))\n"))
        )
    }
}

extension Response {
    /// An answer for programs; never kept by caches.
    static func json(
        _ object: JSON.Object,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var fields = headers
        fields[.contentType] = "application/json"
        fields[.cacheControl] = fields[.cacheControl] ?? "no-store"
        return Response(
            status: status,
            headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: JSON.object(object).text + "\n"))
        )
    }
}
