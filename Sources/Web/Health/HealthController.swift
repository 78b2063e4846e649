import Hummingbird
import Ledger
import Storage

/// What those who watch the program ask.
struct HealthController: Sendable {
    let office: Office

    /// Whether the process lives; says nothing of the store.
    func alive(_ request: Request, context: SiteContext) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n"))
        )
    }

    /// Whether the ledger can be read, within two seconds.
    func ready(_ request: Request, context: SiteContext) async throws -> Response {
        do {
            let head = try await office.read(within: .seconds(2)) { try Head($0) }
            return .json(["entries": .integer(head.size), "ready": true])
        } catch {
            context.trouble.value = Trouble(number: nil, cause: String(describing: error))
            return .json(
                ["ready": false, "reason": .string(Self.reason(error))],
                status: .serviceUnavailable,
                headers: [.retryAfter: "5"]
            )
        }
    }

    /// The class of a failure, without what may name a path or an address.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case StorageError.busy: "busy"
        case StorageError.full: "full"
        case StorageError.readOnly: "read-only"
        case StorageError.unreachable: "unreachable"
        case StorageError.damaged: "damaged"
        case StorageError.clock: "clock"
        case StorageError.newerStore: "newer-store"
        default: "failed"
        }
    }
}
