import Casework
import Catalog
import Ledger

extension Paper {
    /// Where it stands, in words.
    func text(_ language: Language) -> String {
        switch stage {
        case .signing:
            guard let waiting else { return "" }
            return DocumentWord.paperSigning[language, waiting.word[language]]
        case .returned: return DocumentWord.paperReturned[language]
        case .issued:
            let issued =
                numberText.map { DocumentWord.paperIssuedNumber[language, $0] }
                ?? DocumentWord.paperIssued[language]
            let delivered = delivery.map {
                " · \(DocumentWord.paperDeliveredOn[language, "\($0.day)", $0.way.word[language]])"
            }
            return issued + (delivered ?? "")
        case .voided: return DocumentWord.paperVoided[language] + (numberText.map { " \($0)" } ?? "")
        }
    }
}

extension MatterDocument.Signer {
    var word: DocumentWord {
        switch self {
        case .drafter: .signerDrafter
        case .sectionHead: .signerSectionHead
        case .legal: .signerLegal
        case .leader: .signerLeader
        case .principal: .signerPrincipal
        }
    }
}

extension PaperAct.Name {
    /// - Parameter issues: Whether signing issues it.
    func word(issues: Bool) -> DocumentWord {
        switch self {
        case .revise: .actRevise
        case .sign: issues ? .actIssue : .actSign
        case .sendBack: .actReturn
        case .deliver: .actDeliver
        case .void: .actVoid
        }
    }
}

extension PaperDelivered.Way {
    var word: DocumentWord {
        switch self {
        case .direct: .wayDirect
        case .left: .wayLeft
        case .entrusted: .wayEntrusted
        case .post: .wayPost
        case .electronic: .wayElectronic
        case .notice: .wayNotice
        }
    }
}

extension Paper.Stage.Name {
    func text(_ language: Language) -> String {
        switch self {
        case .signing: DocumentWord.paperChain[language]
        case .returned: DocumentWord.paperReturned[language]
        case .issued: DocumentWord.paperIssued[language]
        case .voided: DocumentWord.paperVoided[language]
        }
    }
}

extension PaperRefusal {
    func text(_ language: Language) -> String {
        switch self {
        case .stage(let stage): DocumentWord.refusedPaperStage[language, stage.text(language)]
        case .notStaff: DocumentWord.refusedPaperStaff[language]
        case .hasSigned: DocumentWord.refusedSigned[language]
        case .notNext(let signer): DocumentWord.refusedTurn[language, signer.word[language]]
        case .notLast, .number: DocumentWord.refusedChain[language]
        case .signedAlready: DocumentWord.refusedSignedAlready[language]
        case .deliveredAlready: DocumentWord.refusedDelivered[language]
        }
    }
}

extension PaperError {
    func text(_ language: Language) -> String {
        switch self {
        case .unknown(let id): DocumentWord.faultNoPaper[language, "\(id)"]
        case .unknownDocument, .otherDocument: DocumentWord.problemDocument[language]
        case .unfilled(let name): DocumentWord.problemUnfilled[language, name]
        case .changed: DocumentWord.problemChangedPaper[language]
        case .refused(_, let refusal): refusal.text(language)
        case .erased: DocumentWord.paperErased[language]
        case .noUnit: DocumentWord.problemNoUnit[language]
        }
    }
}
