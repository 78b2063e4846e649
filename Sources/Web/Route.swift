package import HTTPTypes
import Hummingbird

/// One address, with who answers it.
package struct Route: Sendable {
    typealias Handler = @Sendable (Request, SiteContext) async throws -> Response

    package let method: HTTPRequest.Method
    package let path: String
    let handle: Handler

    init(_ method: HTTPRequest.Method, _ path: String, _ handle: @escaping Handler) {
        self.method = method
        self.path = path
        self.handle = handle
    }

    /// Those that the parser of requests knows; others it refuses by itself.
    private static let methods = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "PROPPATCH",
        "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "REPORT",
    ].compactMap { HTTPRequest.Method($0) }

    /// Adds the routes, and for every other method of their addresses an answer that says which are allowed.
    static func add(_ routes: [Route], to router: Router<SiteContext>) {
        for route in routes { router.on(RouterPath(route.path), method: route.method, use: route.handle) }
        for (path, handled) in Dictionary(grouping: routes, by: \.path) {
            var known = Set(handled.map(\.method))
            if known.contains(.get) { known.insert(.head) }
            let allowed = methods.filter { known.contains($0) }.map(\.rawValue).joined(separator: ", ")
            for method in methods where !known.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Fault.method(allowed: allowed)
                }
            }
        }
    }
}
