import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// What travels with a request.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var preferences: Preferences?
    /// What went wrong with the request, for its line in the log.
    let trouble = Noted<Trouble>()
    /// Whoever has logged in; empty where nobody has.
    let visit = Noted<Visitor>()
    private let remoteAddress: String?

    init(source: Source) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// The address from which a request comes.
    ///
    /// - Parameter trustingProxy: Whether the last address that `X-Forwarded-For` names is taken, which the proxy itself has put there.
    func network(_ request: Request, trustingProxy: Bool) -> String? {
        guard trustingProxy, let name = HTTPField.Name("X-Forwarded-For"), let header = request.headers[name]
        else { return remoteAddress }
        let last = header.split(separator: ",").last.map { $0.filter { $0 != " " } }
        return last.map { String($0.prefix(64)) } ?? remoteAddress
    }

    var language: Language { preferences?.language ?? .zh }

    var visitor: Visitor? { visit.value }
}

/// What went wrong with a request.
struct Trouble: Sendable {
    /// Printed on the page, so that a reader can quote it.
    let number: String?
    let cause: String
}

/// Something that is found out on the way and also known to those who were passed before.
final class Noted<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)

    var value: Value? {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }
}
