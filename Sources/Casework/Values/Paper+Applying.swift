package import Catalog
import Ledger

/// Why something cannot happen to a paper as it stands.
package enum PaperRefusal: Error, Equatable, Sendable {
    /// Not at this stage.
    case stage(Paper.Stage.Name)
    /// Only somebody with an account may do it.
    case notStaff
    /// Nobody signs twice, nor what he has drafted.
    case hasSigned
    /// It is another one's turn.
    case notNext(MatterDocument.Signer)
    /// Others follow in the chain, or nobody does.
    case notLast
    /// Somebody has signed it already; he would have to send it back first.
    case signedAlready
    /// Only papers that have numbers are given one.
    case number
    case deliveredAlready
}

extension Paper {
    /// The paper as it stands once `event` is in the ledger.
    ///
    /// - Parameter party: Who does it, for which unit.
    package func applying(_ event: PaperEvent, by party: Party) throws(PaperRefusal) -> Paper {
        guard party.isStaff else { throw .notStaff }
        var next = self
        switch event {
        case .revised(let event): try next.revise(event, party)
        case .signed(let event): try next.sign(event, party)
        case .returned(let event):
            try next.require(event.signer, party)
            guard form.chain.count > 1 else { throw .notLast }
            next.stage = .returned
        case .issued(let event): try next.issue(event, party)
        case .delivered(let event):
            guard case .issued = stage else { throw .stage(stage.name) }
            guard delivery == nil else { throw .deliveredAlready }
            next.delivery = Delivery(event.way, on: event.day)
        case .voided:
            switch stage {
            case .signing, .returned: next.stage = .voided(issued: nil, number: nil)
            case .issued(let day, let number): next.stage = .voided(issued: day, number: number)
            case .voided: throw .stage(.voided)
            }
        }
        next.revision += 1
        return next
    }

    private mutating func revise(_ event: PaperRevised, _ party: Party) throws(PaperRefusal) {
        switch stage {
        case .returned: break
        case .signing: guard signatures.count == 1 else { throw .signedAlready }
        case .issued, .voided: throw .stage(stage.name)
        }
        stage = .signing
        signatures = [Signature(.drafter, by: party.actor, on: event.day)]
    }

    private mutating func sign(_ event: PaperSigned, _ party: Party) throws(PaperRefusal) {
        try require(event.signer, party)
        guard !isLast else { throw .notLast }
        signatures.append(Signature(event.signer, by: party.actor, on: event.day))
    }

    private mutating func issue(_ event: PaperIssued, _ party: Party) throws(PaperRefusal) {
        try require(event.signer, party)
        guard isLast else { throw .notLast }
        guard (event.number == nil) == (form.number == nil) else { throw .number }
        if signatures.count < form.chain.count {
            signatures.append(Signature(event.signer, by: party.actor, on: event.day))
        }
        stage = .issued(on: event.day, number: event.number)
    }

    /// It is his turn, and he has signed nothing of it yet.
    private func require(_ signer: MatterDocument.Signer, _ party: Party) throws(PaperRefusal) {
        guard let waiting else { throw .stage(stage.name) }
        guard signer == waiting else { throw .notNext(waiting) }
        // What one drafts alone one issues alone.
        if form.chain.count > 1, signatures.contains(where: { $0.actor == party.actor }) { throw .hasSigned }
    }
}
