package import Catalog
package import Identity
package import Ledger

extension MatterRules {
    /// The unit for which somebody drafts a paper of a matter, by his rights alone.
    ///
    /// - Parameter home: His own unit.
    package func permitDraft(
        of matter: Matter,
        home: Code?,
        allows: (Right, Code?) -> Bool
    ) throws(LacksRight) -> Code? {
        if let lead = matter.stage.lead, allows(.handleMatter, lead) { return lead }
        guard allows(.dispatchMatter, nil) else { throw LacksRight(right: .handleMatter) }
        return home
    }

    /// Whether somebody may do an act to a paper, by his rights alone.
    ///
    /// - Parameter allows: Whether he has a right for a unit, in the matter's line.
    /// - Returns: The unit of the office for which he does it.
    package func permit(
        _ act: PaperAct.Name,
        on paper: Paper,
        of matter: Matter,
        home: Code?,
        allows: (Right, Code?) -> Bool
    ) throws(LacksRight) -> Code? {
        switch act {
        case .revise, .deliver: return try permitClerk(paper, matter, home, allows)
        case .sign, .sendBack:
            guard let waiting = paper.waiting else { return home }
            return try permit(waiting, paper, matter, home, allows)
        case .void:
            // What is issued is voided by whoever issues such papers.
            guard paper.issuedOn != nil, let last = paper.form.chain.last else {
                return try permitClerk(paper, matter, home, allows)
            }
            return try permit(last, paper, matter, home, allows)
        }
    }

    private func permitClerk(
        _ paper: Paper,
        _ matter: Matter,
        _ home: Code?,
        _ allows: (Right, Code?) -> Bool
    ) throws(LacksRight) -> Code? {
        if allows(.handleMatter, paper.unit) { return paper.unit }
        return try permitDraft(of: matter, home: home, allows: allows)
    }

    private func permit(
        _ signer: MatterDocument.Signer,
        _ paper: Paper,
        _ matter: Matter,
        _ home: Code?,
        _ allows: (Right, Code?) -> Bool
    ) throws(LacksRight) -> Code? {
        guard let right = signer.right else { return try permitClerk(paper, matter, home, allows) }
        guard allows(right, paper.unit) else { throw LacksRight(right: right) }
        return home
    }
}

extension MatterDocument.Signer {
    /// The right that this post takes; nil for the drafter, who is whoever handles the matter.
    package var right: Right? {
        switch self {
        case .drafter: nil
        case .sectionHead: .checkPaper
        case .legal: .reviewPaper
        case .leader: .approvePaper
        case .principal: .issuePaper
        }
    }
}
