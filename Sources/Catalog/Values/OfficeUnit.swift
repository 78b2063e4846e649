package import Ledger

/// A part of the office to which work is given: an office, a centre, a team, a community's workstation; never a person.
package struct OfficeUnit: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The working committee or the subdistrict office itself (党工委、街道办事处).
        case authority
        /// 办公室、科、工委
        case office
        /// 中心
        case centre
        /// 执法队
        case team
        /// An outpost of an authority above (派出机构), such as the judicial office 司法所.
        case outpost
        /// The workstation of a community (社区工作站).
        case workstation
    }

    package let code: Code
    package let name: LocalName
    package let kind: Kind
    /// The unit above; nil at the top.
    package let parent: Code?
    /// Where it works, for a workstation and nobody else.
    package let community: Code?
    package let validity: Validity
}
