package import Ledger

/// The fixed words of papers.
package enum PaperWord: CaseIterable, Sendable {
    case step, name, day, seal, verification, reference, synthetic, contents, place, title, number, page

    package func text(in language: PaperLanguage) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }

    private var zh: String {
        switch self {
        case .step: "环节"
        case .name: "姓名"
        case .day: "日期"
        case .seal: "盖章处"
        case .verification: "扫码核验"
        case .reference: "事项编号"
        case .synthetic: "演示文件：内容为虚构，不具效力"
        case .contents: "目录"
        case .place: "序号"
        case .title: "文件"
        case .number: "文号"
        case .page: "页码"
        }
    }

    private var en: String {
        switch self {
        case .step: "Step"
        case .name: "Name"
        case .day: "Date"
        case .seal: "Place of the seal"
        case .verification: "Scan to verify"
        case .reference: "Reference"
        case .synthetic: "Synthetic demo: invented content, without effect"
        case .contents: "Contents"
        case .place: "No."
        case .title: "Document"
        case .number: "Document number"
        case .page: "Page"
        }
    }
}

extension PaperLanguage {
    /// `2018年6月1日` (GB/T 9704-2012 7.3.5.4: digits, without zeros in front), `1 June 2018`.
    package func text(_ day: LocalDay) -> String {
        switch self {
        case .zh: "\(day.year)年\(day.month)月\(day.day)日"
        case .en: "\(day.day) \(Self.months[day.month - 1]) \(day.year)"
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
