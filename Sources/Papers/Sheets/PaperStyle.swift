/// How papers look: an official letter of GB/T 9704-2012 on A4, with the hairlines of the office's pages.
///
/// Fonts: 仿宋 and 小标宋 where the machine has them, else Debian's Noto Serif CJK, which script/bootstrap installs.
enum PaperStyle {
    /// Clauses of GB/T 9704-2012 stand beside what they ask for.
    ///
    /// 3号 is 16 pt, here a little less, so that 28 characters
    /// fill the width of 156 mm; 22 lines fill the height of 225 mm.
    static let sheet: Markup = """
        @page {
          size: A4; margin: 37mm 26mm 35mm 28mm; /* 5.1, 5.2.1 */
          font-family: FangSong, "Noto Serif CJK SC", serif; font-size: 10pt; color: #1d1b16;
          @top-center { content: string(notice); color: #8a5a00; white-space: nowrap }
          @bottom-left { content: string(reference); color: #6b665a; white-space: nowrap; vertical-align: top; padding-top: 8mm }
        }
        @media screen { body { max-width: 156mm; margin: 14mm auto !important; padding: 0 5mm } article + article, nav + article { margin-top: 20mm } }
        html { font: 15.75pt/28.95pt FangSong, "Noto Serif CJK SC", serif; color: #1d1b16 } /* 5.2.2, 5.2.3 */
        body, p, h1, h2, table { margin: 0 }
        article, nav { string-set: reference attr(data-reference), notice attr(data-notice) }
        article + article, nav + article { break-before: page }
        article > header { border-bottom: 0.7mm solid #c8102e; padding-bottom: 2mm; margin-bottom: 10mm; text-align: center } /* 7.2.7 */
        .head { color: #c8102e; font-family: FZXiaoBiaoSong-B05S, "Noto Serif CJK SC", serif; font-weight: bold; line-height: 1.4 } /* 7.2.4 */
        .head.large { font-size: 38pt } .head.middle { font-size: 27pt } .head.small { font-size: 20pt }
        .number { margin-top: 6mm; line-height: 1.4 } /* 7.2.5 */
        h1 { font: bold 21pt/1.5 FZXiaoBiaoSong-B05S, "Noto Serif CJK SC", serif; text-align: center; margin: 0 auto 7mm } /* 7.3.1 */
        p.text { text-indent: 2em; text-align: justify; white-space: pre-line; overflow-wrap: anywhere; orphans: 2; widows: 2 } /* 7.3.3 */
        :lang(en) .addressee { margin-bottom: 3mm }
        :lang(en) p.text { text-indent: 0; text-align: left; margin-bottom: 3mm; line-height: 1.5 }
        table { width: 100%; border-collapse: collapse; font-size: 11pt; line-height: 1.5; margin-top: 6mm; border-top: 0.5mm solid #1d1b16; border-bottom: 0.25mm solid #1d1b16 }
        th, td { padding: 1.2mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; border-bottom: 0.1mm solid #bdb6a4 }
        th { font-weight: normal; color: #6b665a }
        tr { break-inside: avoid }
        .facts th { width: 30mm }
        .rows { table-layout: fixed } .rows caption { text-align: left; font-weight: bold; padding-bottom: 2mm }
        .rows thead th { border-bottom: 0.25mm solid #1d1b16; vertical-align: bottom }
        .figure { text-align: right; font-variant-numeric: tabular-nums }
        .signature { break-inside: avoid; break-before: avoid; margin-top: 6mm; text-align: right }
        .names { display: inline-block; position: relative; min-width: 60mm; max-width: 130mm; text-align: center }
        .sealed .names { min-height: 42mm; padding-top: 9mm; box-sizing: border-box }
        .seal { position: absolute; top: 0; left: 50%; width: 42mm; height: 42mm; margin-left: -21mm; box-sizing: border-box; border: 0.3mm dashed #c8102e; border-radius: 50% }
        .seal span { position: absolute; left: 0; right: 0; bottom: 6mm; font-size: 8pt; line-height: 1.2; color: #c8102e }
        .chain { break-inside: avoid; table-layout: fixed } .chain td { height: 8mm }
        footer { break-inside: avoid; display: flex; margin-top: 10mm; padding-top: 3mm; border-top: 0.35mm solid #1d1b16; font-size: 10pt; line-height: 1.5 } /* 7.4.1 */
        .code { width: 24mm; flex: none; margin-right: 4mm } .code svg { display: block; width: 24mm; height: 24mm }
        nav .under { text-align: center; margin-bottom: 12mm }
        h2 { font: bold 14pt/1.5 "Noto Serif CJK SC", serif; bookmark-level: none }
        .contents { table-layout: fixed } .contents th:first-child { width: 8mm } .contents th:nth-child(3) { width: 42mm }
        .contents th:nth-child(4) { width: 31mm } .contents th:last-child { width: 9mm; text-align: right }
        nav a { color: inherit; text-decoration: none } a.page::after { content: target-counter(attr(href), page) }
        figure { margin: 0 0 6mm; break-inside: avoid; text-align: center }
        figure img { max-width: 100%; max-height: 95mm } figcaption { font-size: 10pt; line-height: 1.5; color: #6b665a }
        .lines { flex: 1 } .value { overflow-wrap: anywhere }

        """

    static func pageNumber(in language: PaperLanguage) -> Markup {
        switch language {
        case .zh:
            """
            @page { @bottom-right { content: "第 " counter(page) " 页 共 " counter(pages) " 页"; white-space: nowrap; vertical-align: top; padding-top: 8mm } }

            """
        case .en:
            """
            @page { @bottom-right { content: "Page " counter(page) " of " counter(pages); white-space: nowrap; vertical-align: top; padding-top: 8mm } }

            """
        }
    }
}
