import Casework
import Catalog
import Ledger
import Registers
import Storage
import WorkingTime

/// Matters as programs read them.
extension MatterRow {
    var json: JSON.Object {
        [
            "category": category.map { .code($0) }, "closed_on": closedOn.map { .day($0) },
            "community": community.map { .code($0) }, "due": due.map { .string($0.description) },
            "due_clock": dueClock.map { .string($0.rawValue) }, "id": .integer(id.rawValue),
            "kind": .code(kind), "lead": lead.map { .code($0) },
            "outcome": outcome.map { .string($0.rawValue) }, "overdue": .bool(isOverdue),
            "reference": reference.map { .string($0.description) },
            "reported_at": .string(reportedAt.description), "revision": .integer(Int64(revision)),
            "source": .code(source), "stage": .string(stage.rawValue), "title": title.map { .string($0) },
        ]
    }

    static let shape = Shape.object([
        .init("id", .id, required: true), .init("reference", .text(most: 40)),
        .init("kind", .code, required: true), .init("source", .code, required: true),
        .init("stage", .choice(Matter.Stage.Name.allCases.map(\.rawValue)), required: true),
        .init("outcome", .choice(Matter.Outcome.Name.allCases.map(\.rawValue))),
        .init("community", .code), .init("category", .code),
        .init("lead", .code, "The unit that handles it."),
        .init("reported_at", .instant, required: true),
        .init("due", .instant, "The earliest limit of a clock that runs."),
        .init("due_clock", .text(most: 64)), .init("overdue", .flag, required: true),
        .init("closed_on", .day), .init("revision", .integer(1...Limit.integer), required: true),
        .init("title", .text(most: 200), "The first line of the report; absent once it is erased."),
    ])
}

/// One matter whole, as a member of the staff may see it.
struct MatterAnswer {
    let matter: Matter
    let colleague: any Colleague
    let office: Office
    let language: Language

    func json(_ reader: Reader) throws -> JSON.Object {
        let words = try Matters.words(of: matter.id, reader)
        let facts = try Matters.facts(of: matter.id, reader)
        let (origin, place) = (matter.origin, matter.place)
        let rules = try office.matterRules
        let answers = office.acts(matter, colleague, rules).answers
        let about = Catalogued(office: office, kind: origin.kind)
        let refused = answers.compactMap { name, answer -> JSON? in
            let reason: String
            switch answer {
            case .allowed: return nil
            case .lacks: reason = MatterWord.lacksRight[language]
            case .refused(let refusal): reason = refusal.text(language, about)
            }
            return .object(["act": .string(name.rawValue), "reason": .string(reason)])
        }
        var fields = JSON.Object()
        for field in office.catalog.matterKind(origin.kind)?.fields ?? [] {
            fields[field.code.rawValue] = facts?.fields[field.code] ?? words?.fields[field.code]
        }
        let points = words?.points ?? []
        return [
            "acts": .array(
                answers.filter { $0.answer == .allowed }.map { .string($0.name.rawValue) }
            ),
            "address": words?.address.map { .string($0) },
            "asks": .array(try matter.asks.map { .object(try json($0, reader)) }),
            "assisting": .codes(matter.assisting), "category": place.category.map { .code($0) },
            "clocks": .array(
                matter.clocks.sorted { $0.key < $1.key }.map { .object(Self.json($0, $1, rules)) }
            ),
            "closed_on": facts?.closedOn.map { .day($0) }, "closing": .string(origin.closing.rawValue),
            "community": place.community.map { .code($0) },
            "confidentiality": .string(origin.confidentiality.rawValue), "dwelling": .bool(place.isDwelling),
            "erased": .bool(points.isEmpty), "fields": .object(fields),
            "history": .array(
                try Matters.history(of: matter.id, reader).map { .object(try Self.json($0, reader)) }
            ),
            "id": .integer(matter.id.rawValue), "kind": .code(origin.kind),
            "lead": matter.stage.lead.map { .code($0) },
            "leader": matter.leader.map { .string($0.rawValue) }, "line": .code(origin.line),
            "name_mask": words?.nameMask.map { .string($0) },
            "open_parts": .array(matter.openParts.map { .integer($0.rawValue) }),
            "outcome": matter.stage.outcome.map { .string($0.name.rawValue) },
            "outside_number": facts?.outsideNumber.map { .string($0) },
            "parent": origin.parent.map { .integer($0.rawValue) },
            "person": matter.person.map { .string($0.rawValue) },
            "points": .array(
                zip(points, matter.answered).map {
                    .object(["answered": .bool($0.1), "text": .string($0.0)])
                }
            ), "position": facts?.position.map { Self.json($0) },
            "reference": matter.reference.map { .string($0.description) }, "refused": .array(refused),
            "reported_at": .string(origin.reportedAt.description),
            "revision": .integer(Int64(matter.revision)), "source": .code(origin.source),
            "stage": .string(matter.stage.name.rawValue),
            "steps": .array(
                matter.steps.map {
                    .object([
                        "code": .code($0.code), "required": .bool($0.isRequired),
                        "taken": $0.taken.map { .integer($0.rawValue) },
                    ])
                }
            ), "telephone_mask": words?.telephoneMask.map { .string($0) },
        ]
    }

    private func json(_ open: OpenAsk, _ reader: Reader) throws -> JSON.Object {
        [
            "ask": .integer(open.id.rawValue), "by": .string(open.by.actor.rawValue),
            "sort": .string(open.ask.sort.rawValue), "text": .string(open.ask.text(office, language)),
        ]
    }

    private static func json(_ position: MatterReported.Position) -> JSON {
        .object(["latitude": .integer(position.latitude), "longitude": .integer(position.longitude)])
    }

    private static func json(_ clock: Clock, _ running: Running, _ rules: MatterRules) -> JSON.Object {
        let term = running.term
        return [
            "clock": .string(clock.rawValue), "day": term.due.map { .day($0.day) },
            "due": term.due.map { .string($0.instant.description) }, "overdue": .bool(running.isOverdue),
            "provisional": .bool(term.isProvisional), "start": .string(term.start.description),
            "sum": .array(rules.deadline(of: term)?.sum.map { .object($0.json) } ?? []),
        ]
    }

    static func json(_ line: HistoryLine, _ reader: Reader) throws -> JSON.Object {
        let files = try Matters.attachments(of: line.entry, reader)
        return [
            "actor": .string(line.party.actor.rawValue), "at": .string(line.at.description),
            "entry": .integer(line.entry.rawValue),
            "files": files.isEmpty ? nil : .array(files.map { .string($0.name) }),
            "kind": .string(line.kind.rawValue), "note": line.note.map { .string($0) },
            "unit": line.party.unit.map { .code($0) },
        ]
    }

    static let historyShape = Shape.object([
        .init("entry", .id, required: true), .init("kind", .code, required: true),
        .init("at", .instant, required: true), .init("actor", .code, required: true), .init("unit", .code),
        .init("note", .text(most: 10_000)), .init("files", .list(.text(most: 300), 0...100)),
    ])

    static let shape = Shape.object([
        .init("id", .id, required: true), .init("reference", .text(most: 40)),
        .init("kind", .code, required: true), .init("line", .code, required: true),
        .init("source", .code, required: true), .init("outside_number", .text(most: 64)),
        .init("closing", .choice(["office", "source"]), required: true, "Who may close it."),
        .init("confidentiality", .choice(["open", "internal", "confidential"]), required: true),
        .init("stage", .choice(Matter.Stage.Name.allCases.map(\.rawValue)), required: true),
        .init("outcome", .choice(Matter.Outcome.Name.allCases.map(\.rawValue))),
        .init("community", .code), .init("category", .code), .init("dwelling", .flag, required: true),
        .init(
            "position",
            .object([
                .init("latitude", .integer(-90_000_000...90_000_000), required: true),
                .init("longitude", .integer(-180_000_000...180_000_000), required: true),
            ]),
            "Millionths of a degree, WGS 84."
        ), .init("reported_at", .instant, required: true), .init("closed_on", .day),
        .init("erased", .flag, required: true),
        .init(
            "points",
            .list(.object([.init("text", .text(most: 10_000)), .init("answered", .flag)]), 0...20),
            required: true
        ), .init("address", .text(most: 400)), .init("name_mask", .text(most: 100)),
        .init("telephone_mask", .text(most: 100)), .init("fields", .anything, required: true),
        .init("lead", .code), .init("assisting", .list(.code, 0...100), required: true),
        .init("person", .code), .init("leader", .code), .init("parent", .id),
        .init("open_parts", .list(.id, 0...1000), required: true),
        .init("steps", .list(.anything, 0...100), required: true),
        .init("clocks", .list(.anything, 0...100), required: true, "Each with its sum line by line."),
        .init("asks", .list(.anything, 0...100), required: true),
        .init("revision", .integer(1...Limit.integer), required: true, "Named by whoever acts on it."),
        .init("acts", .list(.code, 0...100), required: true, "What its reader may do now."),
        .init(
            "refused",
            .list(
                .object([
                    .init("act", .code, required: true), .init("reason", .text(most: 2000), required: true),
                ]),
                0...100
            ),
            required: true,
            "And why not the rest."
        ), .init("history", .list(.named("MatterEvent"), 0...100_000), required: true),
    ])
}
