import Administration
import Identity
package import Ledger
package import Storage
package import Vault

/// Does something to a paper: signs it, sends it back, has it delivered.
package struct ActOnPaper: Command {
    package static let name = "act-on-paper"
    private let act: PaperAct
    private let id: Paper.ID
    private let revision: Int?
    private let note: Note?
    private let key: NamedKey
    private let rules: MatterRules

    /// - Parameters:
    ///   - revision: The paper's as whoever acts has read it; another one meanwhile is refused.
    ///   - note: Why, or what came of it.
    ///   - key: The matter's own.
    package init(
        _ act: PaperAct,
        on id: Paper.ID,
        revision: Int?,
        note: Note?,
        key: NamedKey,
        rules: MatterRules
    ) {
        self.act = act
        self.id = id
        self.revision = revision
        self.note = note
        self.key = key
        self.rules = rules
    }

    package var request: JSON.Object {
        [
            "act": .object(act.json), "note": note.map { .string($0.text) }, "paper": .id(id),
            "revision": revision.map { .integer(Int64($0)) },
        ]
    }

    package func record(in recorder: Recorder) throws {
        let reader = recorder.reader
        guard let paper = try MatterPapers.state(id, reader) else { throw PaperError.unknown(id) }
        if let revision, paper.revision != revision {
            throw PaperError.changed(id, revision: paper.revision)
        }
        guard let matter = try Matters.state(paper.matter, reader) else {
            throw MatterError.unknown(paper.matter)
        }
        if act.name.needsNote, note == nil { throw MatterError.noteMissing }
        let day = rules.zone.day(of: recorder.time)
        let unit = try permit(paper, matter, on: day, recorder)
        if act.name == .sign, try MatterPapers.words(of: id, reader)?.text == nil {
            throw PaperError.erased(id)
        }
        if case .deliver(_, let delivered) = act {
            guard delivered <= day, paper.issuedOn.map({ $0 <= delivered }) ?? true else {
                throw MatterError.time
            }
        }
        let event: PaperEvent
        do throws(PaperRefusal) {
            let number = try? number(of: paper, on: day, reader)
            event = try act.event(on: paper, unit: unit, day: day, number: number ?? nil)
            _ = try paper.applying(event, by: Party(recorder.order.actor, unit: unit))
        } catch { throw PaperError.refused(id, error) }
        var sealed: [SealedText] = []
        if case .revise(let wording) = act {
            sealed = try wording.sealed(under: key, command: recorder.order.id)
        }
        if let note {
            sealed.append(
                try key.sealed(note.text, as: PaperField.note, command: recorder.order.id)
            )
        }
        try recorder.record(
            event.event,
            about: Paper.subject(id),
            facts: facts(of: event, paper, matter, on: day),
            sealed: sealed
        )
    }

    private func permit(
        _ paper: Paper,
        _ matter: Matter,
        on day: LocalDay,
        _ recorder: Recorder
    ) throws -> Code? {
        let authority = try Authority(of: recorder.order.actor, on: day, recorder.reader)
        let home = try recorder.home()
        do throws(LacksRight) {
            return try rules.permit(act.name, on: paper, of: matter, home: home) {
                authority.allows($0, unit: $1, line: matter.origin.line, on: day)
            }
        } catch { throw StaffError.notAllowed(error.right) }
    }

    /// The next in the series; nobody else counts in it before this command is done.
    private func number(of paper: Paper, on day: LocalDay, _ reader: Reader) throws -> Int64? {
        guard act == .sign, paper.isLast, let series = paper.series(in: day.year) else { return nil }
        return try ReferenceCounter.next(in: series, reader)
    }

    /// One that is issued, or one that was and holds no more; to draft and to sign counts nothing.
    private func facts(
        of event: PaperEvent,
        _ paper: Paper,
        _ matter: Matter,
        on day: LocalDay
    ) -> [Fact] {
        let measure: Measure
        switch event {
        case .issued: measure = .paperIssued
        case .voided:
            guard paper.issuedOn != nil else { return [] }
            measure = .paperVoided
        case .revised, .signed, .returned, .delivered: return []
        }
        return [
            Fact(
                measure,
                on: day,
                quantity: 1,
                unit: .item,
                community: matter.place.community,
                office: paper.unit,
                object: Code(rawValue: "paper:\(paper.id)"),
                tags: Set(
                    ["document:\(paper.form.document)", "kind:\(matter.origin.kind)"].compactMap {
                        Code(rawValue: String($0.prefix(64)))
                    }
                )
            )
        ]
    }
}

extension Measure {
    /// Papers that were issued, each once.
    package static let paperIssued = Measure("paper.issued")
    /// Those of them that hold no more.
    package static let paperVoided = Measure("paper.voided")
}
