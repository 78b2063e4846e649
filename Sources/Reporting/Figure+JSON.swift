import Catalog
package import Ledger

extension Figure {
    /// The figure for programs.
    ///
    /// `value` counts in `unit`: that of the facts, or for a share thousandths.
    package var json: JSON.Object {
        var object: JSON.Object = [
            "as_of": .integer(size), "catalog": .string(catalog.description), "facts": .integer(facts),
            "id": .string(definition.id), "kind": .string(definition.kind.rawValue),
            "name": .object(definition.name.json), "quantity": quantity.map { .integer($0) },
            "rule": .object(definition.rule.json), "shown": shown.map { .string($0) },
            "unit": .string(definition.unit.rawValue), "value": (quantity ?? permille).map { .integer($0) },
            "version": .integer(Int64(definition.version)), "year": .integer(Int64(year)),
        ]
        let measures = definition.measures
        if measures.count == 1 {
            object["measure"] = .string(measures[0].rawValue)
        } else {
            object["measures"] = .array(measures.map { .string($0.rawValue) })
        }
        switch value {
        case .sum: break
        case .measured(_, let sample): object["sample"] = .integer(sample)
        case .share(let part, let whole):
            object["part"] = .integer(part)
            object["whole"] = .integer(whole)
            object["unit"] = .string("permille")
        }
        return object
    }

    /// A fact under a figure for programs, with the address of its entry's receipt.
    package static func json(_ id: Fact.ID, _ fact: Fact) -> JSON.Object {
        [
            "community": fact.community.map { .string($0.rawValue) },
            "day": .string(fact.day.description), "entry": .integer(id.entry.rawValue),
            "fact": .integer(Int64(id.ordinal)), "object": fact.object.map { .string($0.rawValue) },
            "quantity": .integer(fact.quantity), "receipt": .string("/entries/\(id.entry)/receipt"),
            "reverses": fact.reverses.map { .string($0.description) },
            "tags": fact.tags.isEmpty ? nil : .array(fact.tags.map { .string($0.rawValue) }),
        ]
    }
}
