import Catalog
package import Ledger

extension Paper.Form {
    var json: JSON.Object {
        [
            "chain": .array(chain.map { .string($0.rawValue) }), "document": .code(document),
            "number": number.map { .string($0) }, "sealed": .flag(isSealed),
        ]
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            document: try json.code("document"),
            chain: try json.list("chain") {
                if case .string(let text) = $0 { MatterDocument.Signer(rawValue: text) } else { nil }
            },
            number: try json.textIfPresent("number"),
            isSealed: try json.flag("sealed")
        )
        guard chain.first == .drafter else { throw JSONShapeError("chain", expected: "the drafter first") }
    }
}

/// The state as its projection keeps it; it can be made anew from the entries, so that this form may change with a release.
extension Paper {
    package var json: JSON.Object {
        [
            "delivered_on": delivery.map { .day($0.day) },
            "delivery": delivery.map { .string($0.way.rawValue) }, "form": .object(form.json),
            "id": .id(id), "matter": .id(matter), "revision": .integer(Int64(revision)),
            "signatures": .array(signatures.map { .object($0.json) }), "stage": .object(stage.json),
            "unit": .code(unit),
        ]
    }

    package init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            id: try json.id("id"),
            matter: try json.id("matter"),
            form: try Form(try json.object("form")),
            unit: try json.code("unit"),
            stage: try Stage(try json.object("stage")),
            signatures: try json.objects("signatures") { object throws(JSONShapeError) in
                try Signature(object)
            }
        )
        if json["delivery"] != nil {
            delivery = Delivery(try json.word("delivery"), on: try json.day("delivered_on"))
        }
        revision = Int(try json.natural("revision"))
    }
}

extension Paper.Stage {
    fileprivate var json: JSON.Object {
        var (day, number): (LocalDay?, Int64?)
        switch self {
        case .signing, .returned: (day, number) = (nil, nil)
        case .issued(let issued, let given): (day, number) = (issued, given)
        case .voided(let issued, let given): (day, number) = (issued, given)
        }
        return [
            "day": day.map { .day($0) }, "name": .string(name.rawValue),
            "number": number.map { .integer($0) },
        ]
    }

    fileprivate init(_ json: JSON.Object) throws(JSONShapeError) {
        let name: Name = try json.word("name")
        let number = json["number"] == nil ? nil : try json.natural("number")
        self =
            switch name {
            case .signing: .signing
            case .returned: .returned
            case .issued: .issued(on: try json.day("day"), number: number)
            case .voided: .voided(issued: json["day"] == nil ? nil : try json.day("day"), number: number)
            }
    }
}

extension Paper.Signature {
    fileprivate var json: JSON.Object {
        [
            "actor": .string(actor.rawValue), "day": .day(day), "signer": .string(signer.rawValue),
        ]
    }

    fileprivate init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(try json.word("signer"), by: try json.actor("actor"), on: try json.day("day"))
    }
}
