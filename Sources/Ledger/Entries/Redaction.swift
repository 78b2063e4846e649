/// The entry that says that an earlier entry's bytes and salt were deleted; its leaf stays, so every proof holds.
package struct Redaction: Equatable, Sendable {
    package let target: Entry.ID

    package static let kind = Entry.Kind("ledger.redacted")

    package init(_ entry: Entry) throws(JSONShapeError) {
        let number = try entry.body.integer("entry")
        guard (0..<entry.id.rawValue).contains(number) else {
            throw JSONShapeError("entry", expected: "the number of an earlier entry")
        }
        target = Entry.ID(rawValue: number)
    }
}
