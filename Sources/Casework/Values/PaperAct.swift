package import Ledger

/// What somebody wants to do to a paper, before its number is counted.
package enum PaperAct: Equatable, Sendable {
    case revise(PaperWording)
    /// Signs, and issues it where nobody follows.
    case sign
    case sendBack
    case deliver(PaperDelivered.Way, on: LocalDay)
    case void

    package var name: Name {
        switch self {
        case .revise: .revise
        case .sign: .sign
        case .sendBack: .sendBack
        case .deliver: .deliver
        case .void: .void
        }
    }

    /// The word of addresses and requests.
    package enum Name: String, CaseIterable, Sendable {
        case revise, sign
        case sendBack = "return"
        case deliver, void

        /// Whether somebody has to say why.
        package var needsNote: Bool { self == .sendBack || self == .void }
    }
}

extension PaperAct {
    /// What it comes to.
    ///
    /// - Parameter number: The next in its series, where it is issued by it and papers of its form have one.
    func event(on paper: Paper, unit: Code?, day: LocalDay, number: Int64?) throws(PaperRefusal) -> PaperEvent
    {
        switch self {
        case .revise: return .revised(PaperRevised(unit: unit, day: day))
        case .sign:
            guard let signer = paper.waiting else { throw .stage(paper.stage.name) }
            return paper.isLast
                ? .issued(PaperIssued(signer, unit: unit, day: day, number: number))
                : .signed(PaperSigned(signer, unit: unit, day: day))
        case .sendBack:
            guard let signer = paper.waiting else { throw .stage(paper.stage.name) }
            return .returned(PaperReturned(signer, unit: unit))
        case .deliver(let way, let delivered):
            return .delivered(PaperDelivered(way, day: delivered, unit: unit))
        case .void: return .voided(PaperVoided(day: day, unit: unit))
        }
    }

    /// All that is asked, for the digest of a request.
    var json: JSON.Object {
        var json: JSON.Object =
            switch self {
            case .revise(let wording): ["wording": .object(wording.json)]
            case .deliver(let way, let day): ["day": .day(day), "way": .string(way.rawValue)]
            case .sign, .sendBack, .void: [:]
            }
        json["act"] = .string(name.rawValue)
        return json
    }
}

extension PaperWording {
    var json: JSON.Object {
        [
            "addressee": addressee.map { .string($0) }, "text": .string(text), "title": .string(title),
        ]
    }
}
