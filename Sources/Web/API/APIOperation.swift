import HTTPTypes
import Hummingbird
import Identity
import Ledger

/// One thing that programs can ask of the office: the route and what the document says of it.
struct APIOperation: Sendable {
    enum Access: Sendable {
        /// Anybody.
        case anybody
        /// Whoever has the code word of the report that the address names.
        case reporter
        /// A program with a token that has the scope.
        case program(AccessGrant.Scope)
    }

    struct Parameter: Sendable {
        let name: String
        let shape: Shape
        let about: String
        var isInPath = false
    }

    let method: HTTPRequest.Method
    /// Below `/api/v1`, with its parameters in braces.
    let path: String
    /// The name under which the document knows it.
    let name: String
    let about: String
    let access: Access
    var parameters: [Parameter] = []
    /// What has to be sent; such an operation takes the id of its command in `Idempotency-Key`.
    var body: Shape?
    /// What is answered, by status.
    let answers: [(status: Int, shape: Shape, about: String)]
    let handle: @Sendable (APICall) async throws -> Response

    func route(_ office: Office) -> Route {
        let place = "/api/v1" + path.replacing("{", with: ":").replacing("}", with: "")
        return Route(method, place) { request, context in
            try await handle(try await APICall(request, context, self, office))
        }
    }
}
