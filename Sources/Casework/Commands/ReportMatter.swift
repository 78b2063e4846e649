import Administration
import Catalog
import Identity
package import Ledger
import Registers
package import Storage
package import Vault

/// Reports a matter.
package struct ReportMatter: Command {
    package static let name = "report-matter"
    private let report: Report
    private let key: NamedKey
    private let rules: MatterRules

    /// - Parameter key: A new key, on disk already, under which all its words are sealed.
    package init(_ report: Report, key: NamedKey, rules: MatterRules) {
        self.report = report
        self.key = key
        self.rules = rules
    }

    /// Kept as a salted digest only.
    package var request: JSON.Object { report.request }

    package func record(in recorder: Recorder) throws {
        try recorder.report(report, parent: nil, key: key, rules: rules)
    }
}

extension Recorder {
    /// Records a report after checking it against the catalog and what is there.
    ///
    /// - Parameter parent: The matter of which it is a task; then none of the questions of its kind are asked.
    @discardableResult
    func report(
        _ report: Report,
        parent: Matter?,
        profile: Code? = nil,
        key: NamedKey,
        rules: MatterRules
    ) throws -> Matter {
        let kind = try rules.kind(report.kind)
        let now = time
        let reportedAt = report.reportedAt ?? now
        guard reportedAt <= now else { throw MatterError.time }
        let day = rules.zone.day(of: reportedAt)
        let unit = try require(reporting: kind, report, in: rules.zone)
        guard let source = rules.catalog.source(report.source) else {
            throw MatterError.unknownSource(report.source)
        }
        guard kind.sources.contains(source.code) else { throw MatterError.otherSource(source.code) }
        try rules.check(report.place, of: kind)
        guard report.attachments.count <= Attachment.limit else {
            throw MatterError.tooManyAttachments(report.attachments.count)
        }
        let number = try OutsideNumber.checked(report.outsideNumber)
        if let number, let known = try Matters.id(outsideNumber: number, from: source.code, reader) {
            guard let matter = try Matters.state(known, reader), try sees(matter, rules) else {
                throw MatterError.takenNumber(number)
            }
            throw MatterError.knownNumber(number, known)
        }
        let answers =
            parent == nil
            ? try rules.checked(report.fields, of: kind, at: .report) : (open: FieldAnswers(), sealed: [])
        // What comes in from elsewhere with its own past has no clock here: nobody could have kept it. A task is filed at once.
        let clocks =
            report.reportedAt == nil && parent == nil
            ? try rules.clocks(of: kind, startingAt: .reported, from: now, now: now) : [:]
        let event = MatterReported(
            origin: Matter.Origin(
                kind: kind.code,
                line: kind.line,
                source: source.code,
                closing: parent == nil ? Matter.Closing(source.closing) : .office,
                confidentiality: parent?.origin.confidentiality
                    ?? Matter.Confidentiality(kind.confidentiality),
                onTheSpot: kind.onTheSpot && parent == nil,
                parent: parent?.id,
                relapseDays: parent == nil ? kind.relapseDays : nil,
                reportedAt: reportedAt,
                reportedOn: day
            ),
            place: report.place,
            position: report.position,
            outsideNumber: number,
            points: report.words.points.count,
            steps: parent == nil ? kind.steps.map { Matter.Step($0) } : [],
            clocks: clocks,
            key: key.name,
            codeDigest: report.codeDigest,
            unit: unit,
            isOnBehalf: report.isOnBehalf,
            fields: answers.open,
            attachments: report.attachments.numbered,
            profile: profile
        )
        let id = Matter.ID(rawValue: next.rawValue)
        let matter = Matter(event, id: id, at: now)
        let facts = MatterFacts(before: nil, after: matter, time: now, zone: rules.zone).reported
        let sealed = try report.words.sealed(answers.sealed, under: key, command: order.id)
        let entry = try record(event, about: Matter.subject(id), facts: facts, sealed: sealed)
        return matter.counting(facts, of: entry.id)
    }

    /// - Returns: The unit of the clerk who reports it; nil for a resident and for the machine.
    private func require(reporting kind: MatterKind, _ report: Report, in zone: Zone) throws -> Code? {
        if order.actor == .resident {
            guard kind.reporters.contains(.resident) else { throw MatterError.notForResidents(kind.code) }
            return nil
        }
        try require(.reportMatter, line: kind.line, in: zone)
        return try Staff.ID(order.actor).flatMap { try StaffDirectory.member($0, reader)?.unit }
    }
}

extension Actor {
    /// Somebody without an account, by the public pages.
    package static let resident = Actor(anybody: "web")
}

extension Report {
    /// All that was asked, for the digest of a request.
    var request: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json,
            "category": place.category.map { .code($0) },
            "community": place.community.map { .code($0) }, "dwelling": .flag(place.isDwelling),
            "kind": .code(kind), "on_behalf": .flag(isOnBehalf),
            "position": position.map { .object($0.json) },
            "outside_number": outsideNumber.map { .string($0) },
            "reported_at": reportedAt.map { .instant($0) }, "source": .code(source),
            "words": .object(wordsJSON),
        ]
    }

    private var wordsJSON: JSON.Object {
        let answers = FieldAnswers(typed: fields)
        return [
            "address": words.address.map { .string($0) }, "fields": answers.isEmpty ? nil : answers.json,
            "name": words.name.map { .string($0) },
            "points": .array(words.points.map { .string($0) }),
            "telephone": words.telephone.map { .string($0) },
        ]
    }
}

extension Report.Words {
    func sealed(
        _ answers: [(field: Code, text: String)],
        under key: NamedKey,
        command: CommandID
    ) throws(SealingError) -> [SealedText] {
        var texts: [(String, String)] = points.enumerated().map {
            (MatterField.point($0.offset + 1), $0.element)
        }
        if let address { texts.append((MatterField.address, address)) }
        if let name { texts.append((MatterField.name, name)) }
        if let telephone { texts.append((MatterField.telephone, telephone)) }
        texts += answers.map { (MatterField.answer($0.field), $0.text) }
        var sealed: [SealedText] = []
        for (field, text) in texts { sealed.append(try key.sealed(text, as: field, command: command)) }
        return sealed
    }
}
