import Catalog
package import Identity
package import Ledger

/// Why somebody may not do something to a matter: he lacks this right.
package struct LacksRight: Error, Equatable {
    package let right: Right
}

extension MatterRules {
    /// Whether somebody may do an act to a matter, by his rights alone.
    ///
    /// - Parameters:
    ///   - home: His own unit.
    ///   - allows: Whether he has a right for a unit, in the matter's line.
    /// - Returns: The unit of the office for which he does it; nil for whoever is not of the office.
    package func permit(
        _ act: MatterAct,
        on matter: Matter,
        by actor: Actor,
        home: Code?,
        on day: LocalDay,
        allows: (Right, Code?) -> Bool
    ) throws(LacksRight) -> Code? {
        func need(_ right: Right, _ unit: Code? = nil) throws(LacksRight) {
            guard allows(right, unit) else { throw LacksRight(right: right) }
        }
        if actor == .reporter(of: matter.id) {
            switch act {
            case .withdraw, .urge, .rate, .reopen, .note(isForReporter: true, _): return nil
            default: throw LacksRight(right: .handleMatter)
            }
        }
        switch act {
        case .assign, .progress, .handle:
            try need(.handleMatter, matter.stage.lead)
            return matter.stage.lead
        case .assist(let unit, _):
            try need(.handleMatter, unit)
            return unit
        case .settle:
            // A community's own workstation, or the dispatchers for the office.
            if let station = workstation(of: matter.place.community, on: day), allows(.handleMatter, station)
            {
                return station
            }
            try need(.fileMatter)
        case .ask(let ask):
            switch ask {
            case .closing, .handover: try need(.dispatchMatter)
            case .longer, .suspension, .transfer, .returnAbove, .passUp, .competence:
                guard let lead = matter.stage.lead else {
                    try need(.dispatchMatter)
                    break
                }
                try need(.handleMatter, lead)
                return lead
            }
        case .decide(let id, let ruling, _, _):
            switch matter.asks.first(where: { $0.id == id })?.ask {
            case _ where ruling == .dropped: break
            case .transfer(let unit):
                try need(.handleMatter, unit)
                return unit
            case .handover: break
            case nil, .longer, .suspension, .returnAbove, .passUp, .competence, .closing:
                try need(.dispatchMatter)
            }
        case .takeStep(let step, _, _):
            if let lead = matter.stage.lead, !isAbove(step, of: matter.origin.kind),
                allows(.handleMatter, lead)
            {
                return lead
            }
            try need(.dispatchMatter)
        case .file, .decline, .withdraw, .merge, .markRelapse, .correct, .rate, .reopen, .closeAtSource:
            try need(.fileMatter)
        case .dispatch, .resume, .supervise, .answerSupervision, .plan: try need(.dispatchMatter)
        case .verify, .sendBack: try need(.verifyMatter)
        case .strikeOff: try need(.closeMatter)
        case .urge: try need(.reportMatter)
        case .note:
            if let lead = matter.stage.lead, allows(.handleMatter, lead) { return lead }
            try need(.fileMatter)
        }
        return home
    }

    /// The workstation (社区工作站) of a community.
    package func workstation(of community: Code?, on day: LocalDay) -> Code? {
        guard let community else { return nil }
        return catalog.units(on: day).first { $0.community == community }?.code
    }

    private func isAbove(_ step: Code, of kind: Code) -> Bool {
        catalog.matterKind(kind)?.steps.first { $0.code == step }?.isAbove ?? false
    }
}

extension Matter {
    /// Whether it is for somebody to see, by his rights alone: confidential ones by a right of their own.
    ///
    /// - Parameter allows: Whether he has a right for a unit, in the matter's line.
    package func isVisible(_ allows: (Right, Code?) -> Bool) -> Bool {
        guard allows(.seeMatters, stage.lead) else { return false }
        return origin.confidentiality != .confidential || allows(.seeConfidential, stage.lead)
    }
}

extension Actor {
    /// Whoever reported the matter, known by its code word.
    package static func reporter(of id: Matter.ID) -> Actor {
        guard let actor = Actor(rawValue: "reporter:\(id)") else {
            preconditionFailure("A matter's number stands in an actor.")
        }
        return actor
    }
}
