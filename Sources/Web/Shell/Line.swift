/// A name and what stands beside it.
struct Line: Equatable, Sendable {
    let name: String
    let value: String
    var href: String?
    /// Whether it is for machines and shown in their letters.
    var isCode = false
}
