package import Ledger

extension Entry.SealedField {
    /// Seals `text` as the field `name` of an entry that `command` records, under the key of `subject`.
    package init(
        sealing text: String,
        name: String,
        of subject: Subject,
        under key: SubjectKey,
        command: CommandID,
        random: RandomSource
    ) throws(SealingError) {
        let place = SealedBox.Place(subject: subject, field: name, command: command)
        let box = try SealedBox.seal(text, under: key, at: place, random: random)
        self.init(name: name, key: subject, box: box.bytes)
    }

    /// The text in it, given the key of the subject that it names and the command of its entry.
    package func text(with key: SubjectKey, command: CommandID) throws(SealingError) -> String {
        let place = SealedBox.Place(subject: self.key, field: name, command: command)
        return try SealedBox(bytes: box).text(with: key, at: place)
    }
}
