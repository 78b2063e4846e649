package import Ledger
package import Storage
package import Vault

/// A matter as somebody else's table tells it.
package struct ImportedMatter: Equatable, Sendable {
    package let report: Report
    /// Where it is closed there.
    package let closing: Closing?
    /// What the table says of it beside the report.
    package let note: Note?

    package struct Closing: Equatable, Sendable {
        package let day: LocalDay
        package let isInTime: Bool?
        /// The unit that handled it there.
        package let lead: Code?

        package init(on day: LocalDay, isInTime: Bool?, lead: Code?) {
            self.day = day
            self.isInTime = isInTime
            self.lead = lead
        }
    }

    package init(_ report: Report, closing: Closing?, note: Note?) {
        self.report = report
        self.closing = closing
        self.note = note
    }
}

/// Brings a matter in by a profile: what is closed there is closed at its source, and nothing here has verified it.
package struct ImportMatter: Command {
    package static let name = "import-matter"
    private let matter: ImportedMatter
    private let profile: Code
    private let key: NamedKey?
    private let rules: MatterRules

    /// - Parameter key: A new key for its words; nil where the same command was done before, and none is needed.
    package init(_ matter: ImportedMatter, by profile: Code, key: NamedKey?, rules: MatterRules) {
        self.matter = matter
        self.profile = profile
        self.key = key
        self.rules = rules
    }

    package var request: JSON.Object {
        [
            "closing": matter.closing.map {
                .object([
                    "in_time": $0.isInTime.map { .bool($0) }, "lead": $0.lead.map { .code($0) },
                    "on": .day($0.day),
                ])
            }, "note": matter.note.map { .string($0.text) }, "profile": .code(profile),
            "report": .object(matter.report.request),
        ]
    }

    package func record(in recorder: Recorder) throws {
        let report = matter.report
        if let number = report.outsideNumber,
            let known = try Matters.id(outsideNumber: number, from: report.source, recorder.reader)
        {
            throw MatterError.knownNumber(number, known)
        }
        guard let key else { throw CommandError.nothingRecorded }
        let made = try recorder.report(report, parent: nil, profile: profile, key: key, rules: rules)
        let unit = try recorder.home()
        let note = try matter.note.map {
            try key.sealed($0.text, as: MatterField.note, command: recorder.order.id)
        }
        guard let closing = matter.closing else {
            if let note {
                let noted = MatterNoted(isForReporter: false, unit: unit, attachments: [])
                _ = try recorder.change(made, .noted(noted), note: note, in: rules.zone)
            }
            return
        }
        guard closing.day >= rules.zone.day(of: made.origin.reportedAt),
            closing.day <= rules.zone.day(of: recorder.time)
        else { throw MatterError.time }
        let end = MatterEnded(
            .closedAtSource,
            day: closing.day,
            unit: unit,
            isInTime: closing.isInTime,
            lead: closing.lead
        )
        _ = try recorder.change(made, .ended(end), note: note, in: rules.zone)
    }
}

extension Matters {
    /// Which of these numbers of a source are here already.
    package static func known(_ numbers: [String], from source: Code, _ reader: Reader) throws -> Set<String>
    {
        guard !numbers.isEmpty else { return [] }
        return Set(
            try reader.all(
                """
                SELECT outside_number FROM matter
                WHERE source = \(source) AND outside_number IN (\(SQL.list(numbers)))
                """
            ) { try $0.text(0) }
        )
    }
}
