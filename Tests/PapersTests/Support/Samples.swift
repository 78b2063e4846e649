import Foundation
import Ledger
import Papers

extension PaperSheet {
    /// A letter that hands a matter over, as the office would send it.
    static func letter() throws -> PaperSheet {
        var sheet = PaperSheet(
            language: .zh,
            head: "深圳市坪山区坪山街道办事处文件",
            title: "关于限期整改立新路桥下游排水口污水直排问题的通知",
            office: "深圳市坪山区坪山街道办事处"
        )
        sheet.number = "坪街交办〔2018〕12号"
        sheet.day = LocalDay(year: 2018, month: 6, day: 1)
        sheet.addressee = "坪山社区工作站："
        sheet.paragraphs = [
            "2018年5月30日，我办在巡查中发现，立新路桥下游40米处排水口有污水直排入河，气味较重，附近居民反映强烈。",
            "请你站会同市政服务中心查明污水来源，于2018年6月8日前完成整改，并将整改情况连同整改前后照片书面报我办。逾期未完成的，按有关规定处理。",
        ]
        sheet.facts = [
            Fact("地点", "坪山社区立新路桥下游40米"), Fact("来源", "街道巡查"), Fact("责任单位", "市政服务中心"),
            Fact("整改期限", "2018年6月8日17时"),
        ]
        sheet.chain = [
            Step("拟稿", name: "林某", day: LocalDay(year: 2018, month: 5, day: 31)),
            Step("审核", name: "陈某", day: LocalDay(year: 2018, month: 6, day: 1)), Step("签发"),
        ]
        sheet.reference = "环-2018-0412"
        sheet.verification = try Verification("https://jiedao.example.org/verify/2018/0412?c=9f3ac210")
        sheet.isSynthetic = true
        return sheet
    }

    static func englishLetter() throws -> PaperSheet {
        var sheet = PaperSheet(
            language: .en,
            head: "Pingshan Subdistrict Office",
            title: "Order to mend the drain below Lixin Road bridge",
            office: "Pingshan Subdistrict Office"
        )
        sheet.number = "PSO-ORD (2018) 12"
        sheet.day = LocalDay(year: 2018, month: 6, day: 1)
        sheet.addressee = "To the Pingshan community station:"
        sheet.paragraphs = [
            "On 30 May 2018 our patrol found waste water running into the river 40 metres below the bridge.",
            "Please find where it comes from and mend the drain by 8 June 2018, with pictures from before and after.",
        ]
        sheet.facts = [Fact("Place", "40 m below Lixin Road bridge"), Fact("Unit", "Municipal services")]
        sheet.chain = [Step("Drafted", name: "Lin"), Step("Issued")]
        sheet.reference = "E-2018-0412"
        sheet.verification = try Verification("https://jiedao.example.org/verify/2018/0412?c=9f3ac210")
        sheet.isSynthetic = true
        return sheet
    }

    /// The office's list of problems, of so many rows.
    static func list(rows: Int) -> PaperSheet {
        var sheet = PaperSheet(language: .zh, head: "坪山街道办事处", title: "环境问题台账", office: "坪山街道办事处")
        sheet.table = Table(
            caption: "2018年环境问题",
            columns: [
                Table.Column("序号", isNumber: true), .init("地点", share: 3), .init("问题", share: 4),
                .init("责任单位", share: 2),
            ],
            rows: (1...rows).map {
                ["\($0)", "坪山社区立新路\($0)号旁排水口", "污水直排入河，气味重，须整改并书面报告", "市政服务中心"]
            }
        )
        sheet.isSealed = false
        sheet.reference = "台账-2018"
        return sheet
    }
}

extension PaperPicture {
    /// A red square.
    static func square() throws -> PaperPicture {
        let desk = try Desk()
        let drawing =
            "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='300'><rect width='400' height='300' fill='#a33'/></svg>"
        let file = try desk.write(Data(drawing.utf8), as: "square.svg")
        let picture = desk.folder.appending(path: "square.png")
        _ = try Tool.run("vips", "copy", file.path, picture.path)
        return PaperPicture(.png, bytes: Array(try Data(contentsOf: picture)), caption: "整改前：立新路桥下游")
    }
}
