import Ledger
import Synchronization

/// States of matters that were lately read or written, by their text, which is read once instead of at each act and event.
///
/// A text is one state for ever, so nothing here can be out of date; a state holds no words that could be erased.
final class MatterMemory: Sendable {
    static let lately = MatterMemory(limit: 1024)

    private struct Known {
        var young: [String: Matter] = [:]
        /// Those that were known when the young ones began; they go next.
        var old: [String: Matter] = [:]
    }

    private let known = Mutex(Known())
    private let limit: Int

    /// - Parameter limit: Twice as many are remembered at most.
    init(limit: Int) { self.limit = limit }

    /// - Returns: Nil where it has to be read.
    func matter(_ text: String) -> Matter? {
        known.withLock { known in
            if let matter = known.young[text] { return matter }
            guard let matter = known.old[text] else { return nil }
            keep(matter, text, &known)
            return matter
        }
    }

    func remember(_ matter: Matter, as text: String) {
        known.withLock { keep(matter, text, &$0) }
    }

    private func keep(_ matter: Matter, _ text: String, _ known: inout Known) {
        if known.young.count >= limit { (known.old, known.young) = (known.young, [:]) }
        known.young[text] = matter
    }
}
