import Ledger

extension WorkingHoursEntry {
    init?(_ root: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["spans", "changes"], in: root)
        let spans = Self.spans(of: root, reader)
        var changes: [Change] = []
        for value in reader.list("changes", of: root) {
            reader.expectOnly(["from", "spans"], in: value)
            let from = reader.day("from", of: value)
            let spans = Self.spans(of: value, reader)
            guard let from else { continue }
            if let last = changes.last, from <= last.from {
                reader.report(value, "the change of \(from) follows that of \(last.from); list them by day")
            }
            changes.append(Change(from: from, spans: spans))
        }
        self.init(spans: spans, changes: changes)
    }

    private static func spans(of value: YAMLValue, _ reader: CatalogReader) -> [Span] {
        let list = reader.list("spans", of: value)
        if list.isEmpty, let place = value["spans"], place.list != nil {
            reader.report(place, "\"spans\" is empty; a working day has at least one")
        }
        var spans: [Span] = []
        for element in list {
            reader.expectOnly(["from", "until"], in: element)
            let expected = "a time in quotes, \"00:00\" to \"24:00\""
            let from = reader.value("from", of: element, expected: expected, Self.minute)
            let until = reader.value("until", of: element, expected: expected, Self.minute)
            guard let from, let until else { continue }
            if from >= until {
                reader.report(element, "the span ends before it begins, or at once")
            } else if let last = spans.last, from < last.until {
                reader.report(element, "the span begins before the last one ends; list them from morning on")
            }
            spans.append(Span(from: from, until: until))
        }
        return spans
    }

    /// Minutes after midnight of `09:00`.
    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let hour = Subdistrict.digits(parts[0], 2).flatMap({ Int($0) }),
            let minute = Subdistrict.digits(parts[1], 2).flatMap({ Int($0) }), minute < 60
        else { return nil }
        let minutes = hour * 60 + minute
        return minutes <= 1440 ? minutes : nil
    }
}
