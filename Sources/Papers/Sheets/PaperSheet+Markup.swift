import Ledger

extension PaperSheet {
    /// The paper alone, as a document.
    package var html: String {
        PaperDocument(language: language, title: title, body: [article(id: "paper")]).html
    }

    /// - Parameter id: To which a list of contents leads.
    func article(id: String) -> Markup {
        let notice = isSynthetic ? word(.synthetic) : ""
        let texts: [Markup] = paragraphs.map { "<p class=\"text\">\($0)</p>\n" }
        return """
            <article id="\(id)" lang="\(language.tag)" data-reference="\(reference ?? "")" data-notice="\(notice)">
            <header><p class="head \(headSize)">\(head)</p>\(line("number", number))</header>
            <h1 style="max-width: \(titleWidth)em">\(title)</h1>
            \(line("addressee", addressee))
            \(texts)\(factTable)\(table?.markup)\(signature)\(chainTable)\(record)</article>

            """
    }

    private func word(_ word: PaperWord) -> String { word.text(in: language) }

    private func line(_ name: String, _ text: String?) -> Markup? {
        guard let text, !text.isEmpty else { return nil }
        return "<p class=\"\(name)\">\(text)</p>"
    }

    private func date(_ day: LocalDay?) -> String { day.map { language.text($0) } ?? "" }

    /// The head takes one line where its letters allow it: GB/T 9704-2012 7.2.4 leaves their size to the office.
    private var headSize: String {
        let width = Self.width(of: head)
        return width <= 11 ? "large" : width <= 16 ? "middle" : "small"
    }

    /// Lines of about one length, rather than two signs alone in the last (GB/T 9704-2012 7.3.1).
    private var titleWidth: Int {
        let (width, line) = (Self.width(of: title), 21.0)
        let lines = (width / line).rounded(.up)
        return lines <= 1 ? Int(line) : Int((width / lines).rounded(.up)) + 1
    }

    /// In letters as wide as high; Latin ones are about half that.
    private static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 0.6 : 1) }
    }

    private var factTable: Markup? {
        guard !facts.isEmpty else { return nil }
        let rows: [Markup] = facts.map { "<tr><th scope=\"row\">\($0.name)</th><td>\($0.value)</td></tr>\n" }
        return "<table class=\"facts\"><tbody>\n\(rows)</tbody></table>\n"
    }

    private var signature: Markup {
        let seal: Markup? = isSealed ? "<span class=\"seal\"><span>\(word(.seal))</span></span>" : nil
        return """
            <div class="signature\(isSealed ? " sealed" : "")"><div class="names">\(line("office", office))\
            \(line("day", date(day)))\(seal)</div></div>

            """
    }

    private var chainTable: Markup? {
        guard !chain.isEmpty else { return nil }
        let rows: [Markup] = chain.map { step in
            """
            <tr><th scope="row">\(step.role)</th><td>\(step.name ?? "")</td><td>\(date(step.day))</td></tr>

            """
        }
        let heads: [Markup] = [PaperWord.step, .name, .day].map { "<th scope=\"col\">\(word($0))</th>" }
        return """
            <table class="chain"><thead><tr>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table>

            """
    }

    private var record: Markup? {
        // The reference alone stands at the foot of each page already.
        guard verification != nil else { return nil }
        let lines: [Markup?] = [
            labelled(.reference, reference),
            labelled(.verification, verification?.address),
        ]
        let code: Markup? = verification.map { "<div class=\"code\">\($0.code.svg(title: $0.address))</div>" }
        return "<footer>\(code)<div class=\"lines\">\(lines.compactMap { $0 })</div></footer>\n"
    }

    private func labelled(_ label: PaperWord, _ text: String?) -> Markup? {
        let colon =
            switch language {
            case .zh: "："
            case .en: ": "
            }
        return text.map { "<p>\(word(label))\(colon)<span class=\"value\">\($0)</span></p>" }
    }
}

extension PaperSheet.Table {
    var markup: Markup {
        let shares = max(1, columns.reduce(0) { $0 + $1.share })
        let widths: [Markup] = columns.map { "<col style=\"width: \($0.share * 100 / shares)%\">" }
        let heads: [Markup] = columns.map { "<th scope=\"col\" class=\"\($0.kind)\">\($0.name)</th>" }
        let lines: [Markup] = rows.map { row in
            let cells: [Markup] = columns.enumerated().map { place, column in
                "<td class=\"\(column.kind)\">\(place < row.count ? row[place] : "")</td>"
            }
            return "<tr>\(cells)</tr>\n"
        }
        let caption: Markup? = caption.map { "<caption>\($0)</caption>" }
        return """
            <table class="rows">\(caption)<colgroup>\(widths)</colgroup>
            <thead><tr>\(heads)</tr></thead>
            <tbody>
            \(lines)</tbody></table>

            """
    }
}

extension PaperSheet.Table.Column {
    fileprivate var kind: String { isNumber ? "figure" : "words" }
}
