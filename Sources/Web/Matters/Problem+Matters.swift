import Casework
import Catalog
import Ledger
import Registers

extension MatterError {
    /// What is wrong, where, and what to do.
    func text(_ language: Language, _ office: Catalogued? = nil) -> String {
        func say(_ word: MatterWord, _ parts: String...) -> String { word.text(language, parts) }
        switch self {
        case .empty(let part): return say(.problemEmptyPart, part.word[language])
        case .tooLong(let part, let count, let most):
            return say(.problemTooLong, part.word[language], "\(count)", "\(most)")
        case .tooManyMarks(let part): return say(.problemPartMarks, part.word[language])
        case .tooManyPoints: return say(.problemPoints, "\(MatterReported.pointLimit)")
        case .tooManyAttachments: return Word.problemFilesMany[language, "\(Attachment.limit)"]
        case .unknown(let id): return say(.faultNoMatter, "\(id)")
        case .unknownKind(let code): return say(.problemKind, code.rawValue)
        case .notForResidents: return say(.problemResidents)
        case .unknownSource, .otherSource: return say(.problemSource)
        case .unknownCommunity: return Word.problemCommunity[language]
        case .unknownCategory: return say(.problemCategory)
        case .unknownUnit: return Word.problemUnit[language]
        case .unknownStaff: return say(.problemPerson)
        case .fieldMissing(let code):
            return say(.problemFieldMissing, office?.fieldName(code, language) ?? code.rawValue)
        case .fieldUnknown(let code), .fieldShape(let code):
            return say(.problemFieldShape, office?.fieldName(code, language) ?? code.rawValue)
        case .knownNumber(let number, let id): return say(.problemKnownNumber, number, "\(id)")
        case .takenNumber(let number): return say(.problemTakenNumber, number)
        case .numberShape: return say(.problemNumberShape)
        case .noRelapse(let days):
            return days.map { say(.problemRelapseDays, "\($0)") } ?? say(.problemNoRelapse)
        case .enoughToday(let most): return say(.problemEnoughToday, "\(most)")
        case .changed: return say(.problemChangedMatter)
        case .refused(_, let refusal): return refusal.text(language, office)
        case .noRoute: return say(.problemNoRoute)
        case .noteMissing: return say(.problemNote)
        case .time: return say(.problemTime)
        case .longerThanAllowed(let most):
            return most == 0 ? say(.problemNoExtension) : say(.problemExtension, "\(most)")
        case .noRule(let code, let day): return say(.problemNoRule, code.rawValue, "\(day)")
        case .nothingAsked: return say(.problemNothing)
        }
    }
}

/// Names of the catalog for messages about one kind of matter.
struct Catalogued {
    let office: Office
    let kind: Code

    func fieldName(_ code: Code, _ language: Language) -> String {
        office.catalog.matterKind(kind)?.fields.first { $0.code == code }?.name[language] ?? code.rawValue
    }

    func stepName(_ code: Code, _ language: Language) -> String {
        office.stepName(code, of: kind, language)
    }
}

extension MatterRefusal {
    func text(_ language: Language, _ office: Catalogued? = nil) -> String {
        func say(_ word: MatterWord, _ parts: String...) -> String { word.text(language, parts) }
        let comma = language == .zh ? "、" : ", "
        switch self {
        case .stage(let stage): return say(.refusedStage, stage.word[language])
        case .ended(let outcome): return say(.refusedEnded, outcome.word[language])
        case .notStaff: return say(.refusedNotStaff)
        case .hasHandled: return say(.refusedHasHandled)
        case .unitHasHandled(let unit): return say(.refusedUnitHandled, unitName(unit, office, language))
        case .noUnit: return say(.refusedNoUnit)
        case .notLead(let unit): return say(.refusedNotLead, unitName(unit, office, language))
        case .notAssisting: return say(.refusedNotAssisting)
        case .leadAssists(let unit): return say(.refusedLeadAssists, unitName(unit, office, language))
        case .unanswered(let points):
            return say(.refusedUnanswered, points.map(String.init).joined(separator: comma))
        case .noPoint(let point): return say(.refusedNoPoint, "\(point)")
        case .stepsFirst(let steps):
            let names = steps.map { office?.stepName($0, language) ?? $0.rawValue }
            return say(.refusedSteps, names.joined(separator: comma))
        case .noStep(let step): return say(.refusedNoStep, office?.stepName(step, language) ?? step.rawValue)
        case .stepTaken(let step):
            return say(.refusedStepTaken, office?.stepName(step, language) ?? step.rawValue)
        case .partsOpen(let parts):
            return say(.refusedParts, parts.map { "\($0)" }.joined(separator: comma))
        case .undecided(let sorts):
            return say(.refusedUndecided, sorts.map { $0.word[language] }.joined(separator: comma))
        case .noAsk: return say(.refusedNoAsk)
        case .ownAsk: return say(.refusedOwnAsk)
        case .notAsker: return say(.refusedNotAsker)
        case .notReceiver: return say(.refusedNotReceiver)
        case .sameUnit: return say(.refusedSameUnit)
        case .suspended: return say(.refusedSuspended)
        case .notSuspended: return say(.refusedNotSuspended)
        case .closedAbove: return say(.refusedClosedAbove)
        case .closedHere: return say(.refusedClosedHere)
        case .notOnTheSpot: return say(.refusedNotOnTheSpot)
        case .openedAgain: return say(.refusedOpenedAgain)
        case .letterUnanswered: return say(.refusedLetter)
        case .urgedToday: return say(.refusedUrgedToday)
        case .parentClosed(let id): return say(.refusedParentClosed, "\(id)")
        case .notSupervised: return say(.refusedNotSupervised)
        case .hasLeader: return say(.refusedHasLeader)
        case .noLeader: return say(.refusedNoLeader)
        case .itself: return say(.refusedItself)
        case .dwelling: return say(.refusedDwelling)
        case .notPart(let id): return say(.refusedNotPart, "\(id)")
        case .nothingChanges: return say(.problemNothing)
        case .clock, .noTerm: return say(.refusedClock)
        }
    }

    private func unitName(_ code: Code, _ office: Catalogued?, _ language: Language) -> String {
        office?.office.unitName(code, language) ?? code.rawValue
    }
}

extension MatterError.Part {
    var word: MatterWord {
        switch self {
        case .text: .partText
        case .address: .partAddress
        case .name: .partName
        case .telephone: .partTelephone
        case .note: .partNote
        case .outsideNumber: .partOutsideNumber
        case .fields: .partFields
        case .day: .partDay
        case .number: .partNumber
        case .title: .partTitle
        case .addressee: .partAddressee
        }
    }
}
