import Administration
import Casework
import Catalog
import Foundation
import Identity
import Ledger
import Storage
import TestSupport
import Testing
import Vault

@Suite("A paper of a matter")
struct PaperTests {
    @Test("goes through its chain, and gets its number when it is issued", arguments: TestEngine.available)
    func wholeChain(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let signers = try await Signers(office)
            let matter = try await office.handled()
            let id = try await office.draft(of: matter)
            #expect(try await office.paper(id).waiting == .sectionHead)
            try await office.act(.sign, on: id, by: signers.head, note: "同意")
            var paper = try await office.paper(id)
            #expect(paper.waiting == .leader && paper.isLast && paper.numberText == nil)
            try await office.act(.sign, on: id, by: office.leader)
            paper = try await office.paper(id)
            #expect(paper.numberText == "坪街交办〔2018〕1号")
            #expect(paper.signatures.map(\.actor) == [office.handler, signers.head, office.leader])
            #expect(paper.issuedOn == LocalDay("2018-03-05"))
            office.clock.advance(hours: 48)
            let day = try #require(LocalDay("2018-03-06"))
            try await office.act(.deliver(.direct, on: day), on: id, by: office.handler, note: "本人签收")
            #expect(try await office.paper(id).delivery == .init(.direct, on: day))
            #expect(try await office.sum(.paperIssued) == 1)
            let history = try await office.store.read { try MatterPapers.history(of: id, $0) }
            #expect(
                history.map(\.kind.rawValue) == [
                    "paper.drafted", "paper.signed", "paper.issued", "paper.delivered",
                ]
            )
            #expect(history.map(\.note) == [nil, "同意", nil, "本人签收"])
            let differences = try await office.differences()
            #expect(differences.isEmpty, "\(differences)")
        }
    }

    @Test("is signed by those only whose turn it is, each for his unit or line, and once")
    func rights() async throws {
        try await CaseOffice.run(on: .sqlite) { office in
            let signers = try await Signers(office)
            let matter = try await office.handled()
            // Whoever neither handles nor dispatches it drafts nothing.
            await #expect(throws: StaffError.notAllowed(.handleMatter)) {
                try await office.draft(of: matter, by: office.otherHandler)
            }
            let id = try await office.draft(of: matter)
            for stranger in [office.handler, office.clerk, signers.otherHead, signers.principal] {
                await #expect(throws: StaffError.notAllowed(.checkPaper)) {
                    try await office.act(.sign, on: id, by: stranger)
                }
            }
            // Whoever holds the machine has every right, and is no person who signs.
            await #expect(throws: PaperError.refused(id, .notStaff)) {
                try await office.act(.sign, on: id, by: .console)
            }
            // A leader who drafts does not approve his own draft.
            let own = try await office.draft(of: matter, by: office.leader)
            let head = try await office.hire("head3", "subdistrict-office", .sectionHead, own: true)
            try await office.act(.sign, on: own, by: head)
            await #expect(throws: PaperError.refused(own, .hasSigned)) {
                try await office.act(.sign, on: own, by: office.leader)
            }
            try await office.act(.sign, on: own, by: office.secondLeader)
            #expect(try await office.paper(own).stage.name == .issued)
        }
    }

    @Test(
        "goes back with a reason, and begins again when it is drafted anew",
        arguments: TestEngine.available
    )
    func sentBack(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let signers = try await Signers(office)
            let id = try await office.draft(of: try await office.handled())
            await #expect(throws: MatterError.noteMissing) {
                try await office.act(.sendBack, on: id, by: signers.head)
            }
            try await office.act(.sign, on: id, by: signers.head)
            try await office.act(.sendBack, on: id, by: office.leader, note: "时限写错")
            #expect(try await office.paper(id).stage == .returned)
            await #expect(throws: PaperError.refused(id, .stage(.returned))) {
                try await office.act(.sign, on: id, by: office.leader)
            }
            let back = try await office.store.read {
                try MatterPapers.returned(to: .team, limit: 5, $0).map(\.id)
            }
            #expect(back == [id])
            let wording = try PaperWording(title: "交办单", addressee: nil, text: "请于五日内办结。")
            try await office.act(.revise(wording), on: id, by: office.handler)
            let words = try await office.store.read { try MatterPapers.words(of: id, $0) }
            #expect(words?.text == "请于五日内办结。" && words?.addressee == nil)
            // Signed anew from the beginning, also by who had signed before.
            try await office.act(.sign, on: id, by: signers.head)
            await #expect(throws: PaperError.refused(id, .signedAlready)) {
                try await office.act(.revise(wording), on: id, by: office.handler)
            }
            try await office.act(.sign, on: id, by: office.leader)
            #expect(try await office.paper(id).numberText == "坪街交办〔2018〕1号")
            let differences = try await office.differences()
            #expect(differences.isEmpty, "\(differences)")
        }
    }

    @Test("takes the next number of its series and year, without gaps", arguments: TestEngine.available)
    func numbers(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let signers = try await Signers(office)
            let matter = try await office.handled()
            var papers: [Paper.ID] = []
            for _ in 0..<8 {
                let id = try await office.draft(of: matter)
                try await office.act(.sign, on: id, by: signers.head)
                papers.append(id)
            }
            // Issued at once by many; one of them is tried twice under one command.
            let ids = papers
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids {
                    let command = CommandID(UUID())
                    for _ in 0..<2 {
                        group.addTask {
                            try await office.act(.sign, on: id, by: office.leader, command: command)
                        }
                    }
                }
                try await group.waitForAll()
            }
            var numbers: [String] = []
            for id in ids { numbers.append(try #require(try await office.paper(id).numberText)) }
            #expect(Set(numbers) == Set((1...8).map { "坪街交办〔2018〕\($0)号" }))
            // A number that holds no more is not given again.
            try await office.act(.void, on: ids[7], by: office.leader, note: "内容有误")
            #expect(try await office.sum(.paperIssued) == 8)
            #expect(try await office.sum(.paperVoided) == 1)
            let next = try await office.draft(of: matter)
            try await office.act(.sign, on: next, by: signers.head)
            try await office.act(.sign, on: next, by: office.leader)
            #expect(try await office.paper(next).numberText == "坪街交办〔2018〕9号")
            // The next year counts from 1.
            let late = try await office.draft(of: matter)
            try await office.act(.sign, on: late, by: signers.head)
            office.clock.set(CaseOffice.zone.instant(LocalDay("2019-01-02")!, hour: 9))
            try await office.act(.sign, on: late, by: office.leader)
            #expect(try await office.paper(late).numberText == "坪街交办〔2019〕1号")
            let differences = try await office.differences()
            #expect(differences.isEmpty, "\(differences)")
        }
    }

    @Test("is acted on by one of two at once", arguments: TestEngine.available)
    func twoAtOnce(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let signers = try await Signers(office)
            let id = try await office.draft(of: try await office.handled())
            try await office.act(.sign, on: id, by: signers.head)
            async let first = Result(office, .sign, id, office.leader)
            async let second = Result(office, .sendBack, id, office.secondLeader)
            let results = [await first, await second]
            #expect(results.count(where: { $0.error == nil }) == 1)
            let lost = results.compactMap(\.error).first
            #expect(lost as? PaperError == .changed(id, revision: 3))
        }
    }

    /// What came of an act on revision 2.
    private struct Result {
        let error: (any Error)?

        init(_ office: CaseOffice, _ act: PaperAct, _ id: Paper.ID, _ actor: Actor) async {
            do {
                try await office.act(act, on: id, by: actor, note: "见批注", revision: 2)
                error = nil
            } catch { self.error = error }
        }
    }

    @Test("is drafted of documents that its kind has, with nothing left in braces")
    func drafting() async throws {
        try await CaseOffice.run(on: .sqlite) { office in
            let matter = try await office.handled()
            let other = Code(rawValue: "petition-reply")!
            await #expect(throws: PaperError.otherDocument(other, kind: Code(rawValue: "report")!)) {
                try await office.draft("petition-reply", of: matter)
            }
            await #expect(throws: PaperError.unfilled("{result}")) {
                try await office.draft(of: matter, text: "结论：{result}。")
            }
            let (draft, state) = try await office.store.read { reader in
                let state = try Matters.state(matter, reader)!
                let document = office.rules.documents(of: state, on: LocalDay("2018-03-05")!)[0]
                return (try PaperDraft(document, of: state, rules: office.rules, reader), state)
            }
            #expect(draft.addressee == "综合执法队：" && draft.title == "交办单")
            #expect(draft.text.contains("诉-2018-0001") && draft.text.contains("{deadline}"))
            #expect(state.stage.name == .handled)
        }
    }

    @Test("says nothing any more once its matter is erased", arguments: TestEngine.available)
    func erased(engine: TestEngine) async throws {
        try await CaseOffice.run(on: engine) { office in
            let signers = try await Signers(office)
            let matter = try await office.handled()
            let id = try await office.draft(of: matter, text: "罕见之语")
            try await office.act(.sign, on: id, by: signers.head, note: "罕见之批")
            try await office.act(.verify(isOnSite: true), .strikeOff, on: matter, by: office.verifier)
            let erase = try EraseSubject(
                Matter.subject(matter),
                reason: "上报人要求删除",
                agreed: Staff.ID(office.secondLeader)!,
                zone: CaseOffice.zone,
                of: [.matters]
            )
            _ = try await office.store.perform(
                Order(id: CommandID(UUID()), actor: office.leader, command: erase)
            )
            try await Erasure.finish(office.store, office.vault)
            let (words, history) = try await office.store.read {
                (try MatterPapers.words(of: id, $0), try MatterPapers.history(of: id, $0))
            }
            #expect(words != nil && words?.title == nil && words?.addressee == nil && words?.text == nil)
            #expect(history.allSatisfy { $0.note == nil })
            let differences = try await office.differences()
            #expect(differences.isEmpty, "\(differences)")
        }
    }
}
