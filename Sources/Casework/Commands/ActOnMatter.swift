import Administration
import Catalog
import Identity
package import Ledger
import Registers
package import Storage
package import Vault

/// Does one or more things to a matter, one after another, all or none.
package struct ActOnMatter: Command {
    package static let name = "act-on-matter"
    private let id: Matter.ID
    private let acts: [MatterAct]
    private let revision: Int?
    private let note: Note?
    private let key: NamedKey?
    private let rules: MatterRules

    /// - Parameters:
    ///   - acts: In their order, such as file and dispatch.
    ///   - revision: The matter's as whoever acts has read it; another one meanwhile is refused. Nil where it does not matter.
    ///   - note: Why, how, or with what result; it goes with the last act that needs one, or with the last.
    ///   - key: The matter's own, to seal the note; nil where its key is gone, and then nothing can be written any more.
    package init(
        _ acts: [MatterAct],
        on id: Matter.ID,
        revision: Int?,
        note: Note?,
        key: NamedKey?,
        rules: MatterRules
    ) {
        self.id = id
        self.acts = acts
        self.revision = revision
        self.note = note
        self.key = key
        self.rules = rules
    }

    package var request: JSON.Object {
        [
            "acts": .array(acts.map { .object($0.json) }), "matter": .id(id),
            "note": note.map { .string($0.text) }, "revision": revision.map { .integer(Int64($0)) },
        ]
    }

    package func record(in recorder: Recorder) throws {
        guard !acts.isEmpty else { throw MatterError.nothingAsked }
        guard var matter = try Matters.state(id, recorder.reader) else { throw MatterError.unknown(id) }
        if let revision, matter.revision != revision {
            throw MatterError.changed(id, revision: matter.revision)
        }
        guard acts.allSatisfy({ $0.attachments.count <= Attachment.limit }) else {
            throw MatterError.tooManyAttachments(acts.map(\.attachments.count).max() ?? 0)
        }
        if acts.contains(where: \.name.needsNote), note == nil { throw MatterError.noteMissing }
        let place = acts.lastIndex(where: \.name.needsNote) ?? acts.count - 1
        for (number, act) in acts.enumerated() {
            var sealed: SealedText?
            if number == place, let note, let key {
                sealed = try key.sealed(note.text, as: MatterField.note, command: recorder.order.id)
            }
            let event = try recorder.resolve(act, on: matter, rules)
            let wasOpen = matter.stage.outcome == nil
            matter = try recorder.change(matter, event, note: sealed, in: rules.zone)
            try recorder.follow(act, matter, wasOpen: wasOpen, rules)
        }
    }
}

extension Recorder {
    /// What an act does to other matters.
    fileprivate func follow(
        _ act: MatterAct,
        _ matter: Matter,
        wasOpen: Bool,
        _ rules: MatterRules
    ) throws {
        let day = rules.zone.day(of: time)
        func tell(_ other: Matter.ID, _ link: MatterLinked.Link) throws {
            guard let state = try Matters.state(other, reader) else { throw MatterError.unknown(other) }
            let unit = try home()
            _ = try change(
                state,
                .linked(MatterLinked(link, matter.id, day: day, unit: unit)),
                note: nil,
                in: rules.zone
            )
        }
        switch act {
        case .merge(let main): try tell(main, .absorbed)
        case .markRelapse(let earlier): try tell(earlier, .relapsed)
        default: break
        }
        if wasOpen, matter.stage.outcome != nil, let parent = matter.origin.parent {
            try tell(parent, .partClosed)
        }
    }

    /// The unit of the member who acts; nil for anybody else.
    func home() throws -> Code? {
        try Staff.ID(order.actor).flatMap { try StaffDirectory.member($0, reader)?.unit }
    }
}

/// Splits a task off a matter, which another unit handles; the matter is not done before it is.
package struct SplitMatter: Command {
    package static let name = "split-matter"
    private let id: Matter.ID
    private let revision: Int?
    private let task: Note
    private let lead: Code
    private let key: NamedKey
    private let rules: MatterRules

    /// - Parameters:
    ///   - task: What is to be done.
    ///   - key: A new key for the task's own words.
    package init(
        _ task: Note,
        of id: Matter.ID,
        revision: Int?,
        to lead: Code,
        key: NamedKey,
        rules: MatterRules
    ) {
        self.id = id
        self.revision = revision
        self.task = task
        self.lead = lead
        self.key = key
        self.rules = rules
    }

    package var request: JSON.Object {
        [
            "lead": .code(lead), "matter": .id(id), "revision": revision.map { .integer(Int64($0)) },
            "task": .string(task.text),
        ]
    }

    package func record(in recorder: Recorder) throws {
        guard let matter = try Matters.state(id, recorder.reader) else { throw MatterError.unknown(id) }
        if let revision, matter.revision != revision {
            throw MatterError.changed(id, revision: matter.revision)
        }
        try recorder.require(.dispatchMatter, line: matter.origin.line, in: rules.zone)
        let report = Report(
            kind: matter.origin.kind,
            source: matter.origin.source,
            words: try Report.Words(points: [task.text]),
            place: matter.place
        )
        let part = try recorder.report(report, parent: id, key: key, rules: rules)
        let link = MatterLinked(
            .part,
            part.id,
            day: rules.zone.day(of: recorder.time),
            unit: try recorder.home()
        )
        _ = try recorder.change(matter, .linked(link), note: nil, in: rules.zone)
        var task = part
        for act in [MatterAct.file, .dispatch(lead: lead, assisting: [])] {
            task = try recorder.change(
                task,
                try recorder.resolve(act, on: task, rules),
                note: nil,
                in: rules.zone
            )
        }
    }
}
