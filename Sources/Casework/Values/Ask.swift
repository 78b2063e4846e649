package import Ledger
package import WorkingTime

/// Something about a matter that one asks and another decides.
package enum Ask: Equatable, Sendable {
    /// 延期
    case longer(DeadlineRule.Extension)
    /// 挂账 and the like: the clock of handling stands while it is granted.
    case suspension(Pause.Cause)
    /// To another unit of the office, which has to accept.
    case transfer(to: Code)
    /// 包案 goes to another leader, who has to accept.
    case handover(to: Actor)
    /// 退件: back to whoever handed it down.
    case returnAbove
    /// 上报: it is outside the office's power.
    case passUp
    /// 职责争议: decided above.
    case competence
    /// 申请办结: to whoever handed it down.
    case closing

    package enum Sort: String, CaseIterable, Sendable {
        case `extension`, suspension, transfer, handover
        case returnAbove = "return"
        case passUp = "pass-up"
        case competence, closing

        /// Whether it is decided above, and only recorded here.
        package var isDecidedAbove: Bool {
            switch self {
            case .returnAbove, .passUp, .competence, .closing: true
            case .extension, .suspension, .transfer, .handover: false
            }
        }

        /// Whether the matter may leave the unit by it, so that nothing is handled until it is decided.
        package var holdsHandling: Bool {
            switch self {
            case .transfer, .returnAbove, .passUp, .competence: true
            case .extension, .suspension, .handover, .closing: false
            }
        }
    }

    package var sort: Sort {
        switch self {
        case .longer: .extension
        case .suspension: .suspension
        case .transfer: .transfer
        case .handover: .handover
        case .returnAbove: .returnAbove
        case .passUp: .passUp
        case .competence: .competence
        case .closing: .closing
        }
    }
}

/// Something asked and not decided yet.
package struct OpenAsk: Equatable, Sendable {
    /// The entry by which it was asked.
    package let id: Entry.ID
    package let ask: Ask
    package let by: Party

    package init(id: Entry.ID, ask: Ask, by: Party) {
        self.id = id
        self.ask = ask
        self.by = by
    }
}

extension Matter {
    /// Whether a decision was made above, so that it has a number there and a wording to be kept.
    func isDecidedAbove(_ ask: Entry.ID, _ ruling: MatterDecided.Ruling) -> Bool {
        guard ruling != .dropped else { return false }
        return asks.contains { $0.id == ask && $0.ask.sort.isDecidedAbove }
    }
}

/// Who acts, and for which unit of the office.
package struct Party: Equatable, Sendable {
    package let actor: Actor
    /// Nil for whoever is not of the office, and for rules.
    package let unit: Code?

    package init(_ actor: Actor, unit: Code? = nil) {
        self.actor = actor
        self.unit = unit
    }

    /// Whether it is a person with an account; only such a one verifies, strikes off and decides.
    package var isStaff: Bool { actor.rawValue.hasPrefix("staff:") }
}
