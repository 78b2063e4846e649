/// A whole HTML document of papers, ready for the printer: its style inside, nothing outside.
struct PaperDocument {
    let language: PaperLanguage
    let title: String
    let body: [Markup]

    var html: String {
        let page: Markup =
            """
            <!DOCTYPE html>
            <html lang="\(language.tag)">
            <head><meta charset="utf-8"><title>\(title)</title><style>
            \(PaperStyle.sheet)\(PaperStyle.pageNumber(in: language))</style></head>
            <body>
            \(body)</body>
            </html>

            """
        return page.text
    }
}
