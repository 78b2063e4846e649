import Ledger
import WorkingTime

/// `sort`, and what it asks for: `count` and `unit` of a longer limit, `cause` of a suspension, or the unit or leader `to`
/// whom it shall go.
extension Ask {
    var json: JSON.Object {
        var json: JSON.Object =
            switch self {
            case .longer(let more):
                ["count": .integer(Int64(more.count)), "unit": .string(more.unit.rawValue)]
            case .suspension(let cause): ["cause": .string(cause.rawValue)]
            case .transfer(let unit): ["to": .code(unit)]
            case .handover(let leader): ["to": .string(leader.rawValue)]
            case .returnAbove, .passUp, .competence, .closing: [:]
            }
        json["sort"] = .string(sort.rawValue)
        return json
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        let sort: Sort = try json.word("sort")
        self =
            switch sort {
            case .extension: .longer(try DeadlineRule.Extension(json))
            case .suspension: .suspension(try json.word("cause"))
            case .transfer: .transfer(to: try json.code("to"))
            case .handover: .handover(to: try json.actor("to"))
            case .returnAbove: .returnAbove
            case .passUp: .passUp
            case .competence: .competence
            case .closing: .closing
            }
    }
}

extension OpenAsk {
    var json: JSON.Object { ["ask": .object(ask.json), "by": .object(by.json), "id": .id(id)] }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            id: try json.id("id"),
            ask: try Ask(try json.object("ask")),
            by: try Party(try json.object("by"))
        )
    }
}
