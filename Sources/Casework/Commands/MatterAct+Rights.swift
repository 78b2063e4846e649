import Administration
import Catalog
import Identity
package import Ledger
import Storage

extension Actor {
    /// Whoever reported the matter, known by its code word.
    package static func reporter(of id: Matter.ID) -> Actor {
        guard let actor = Actor(rawValue: "reporter:\(id)") else {
            preconditionFailure("A matter's number stands in an actor.")
        }
        return actor
    }
}

extension Recorder {
    /// Refuses what the order's actor may not do to the matter.
    ///
    /// - Returns: The unit of the office for which he does it; nil for whoever is not of the office.
    func permit(_ act: MatterAct, on matter: Matter, _ rules: MatterRules) throws -> Code? {
        let (line, zone) = (matter.origin.line, rules.zone)
        if order.actor == .reporter(of: matter.id) {
            switch act {
            case .withdraw, .urge, .rate, .reopen, .note(isForReporter: true, _): return nil
            default: throw StaffError.notAllowed(.handleMatter)
            }
        }
        func allowed(_ right: Right, unit: Code? = nil) throws {
            try require(right, unit: unit, line: line, in: zone)
        }
        switch act {
        case .assign, .progress, .handle:
            try allowed(.handleMatter, unit: matter.stage.lead)
            return matter.stage.lead
        case .assist(let unit, _):
            try allowed(.handleMatter, unit: unit)
            return unit
        case .settle:
            // A community's own workstation, or the dispatchers for the office.
            let station = rules.workstation(of: matter.place.community, on: zone.day(of: time))
            if let station, try may(.handleMatter, unit: station, line: line, zone) { return station }
            try allowed(.fileMatter)
        case .ask(let ask):
            switch ask {
            case .closing, .handover: try allowed(.dispatchMatter)
            case .longer, .suspension, .transfer, .returnAbove, .passUp, .competence:
                guard let lead = matter.stage.lead else {
                    try allowed(.dispatchMatter)
                    break
                }
                try allowed(.handleMatter, unit: lead)
                return lead
            }
        case .decide(let id, let ruling, _, _):
            switch matter.asks.first(where: { $0.id == id })?.ask {
            case .transfer(let unit) where ruling != .dropped:
                try allowed(.handleMatter, unit: unit)
                return unit
            case .handover where ruling != .dropped: break
            case _ where ruling == .dropped: break
            case nil, .transfer, .handover, .longer, .suspension, .returnAbove, .passUp, .competence,
                .closing:
                try allowed(.dispatchMatter)
            }
        case .takeStep(let step, _, _):
            if let lead = matter.stage.lead, !rules.isAbove(step, of: matter.origin.kind),
                try may(.handleMatter, unit: lead, line: line, zone)
            {
                return lead
            }
            try allowed(.dispatchMatter)
        case .file, .decline, .withdraw, .merge, .markRelapse, .correct, .rate, .reopen:
            try allowed(.fileMatter)
        case .dispatch, .resume, .supervise, .answerSupervision, .plan: try allowed(.dispatchMatter)
        case .verify, .sendBack: try allowed(.verifyMatter)
        case .strikeOff: try allowed(.closeMatter)
        case .urge: try allowed(.reportMatter)
        case .note:
            if let lead = matter.stage.lead, try may(.handleMatter, unit: lead, line: line, zone) {
                return lead
            }
            try allowed(.fileMatter)
        case .closeAtSource: try allowed(.fileMatter)
        }
        return try home()
    }

    private func may(_ right: Right, unit: Code, line: Code, _ zone: Zone) throws -> Bool {
        let day = zone.day(of: time)
        return try Authority(of: order.actor, on: day, reader).allows(right, unit: unit, line: line, on: day)
    }
}

extension MatterRules {
    /// The workstation (社区工作站) of a community.
    package func workstation(of community: Code?, on day: LocalDay) -> Code? {
        guard let community else { return nil }
        return catalog.units(on: day).first { $0.community == community }?.code
    }

    func isAbove(_ step: Code, of kind: Code) -> Bool {
        catalog.matterKind(kind)?.steps.first { $0.code == step }?.isAbove ?? false
    }
}
