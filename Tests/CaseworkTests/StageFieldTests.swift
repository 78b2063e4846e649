import Administration
import Casework
import Catalog
import Foundation
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("What a kind asks at filing and at handling")
struct StageFieldTests {
    private static let role = Code(rawValue: "role")!
    private static let separate = Report.FieldValue.choice(Code(rawValue: "separate")!)
    private static let grade = Code(rawValue: "grade")!
    private static let major = Report.FieldValue.choice(Code(rawValue: "major")!)
    private static let measures = Code(rawValue: "measures")!
    private static let cost = Code(rawValue: "cost")!

    private func facts(_ office: CaseOffice, _ id: Matter.ID) async throws -> FieldAnswers {
        try #require(try await office.store.read { try Matters.facts(of: id, $0) }).fields
    }

    private func hazard(_ office: CaseOffice) async throws -> Matter.ID {
        try await office.report("hazard", source: "patrol", category: nil, by: office.clerk)
    }

    @Test("is answered where it has to be, or the act is refused", arguments: TestEngine.available)
    func required(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await office.report("proposal", source: "deputies", category: nil, by: office.clerk)
            await #expect(throws: MatterError.fieldMissing(Self.role)) {
                try await office.act(.file, on: id, by: office.clerk)
            }
            await #expect(throws: MatterError.fieldShape(Self.role)) {
                try await office.act(.file, on: id, by: office.clerk, answers: [Self.role: .number(1)])
            }
            #expect(try await office.matter(id).stage == .reported)
            try await office.act(.file, on: id, by: office.clerk, answers: [Self.role: Self.separate])
            #expect(try await facts(office, id)[Self.role] == .string("separate"))
            let wrong = try await office.differences()
            #expect(wrong.isEmpty)
        }
    }

    @Test("is asked with the act of its stage and with no other", arguments: TestEngine.available)
    func stages(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await hazard(office)
            await #expect(throws: MatterError.fieldUnknown(Self.cost)) {
                try await office.act(.file, on: id, by: office.clerk, answers: [Self.cost: .number(100)])
            }
            await #expect(throws: MatterError.fieldUnknown(Self.grade)) {
                try await office.act(
                    .note(isForReporter: false),
                    on: id,
                    by: office.clerk,
                    answers: [Self.grade: Self.major]
                )
            }
            try await office.act(
                .file,
                .dispatch(lead: .team, assisting: []),
                on: id,
                by: office.clerk,
                answers: [Self.grade: Self.major]
            )
            #expect(try await facts(office, id)[Self.grade] == .string("major"))
        }
    }

    @Test(
        "is kept with its type; free text is sealed, and what is said later holds",
        arguments: TestEngine.available
    )
    func handling(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await hazard(office)
            try await office.act(
                .file,
                .dispatch(lead: .team, assisting: []),
                on: id,
                by: office.clerk,
                answers: [Self.grade: Self.major]
            )
            try await office.act(
                .handle(points: [1]),
                on: id,
                by: office.handler,
                answers: [Self.measures: .text("加装盖板"), Self.cost: .number(35_000)]
            )
            try await office.act(.sendBack(isOnSite: true), on: id, by: office.verifier, note: "仍裸露")
            let done = try await office.act(
                .handle(points: [1]),
                on: id,
                by: office.handler,
                answers: [Self.measures: .text("更换线路")]
            )
            let open = try await facts(office, id)
            #expect(open[Self.grade] == .string("major") && open[Self.cost] == .integer(35_000))
            let (words, entry) = try await office.store.read { reader in
                (try Matters.words(of: id, reader), try EntryStore.entry(done.first, reader))
            }
            #expect(words?.fields[Self.measures] == .string("更换线路"))
            // The entry holds it under the matter's key only.
            let bytes = try #require(entry).body
            #expect(!"\(bytes)".contains("更换线路"))
            #expect(entry?.sealed.map(\.name).contains("field_measures") == true)
            let wrong = try await office.differences()
            #expect(wrong.isEmpty)
        }
    }

    @Test("is not asked of a task again", arguments: TestEngine.available)
    func tasks(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let id = try await hazard(office)
            try await office.act(.file, .dispatch(lead: .team, assisting: []), on: id, by: office.clerk)
            let split = SplitMatter(
                try Note("更换线路"),
                of: id,
                revision: nil,
                to: .municipal,
                key: try await office.vault.makeKey(at: office.clock.now),
                rules: office.rules
            )
            _ = try await office.store.perform(
                Order(id: CommandID(UUID()), actor: office.clerk, command: split)
            )
            let part = try #require(try await office.matter(id).openParts.first)
            let task = try await office.matter(part)
            #expect(office.rules.fields(askedWith: .handle, of: task).isEmpty)
            let parent = try await office.matter(id)
            let asked = office.rules.fields(askedWith: .handle, of: parent).map(\.code)
            #expect(asked == [Self.measures, Self.cost])
        }
    }
}
