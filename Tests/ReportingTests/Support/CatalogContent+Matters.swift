import Catalog

extension CatalogContent {
    /// A catalog with a figure of every kind, all of made-up matters.
    static var matters: CatalogContent {
        get throws {
            let names = "name: {zh: 甲, en: A}, rule: {zh: 乙, en: B}"
            let figures = [
                "id: net, kind: flow, measures: [m.filed], less: [m.closed], unit: item",
                "id: open, kind: stock, measures: [m.filed], less: [m.closed], unit: item",
                "id: day, kind: flow, measure: m.filed, tags: {all: [\"kind:a\"], none: [night]}, unit: item",
                "id: either, kind: stock, measures: [m.filed, m.closed], tags: {some: [\"kind:a\", \"kind:b\"]}, unit: item",
                "id: here, kind: flow, measure: m.filed, communities: [\"440310001001\"], unit: item",
                "id: distinct, kind: distinct, measure: m.filed, unit: item",
                "id: share, kind: ratio, measure: m.closed, tags: {all: [night]}, of: {measure: m.closed}, unit: item",
                "id: closing, kind: cohort, measure: m.closed, of: {measure: m.filed, tags: {all: [\"kind:a\"]}}, unit: item",
                "id: median, kind: median, measure: m.duration, unit: minute",
                "id: ninetieth, kind: percentile-90, measure: m.duration, unit: minute",
                "id: money, kind: declared, measure: m.paid, unit: fen, shown: wan-yuan",
            ]
            .map { "  - {version: 1, \($0), \(names)}" }
            return try CatalogContent([
                .init(
                    path: "subdistrict.yaml",
                    text: """
                        code: "440310001"
                        name: {zh: 甲, en: A}
                        time_zone: Asia/Shanghai
                        origin: test.jiedao.example
                        communities:
                          - {code: "440310001001", name: {zh: 乙, en: B}}
                          - {code: "440310001002", name: {zh: 丙, en: C}}
                        """
                ), .init(path: "figures/all.yaml", text: "figures:\n" + figures.joined(separator: "\n")),
                .init(
                    path: "report/2018.yaml",
                    text: """
                        year: 2018
                        title: {zh: 报告, en: Report}
                        sentences:
                          - id: filed
                            text: {zh: "立案{figure:distinct}余件，结案率{figure:closing}。", en: "More than {figure:distinct} filed, {figure:closing} closed."}
                            claims:
                              - {figure: distinct, is: more-than, number: 10}
                          - id: paid
                            text: {zh: "支出约{figure:money}万元。", en: "About {figure:money} ten thousand yuan were paid."}
                            claims:
                              - {figure: money, is: about, number: 105}
                          - id: months
                            text: {zh: "连续{figure:here}个月立案。", en: "Something was filed in {figure:here} months."}
                            claims:
                              - {figure: here, is: consecutive, number: 3}
                        """
                ),
            ])
        }
    }
}
