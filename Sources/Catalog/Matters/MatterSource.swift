package import Ledger

/// Where matters come from (来源), such as the hotline or an inspection group.
package struct MatterSource: Equatable, Sendable {
    package let code: Code
    package let name: LocalName
    package let level: Level
    /// Who may close what comes from it.
    package let closing: Closing
    /// Whether matters from it carry a number that was given there.
    package let hasNumber: Bool
    package let validity: Validity

    package enum Level: String, CaseIterable, Sendable {
        case own, community, grid, hotline, district, city
        /// An inspection group from above (督察组).
        case inspection
    }

    package enum Closing: String, CaseIterable, Sendable {
        /// The office strikes it off itself.
        case office
        /// The office applies (申请办结), and the source decides.
        case source
    }
}

/// A category (类别) under which matters are sorted, in a tree.
package struct MatterCategory: Equatable, Sendable {
    package let code: Code
    package let name: LocalName
    /// The category above; nil at the top.
    package let parent: Code?
    /// Words that point to it in a report's text, such as 路灯.
    package let hints: [String]
    package let validity: Validity
}

/// A document (文书) that a line issues.
package struct MatterDocument: Equatable, Sendable {
    package let code: Code
    package let name: LocalName
    package let line: Code
    /// How its numbers read, `坪街交办〔{year}〕{number}号`; nil where it has none.
    package let number: String?
    /// Who signs, in their order (签批); at least one.
    package let chain: [Signer]
    package let isSealed: Bool
    /// Paragraphs with names in braces, `names`.
    package let text: LocalName
    package let validity: Validity

    /// What is written from the matter when a paper is drafted.
    package static let names = [
        "reference", "deadline", "lead", "verifier", "result", "reason", "document", "date",
    ]

    package enum Signer: String, CaseIterable, Sendable {
        /// 经办人拟办
        case drafter
        /// 科室负责人审核
        case sectionHead = "section-head"
        /// 法制审核
        case legal
        /// 分管领导
        case leader
        /// 主要领导签发
        case principal
    }
}
