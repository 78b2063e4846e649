/// What happened, as the body of an entry holds it.
///
/// A kind's bodies are read for ever. When its shape changes, its version rises and `upcast` turns the old body into
/// the new one, looking at nothing but that body.
package protocol Event: Sendable {
    static var kind: Entry.Kind { get }
    /// The version that `body` writes, from 1.
    static var version: Int { get }

    var body: JSON.Object { get }
    init(body: JSON.Object) throws(JSONShapeError)

    /// The body of version `version` in the shape of version `version + 1`.
    static func upcast(_ body: JSON.Object, from version: Int) throws(JSONShapeError) -> JSON.Object
}

extension Event {
    package static func upcast(_ body: JSON.Object, from version: Int) throws(JSONShapeError) -> JSON.Object {
        throw JSONShapeError("version", expected: "one that this program can read")
    }

    /// Reads the event of an entry, whatever the version under which it was written.
    package init(_ entry: Entry) throws(JSONShapeError) {
        guard entry.kind == Self.kind else { throw JSONShapeError("kind", expected: "\(Self.kind)") }
        guard entry.version <= Self.version else {
            throw JSONShapeError("version", expected: "at most \(Self.version); use a newer program")
        }
        var body = entry.body
        for version in entry.version..<Self.version { body = try Self.upcast(body, from: version) }
        try self.init(body: body)
    }
}
