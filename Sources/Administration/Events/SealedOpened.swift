package import Ledger

/// Somebody has looked at a sealed value, and said what for.
package struct SealedOpened: Event, Equatable {
    package static let kind = Entry.Kind("sealed.opened")
    package static let version = 1

    /// Where the value stands.
    package let target: Entry.ID
    package let field: String
    package let purpose: String

    package init(_ field: String, of target: Entry.ID, purpose: String) {
        self.target = target
        self.field = field
        self.purpose = purpose
    }

    package var body: JSON.Object {
        ["entry": .integer(target.rawValue), "field": .string(field), "purpose": .string(purpose)]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        target = Entry.ID(rawValue: try body.integer("entry"))
        field = try body.text("field")
        purpose = try body.text("purpose")
    }
}
