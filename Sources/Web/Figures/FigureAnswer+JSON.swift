import Ledger
import Reporting

extension FigureAnswer {
    /// The figure for programs, in the members that `jiedao figure --format json` has.
    ///
    /// `partial` says that facts of confidential matters are counted and not listed. `next` is what `after` takes for the next page.
    var json: JSON.Object {
        var object = figure.json
        object["next"] = next.map { .string($0.description) }
        if hides { object["partial"] = .bool(true) }
        object["trace"] = .array(facts.map { .object(Figure.json($0.id, $0.fact)) })
        return object
    }
}
