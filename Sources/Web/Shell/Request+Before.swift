import Hummingbird
import Ledger

extension Request {
    /// The record before which a list's page begins, as `?before=81` names it; nil for the first page.
    func before<Record>() throws(Fault) -> Identifier<Record>? {
        guard let text = uri.queryParameters["before"] else { return nil }
        guard let number = Int64(exactly: text), number >= 0 else { throw .before(String(text)) }
        return Identifier(rawValue: number)
    }
}
