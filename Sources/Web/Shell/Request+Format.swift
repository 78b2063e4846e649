import Hummingbird

extension Request {
    /// Whether a program asks, by `?format=json`; where the address names no format, or `html`, a person does.
    func wantsJSON() throws(Fault) -> Bool {
        guard let format = uri.queryParameters["format"] else { return false }
        switch format {
        case "html": return false
        case "json": return true
        default: throw .format(String(format))
        }
    }
}
