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
    private let answers: [Code: Report.FieldValue]
    private let key: NamedKey?
    private let rules: MatterRules

    /// - Parameters:
    ///   - acts: In their order, such as file and dispatch.
    ///   - revision: The matter's as whoever acts has read it; another one meanwhile is refused. Nil where it does not matter.
    ///   - note: Why, how, or with what result; it goes with every act that needs one, or with the last where none does.
    ///   - answers: To the fields that its kind asks at filing and at handling; each goes with the act of its stage.
    ///   - key: The matter's own, to seal what is written; nil where its key is gone, and then nothing can be written any more.
    package init(
        _ acts: [MatterAct],
        on id: Matter.ID,
        revision: Int?,
        note: Note?,
        answers: [Code: Report.FieldValue] = [:],
        key: NamedKey?,
        rules: MatterRules
    ) {
        self.id = id
        self.acts = acts
        self.revision = revision
        self.note = note
        self.answers = answers
        self.key = key
        self.rules = rules
    }

    package var request: JSON.Object {
        [
            "acts": .array(acts.map { .object($0.json) }),
            "answers": answers.isEmpty ? nil : FieldAnswers(typed: answers).json, "matter": .id(id),
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
        let actor = recorder.order.actor
        if actor == .reporter(of: id) { try recorder.requireLittle(about: id, rules) }
        var places = Set(acts.indices.filter { acts[$0].needsNote(on: matter, by: actor) })
        if !places.isEmpty, note == nil { throw MatterError.noteMissing }
        if places.isEmpty { places = [acts.count - 1] }
        try rules.check(answers, to: acts, on: matter)
        for (number, act) in acts.enumerated() {
            var sealed: SealedText?
            if places.contains(number), let note, let key {
                sealed = try key.sealed(note.text, as: MatterField.note, command: recorder.order.id)
            }
            let (event, texts) = try rules.answering(
                try recorder.resolve(act, on: matter, rules),
                answers,
                on: matter
            )
            var written: [SealedText] = []
            for (field, text) in texts {
                guard let key else { continue }
                let name = MatterField.answer(field)
                written.append(try key.sealed(text, as: name, command: recorder.order.id))
            }
            let wasOpen = matter.stage.outcome == nil
            matter = try recorder.change(matter, event, note: sealed, answers: written, in: rules.zone)
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
        func tell(
            _ state: Matter,
            _ link: MatterLinked.Link,
            handlers: [Actor] = [],
            units: [Code] = [],
            clocks: [Clock: Term] = [:]
        ) throws {
            let event = MatterLinked(
                link,
                matter.id,
                day: day,
                unit: try home(),
                handlers: handlers,
                handlingUnits: units,
                clocks: clocks
            )
            _ = try change(state, .linked(event), note: nil, in: rules.zone)
        }
        switch act {
        case .merge(let main):
            try tell(
                try visible(main, rules),
                .absorbed,
                handlers: matter.sharers,
                units: matter.sharingUnits
            )
        case .markRelapse(let earlier): try tell(try visible(earlier, rules), .relapsed)
        default: break
        }
        guard let parent = matter.origin.parent, wasOpen == (matter.stage.outcome != nil) else { return }
        guard let state = try Matters.state(parent, reader) else { throw MatterError.unknown(parent) }
        if wasOpen {
            try tell(state, .partClosed, handlers: matter.sharers, units: matter.sharingUnits)
        } else {
            guard state.stage.outcome == nil else {
                throw MatterError.refused(matter.id, .parentClosed(parent))
            }
            let isDone = state.stage.name == .handled || state.stage.name == .verified
            let kind = rules.catalog.matterKind(state.origin.kind)
            try tell(state, .partReopened, clocks: isDone ? try again(state, kind, rules) : [:])
        }
    }

    /// A matter that whoever acts may see; one that he may not see is not there for him.
    ///
    /// - Throws: `MatterError.unknown`.
    func visible(_ id: Matter.ID, _ rules: MatterRules) throws -> Matter {
        guard let matter = try Matters.state(id, reader), try sees(matter, rules) else {
            throw MatterError.unknown(id)
        }
        return matter
    }

    func sees(_ matter: Matter, _ rules: MatterRules) throws -> Bool {
        let day = rules.zone.day(of: time)
        let authority = try Authority(of: order.actor, on: day, reader)
        return matter.isVisible { authority.allows($0, unit: $1, line: matter.origin.line, on: day) }
    }

    /// Whoever reported a matter writes about it some times a day, so that nobody fills the ledger with one code word.
    fileprivate func requireLittle(about id: Matter.ID, _ rules: MatterRules) throws {
        let morning = rules.zone.instant(rules.zone.day(of: time))
        let written = try Matters.entries(about: id, by: order.actor, since: morning, reader)
        guard written < Matter.reporterLimit else { throw MatterError.enoughToday(Matter.reporterLimit) }
    }

    /// The unit of the member who acts; nil for anybody else.
    func home() throws -> Code? {
        try Staff.ID(order.actor).flatMap { try StaffDirectory.member($0, reader)?.unit }
    }
}

/// Splits a task off a matter, which another unit handles; the matter is not done before it is.
///
/// A task is a part of its matter and no report: it has the clock of handling and none of the steps of its kind, the office closes
/// it whoever closes the matter, and what it counts counts for the matter.
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
        let part = try recorder.report(report, parent: matter, key: key, rules: rules)
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
