import Identity
import Ledger
import Storage

/// The names of a matter's sealed fields.
package enum MatterField {
    package static let text = "text"
    package static let address = "address"
    package static let name = "name"
    package static let telephone = "telephone"
    package static let note = "note"

    /// The points after the first, from 2; names of members have no hyphen.
    static func point(_ number: Int) -> String { number == 1 ? text : "point_\(number)" }

    /// An answer to a field of the kind that is free text.
    static func answer(_ code: Code) -> String {
        prefix + code.rawValue.replacing("-", with: "_")
    }

    /// The field of the kind that a sealed field answers; codes of the catalog have hyphens only.
    static func field(_ name: String) -> Code? {
        guard name.hasPrefix(prefix) else { return nil }
        return Code(rawValue: String(name.dropFirst(prefix.count).replacing("_", with: "-")))
    }

    private static let prefix = "field_"
}

/// What was written in a report, as far as it can still be read.
struct MatterWords {
    let title: String?
    /// The points, and the address.
    let texts: [String]
    let points: String?
    let address: String?
    let nameMask: String?
    let telephoneMask: String?
    let fields: String?

    /// In characters, of the line that stands for it in lists.
    static let titleLimit = 60

    init(_ event: MatterReported, _ entry: Entry, _ opened: Opened) throws {
        let written = (1...event.points).compactMap { opened[MatterField.point($0)] }
        // One key seals all of it, so all of it is there or nothing is.
        points =
            written.isEmpty ? nil : try JSON.array(written.map { .string($0) }).canonicalText()
        title = written.first.map(Self.title)
        address = opened[MatterField.address]
        texts = written + (address.map { [$0] } ?? [])
        nameMask = opened[MatterField.name].map { Masked.name($0).text }
        telephoneMask = opened[MatterField.telephone].map { Masked.telephone($0).text }
        let answers = Self.answers(entry, opened)
        fields = answers.isEmpty ? nil : try JSON.object(["fields": answers.json]).canonicalText()
    }

    /// Answers that are free text, as far as they can still be read.
    static func answers(_ entry: Entry, _ opened: Opened) -> FieldAnswers {
        var answers = FieldAnswers()
        for name in entry.sealed.map(\.name) {
            if let code = MatterField.field(name) { answers[code] = opened[name].map { .string($0) } }
        }
        return answers
    }

    /// The first line, cut where it is long.
    static func title(_ text: String) -> String {
        let line = text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? text
        return line.count <= titleLimit ? line : line.prefix(titleLimit - 1) + "…"
    }

    func insert(_ id: Matter.ID, key: Subject, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO matter_words (id, key_number, title, points, address, name_mask, telephone_mask, fields)
            VALUES (\(id), \(key.number), \(title), \(points), \(address), \(nameMask), \(telephoneMask),
                \(fields))
            """
        )
    }
}
