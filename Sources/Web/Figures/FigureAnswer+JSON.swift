import Catalog
import Ledger
import Reporting

extension FigureAnswer {
    /// The figure for programs, in the members that `jiedao figure --format json` has.
    ///
    /// `next` is what `after` takes for the next page.
    var json: JSON.Object {
        let definition = figure.definition
        return [
            "as_of": .integer(figure.size),
            "catalog": .string(figure.catalog.description),
            "facts": .integer(figure.facts),
            "id": .string(definition.id),
            "kind": .string(definition.kind.rawValue),
            "measure": .string(definition.measure.rawValue),
            "name": .object(definition.name.json),
            "next": next.map { .string($0.description) },
            "quantity": .integer(figure.quantity),
            "rule": .object(definition.rule.json),
            "trace": .array(facts.map { .object($0.json) }),
            "unit": .string(definition.unit.rawValue),
            "version": .integer(Int64(definition.version)),
            "year": .integer(Int64(figure.year)),
        ]
    }
}

extension FigureAnswer.Part {
    fileprivate var json: JSON.Object {
        [
            "community": fact.community.map { .string($0.rawValue) },
            "day": .string(fact.day.description),
            "entry": .integer(id.entry.rawValue),
            "fact": .integer(Int64(id.ordinal)),
            "object": fact.object.map { .string($0.rawValue) },
            "quantity": .integer(fact.quantity),
            "reverses": fact.reverses.map { .string($0.description) },
            "tags": fact.tags.isEmpty ? nil : .array(fact.tags.map { .string($0.rawValue) }),
        ]
    }
}

extension LocalName {
    var json: JSON.Object { ["en": .string(en), "zh": .string(zh)] }
}
