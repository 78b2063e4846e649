import Hummingbird
import Synchronization

/// What travels with a request.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var preferences: Preferences?
    let trouble = Trouble()

    init(source: Source) { coreContext = .init(source: source) }

    var language: Language { preferences?.language ?? .zh }
}

/// What went wrong with a request, for its line in the log.
final class Trouble: Sendable {
    struct Report: Sendable {
        /// Printed on the page, so that a reader can quote it.
        let number: String?
        let cause: String
    }

    private let kept = Mutex<Report?>(nil)

    var report: Report? {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }
}
