package import Casework
import Ledger

/// Why a row is not imported: what stands where, and what is wrong with it.
package struct RowProblem: Error, Equatable, Sendable {
    package enum What: Equatable, Sendable {
        case empty
        /// No such code or name in the catalog.
        case unknown(Part)
        /// More than one thing of the catalog has this name.
        case ambiguous(Part)
        case noTime
        case noDay
        case noPosition
        case noAnswer
        /// It lies after the moment of the import, or ends before it began.
        case time
        case tooLong(most: Int)
        /// The same number came in before with another content.
        case changed
        case matter(MatterError)
    }

    package enum Part: String, Sendable {
        case source, community, category, unit
    }

    /// The columns from which it was taken; none where the whole row is meant.
    package let columns: [String]
    package let value: String
    package let what: What

    package init(_ what: What, columns: [String] = [], value: String = "") {
        self.what = what
        self.columns = columns
        self.value = value
    }
}

extension RowProblem: CustomStringConvertible {
    /// In both languages: the file of refused rows may be mended by one and imported by another.
    package var description: String {
        let place = columns.isEmpty ? "" : columns.joined(separator: " + ")
        let shown = value.isEmpty ? "" : "“\(value.prefix(60))”"
        let (zh, en) = words
        let subject = [place, shown].filter { !$0.isEmpty }.joined(separator: " ")
        return subject.isEmpty ? "\(zh) / \(en)" : "\(subject)：\(zh) / \(en)"
    }

    private var words: (zh: String, en: String) {
        switch what {
        case .empty: ("不能为空，请填写", "is empty; fill it in")
        case .unknown(let part):
            (
                "目录中没有这个\(part.zh)，请改为目录中的名称或代码，或在导入方案中补上",
                "is no \(part.rawValue) of the catalog; use one that is, or add it to the profile"
            )
        case .ambiguous(let part):
            (
                "目录中有几个\(part.zh)叫这个名称，请改写代码",
                "is the name of more than one \(part.rawValue); write the code"
            )
        case .noTime:
            ("不是时间，应如 2018-07-04 17:24", "is no time; write it as 2018-07-04 17:24")
        case .noDay: ("不是日期，应如 2018-07-04", "is no day; write it as 2018-07-04")
        case .noPosition:
            ("不是经纬度，应如 22.690000", "is no position; write degrees as 22.690000")
        case .noAnswer: ("不符合该项的填写要求", "is no answer that this field takes")
        case .time:
            (
                "时间在导入之后，或办结早于上报，请核对",
                "lies after the import, or ends before it began; check it"
            )
        case .tooLong(let most): ("太长，最多 \(most) 字", "is too long; at most \(most) characters")
        case .changed:
            (
                "同一编号以前已导入，内容不同；请在该事项上更正，不能再次导入",
                "came in before under this number with another content; correct that matter instead"
            )
        case .matter(let error): ("不能登记（\(error)）", "cannot be recorded (\(error))")
        }
    }
}

extension RowProblem.Part {
    fileprivate var zh: String {
        switch self {
        case .source: "来源"
        case .community: "社区"
        case .category: "类别"
        case .unit: "单位"
        }
    }
}
