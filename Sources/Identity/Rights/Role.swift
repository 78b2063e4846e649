/// What somebody is in the office; the table says what that allows.
package enum Role: String, CaseIterable, Sendable {
    /// 上报员: reports what he sees.
    case reporter
    /// 处置员: handles what is dispatched to his unit.
    case handler
    /// 派单员: files matters and dispatches them, for the whole office.
    case dispatcher
    /// 核查员: verifies on the spot what others have handled.
    case verifier
    /// 科室负责人: checks what his unit drafts.
    case sectionHead = "section-head"
    /// 法制员: reviews whether a paper is lawful.
    case legal
    /// 分管领导: answers for lines of work.
    case leader
    /// 主要领导: issues the office's papers.
    case principal
    /// 监督员: sees how the others use their rights, and never writes.
    case auditor
    /// 系统管理员: accounts, catalog and keys, but no casework and no names.
    case administrator
}
