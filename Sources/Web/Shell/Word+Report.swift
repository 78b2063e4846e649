/// The fixed words of reports and of what figures rest on; see `Word`.
package enum ReportWord: String, Words {
    case reportHolds, reportWrong, reportFigures, inReport, figureBasis
    case claimFails, claimExact, claimEqual, claimAbout, claimMoreThan, claimBetween, claimNearly
    case claimWithin, claimAtLeast, claimFirst, claimConsecutive
    case figureShare, figureShareValue, figureSample, figureChange, figureChangeValue
    case byCommunity, byMonth, duration
    case unitMinute, unitYuan, unitTenThousandYuan, unitSquareMetre
    case faultNoReport, remedyReport
}

extension ReportWord {
    package var zh: String {
        switch self {
        case .reportHolds: "每个数字都可点开；全部说法与记录相符。"
        case .reportWrong: "每个数字都可点开；有 {1} 句与记录不符，已标出。"
        case .reportFigures: "所用数字"
        case .inReport: "用于 {1} 年报告"
        case .figureBasis: "{1} 笔，口径第 {2} 版"
        case .claimFails: "与记录不符：{1}应为{2}，计得 {3}。"
        case .claimExact: "有数可计"
        case .claimEqual: " {1}"
        case .claimAbout: "约 {1}"
        case .claimMoreThan: "超过 {1}"
        case .claimBetween: "超过 {1}、不到 {2}"
        case .claimNearly: "接近而不到 {1}"
        case .claimWithin: "不超过 {1}"
        case .claimAtLeast: "至少 {1}"
        case .claimFirst: "第一"
        case .claimConsecutive: "连续的月份"
        case .figureShare: "分子与分母"
        case .figureShareValue: "{2} 中的 {1}"
        case .figureSample: "样本数"
        case .figureChange: "口径第 {1} 版"
        case .figureChangeValue: "自 {1} 起，与此前不可比：{2}"
        case .byCommunity: "按社区"
        case .byMonth: "按月份"
        case .duration: "{1} 天 {2} 小时 {3} 分"
        case .unitMinute: "分钟"
        case .unitYuan: "元"
        case .unitTenThousandYuan: "万元"
        case .unitSquareMetre: "平方米"
        case .faultNoReport: "目录没有 {1} 年的报告。"
        case .remedyReport: "现有报告：{1}。"
        }
    }
}

extension ReportWord {
    package var en: String {
        switch self {
        case .reportHolds: "Every number opens. All that is said agrees with the records."
        case .reportWrong: "Every number opens. Sentences that do not agree with the records are marked: {1}."
        case .reportFigures: "Figures used"
        case .inReport: "In the report on {1}"
        case .figureBasis: "Facts: {1}. Version of the rule: {2}"
        case .claimFails: "Does not agree with the records: {1} should be {2}, and the count is {3}."
        case .claimExact: "a count"
        case .claimEqual: "{1}"
        case .claimAbout: "about {1}"
        case .claimMoreThan: "more than {1}"
        case .claimBetween: "more than {1} and less than {2}"
        case .claimNearly: "close to {1} and below it"
        case .claimWithin: "{1} at most"
        case .claimAtLeast: "{1} at least"
        case .claimFirst: "the first"
        case .claimConsecutive: "months in a row"
        case .figureShare: "Part and whole"
        case .figureShareValue: "{1} of {2}"
        case .figureSample: "Sample"
        case .figureChange: "Rule, version {1}"
        case .figureChangeValue: "From {1}, not comparable with before: {2}"
        case .byCommunity: "By community"
        case .byMonth: "By month"
        case .duration: "{1} d {2} h {3} min"
        case .unitMinute: "minutes"
        case .unitYuan: "yuan"
        case .unitTenThousandYuan: "ten thousand yuan"
        case .unitSquareMetre: "m²"
        case .faultNoReport: "The catalog has no report on {1}."
        case .remedyReport: "There are: {1}."
        }
    }
}
