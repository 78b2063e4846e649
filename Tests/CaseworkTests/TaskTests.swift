import Casework
import Catalog
import Ledger
import Storage
import TestSupport
import Testing

@Suite("A task split off a matter")
struct TaskTests {
    private func dispatched(_ office: CaseOffice) async throws -> Matter.ID {
        let id = try await office.report()
        try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
        return id
    }

    private func close(_ task: Matter.ID, _ office: CaseOffice) async throws {
        try await office.act(.handle(points: [1]), on: task, by: office.otherHandler)
        try await office.act(.verify(isOnSite: true), .strikeOff, on: task, by: office.verifier)
    }

    @Test("is opened again with its matter, and closed again", arguments: TestEngine.available)
    func reopened(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await dispatched(office)
            let task = try await office.split(id)
            try await close(task, office)
            try await office.act(.handle(points: [1]), on: id, by: office.handler)
            // The matter waited to be verified; now its unit has it again, with a new limit.
            try await office.act(.reopen, on: task, by: office.clerk, note: "清运不彻底")
            var matter = try await office.matter(id)
            #expect(matter.stage == .dispatched(lead: .team) && matter.openParts == [task])
            #expect(matter.clocks[.handling] != nil && matter.clocks[.verification] == nil)
            await #expect(throws: MatterError.refused(id, .partsOpen([task]))) {
                try await office.act(.handle(points: [1]), on: id, by: office.handler)
            }
            try await office.act(.dispatch(lead: .municipal, assisting: []), on: task, by: office.clerk)
            try await close(task, office)
            try await office.act(.handle(points: [1]), on: id, by: office.handler)
            try await office.act(.verify(isOnSite: true), .strikeOff, on: id, by: office.verifier)
            // Of a closed matter no task is opened before the matter is.
            await #expect(throws: MatterError.refused(task, .parentClosed(id))) {
                try await office.act(.reopen, on: task, by: office.clerk)
            }
            try await office.act(.reopen, on: id, by: office.clerk)
            try await office.act(.reopen, on: task, by: office.clerk)
            matter = try await office.matter(id)
            #expect(matter.stage == .filed && matter.openParts == [task])
            let differences = try await office.differences()
            #expect(differences.isEmpty, "\(differences)")
        }
    }

    @Test("makes nobody who handled it a verifier of its matter", arguments: TestEngine.available)
    func independence(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await dispatched(office)
            let task = try await office.split(id)
            try await close(task, office)
            let matter = try await office.matter(id)
            #expect(matter.handlers == [office.otherHandler] && matter.handlingUnits == [.municipal])
        }
    }

    @Test("is no report: it counts how its unit handled it, for its matter", arguments: TestEngine.available)
    func counts(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await dispatched(office)
            let task = try await office.split(id)
            try await close(task, office)
            try await office.act(.handle(points: [1]), on: id, by: office.handler)
            try await office.act(.verify(isOnSite: true), .strikeOff, on: id, by: office.verifier)
            for (measure, count) in [
                (Measure.matterReported, 1), (.matterFiled, 1), (.matter(.struckOff), 1),
                (.matterHandled, 2),
            ] {
                let sum = try await office.sum(measure)
                #expect(sum == Int64(count), "\(measure)")
            }
            let facts = try await office.store.read { reader in
                try (0..<Head(reader).size).flatMap {
                    try EntryStore.entry(Entry.ID(rawValue: $0), reader)?.facts ?? []
                }
            }
            let handled = facts.filter { $0.measure == .matterHandled }
            #expect(
                handled.map(\.object) == [Code(rawValue: "matter:\(id)"), Code(rawValue: "matter:\(id)")]
            )
            #expect(handled.map { $0.tags.contains(Code(rawValue: "task")!) } == [true, false])
        }
    }

    @Test("is closed by the office and asks nothing of its kind", arguments: TestEngine.available)
    func plain(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            // A kind with a field that must be answered, and what was handed down and is closed above.
            for (kind, source, fields) in [
                ("clearance", "patrol", [Code(rawValue: "way")!: office.choice(of: "way", "clearance")]),
                ("report", "hotline-12345", [:]), ("petition", "petitioner", [:]),
            ] {
                let id = try await office.report(
                    kind,
                    source: source,
                    category: nil,
                    fields: fields,
                    by: office.clerk
                )
                try await office.act(.file, on: id, by: office.clerk)
                for step in try await office.matter(id).steps
                where step.before == .dispatch && step.isRequired {
                    try await office.act(.takeStep(step.code, number: nil), on: id, by: office.clerk)
                }
                try await office.act(.dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
                let task = try await office.split(id)
                let matter = try await office.matter(task)
                #expect(matter.origin.closing == .office && matter.steps.isEmpty, "\(kind)")
                #expect(Set(matter.clocks.keys) == [.handling] && matter.origin.relapseDays == nil)
                let whole = try await office.matter(id)
                #expect(matter.origin.confidentiality == whole.origin.confidentiality)
                try await close(task, office)
                let left = try await office.matter(id).openParts
                #expect(left.isEmpty)
            }
        }
    }
}

extension CaseOffice {
    /// The first answer to a field of a kind.
    fileprivate func choice(of field: String, _ kind: String) -> Report.FieldValue {
        let found = rules.catalog.matterKind(Code(rawValue: kind)!)?.fields.first {
            $0.code.rawValue == field
        }
        guard case .choice(let choices)? = found?.type, let first = choices.first else { return .flag(true) }
        return .choice(first.code)
    }
}
