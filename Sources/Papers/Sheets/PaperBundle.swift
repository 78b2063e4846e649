package import Ledger

/// 一事一档: the papers of one matter, with its pictures, behind a page of contents, as one document.
package struct PaperBundle: Equatable, Sendable {
    package var language: PaperLanguage
    package var title: String
    package var office: String
    package var day: LocalDay
    package var reference: String?
    package var sheets: [PaperSheet]
    package var pictures: [PaperPicture]
    /// What the pictures stand under in the contents, such as `现场照片`.
    package var picturesTitle: String
    package var isSynthetic = false

    package init(
        language: PaperLanguage,
        title: String,
        office: String,
        day: LocalDay,
        sheets: [PaperSheet],
        pictures: [PaperPicture] = [],
        picturesTitle: String = ""
    ) {
        self.language = language
        self.title = title
        self.office = office
        self.day = day
        self.sheets = sheets
        self.pictures = pictures
        self.picturesTitle = picturesTitle
    }
}

extension PaperBundle {
    package var html: String {
        var articles: [Markup] = sheets.enumerated().map { $1.article(id: Self.id($0)) }
        if !pictures.isEmpty { articles.append(album) }
        return PaperDocument(language: language, title: title, body: [contents] + articles).html
    }

    private static func id(_ place: Int) -> String { "paper-\(place + 1)" }

    private func word(_ word: PaperWord) -> String { word.text(in: language) }

    private var notice: String { isSynthetic ? word(.synthetic) : "" }

    private var contents: Markup {
        var lines: [Markup] = sheets.enumerated().map { place, sheet in
            line(place, sheet.title, number: sheet.number, day: sheet.day)
        }
        if !pictures.isEmpty { lines.append(line(sheets.count, picturesTitle, number: nil, day: nil)) }
        let heads: [Markup] = [PaperWord.place, .title, .number, .day, .page].map {
            "<th scope=\"col\">\(word($0))</th>"
        }
        return """
            <nav lang="\(language.tag)" data-reference="\(reference ?? "")" data-notice="\(notice)">
            <h1>\(title)</h1>
            <p class="under">\(office)　\(language.text(day))</p>
            <h2>\(word(.contents))</h2>
            <table class="contents"><thead><tr>\(heads)</tr></thead>
            <tbody>
            \(lines)</tbody></table>
            </nav>

            """
    }

    private func line(_ place: Int, _ title: String, number: String?, day: LocalDay?) -> Markup {
        let (id, date) = (Self.id(place), day.map { language.text($0) } ?? "")
        return """
            <tr><td>\(place + 1)</td><td><a href="#\(id)">\(title)</a></td><td>\(number ?? "")</td><td>\(date)</td>\
            <td class="figure"><a class="page" href="#\(id)"></a></td></tr>

            """
    }

    private var album: Markup {
        """
        <article id="\(Self.id(sheets.count))" class="album" lang="\(language.tag)" data-reference="\(reference ?? "")" \
        data-notice="\(notice)">
        <h1>\(picturesTitle)</h1>
        \(pictures.map(\.markup))</article>

        """
    }
}
