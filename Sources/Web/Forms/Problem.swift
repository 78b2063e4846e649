import Administration
import Blobs
import Casework
import Identity
import Ledger
import Registers
import Storage
import Vault
import WorkingTime

/// What is wrong with what somebody typed, to be said above his form.
struct Problem {
    private let texts: [Language: String]

    private init(_ word: Word, _ parts: String...) { self.init { word.text($0, parts) } }

    private init(_ text: (Language) -> String) {
        texts = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, text($0)) })
    }

    func text(_ language: Language) -> String { texts[language] ?? "" }

    /// - Parameter about: Whose names stand in the message.
    init?(_ error: any Error, _ about: Catalogued) {
        switch error {
        case let error as MatterError: self.init { error.text($0, about) }
        case let error as PaperError: self.init { error.text($0) }
        case MatterFormError.other: self.init { MatterWord.problemOther[$0] }
        case MatterFormError.number: self.init { MatterWord.problemNumber[$0] }
        case is DeadlineRuleError: self.init { MatterWord.problemNumber[$0] }
        default: self.init(error)
        }
    }

    /// Nil where the error is not about what was typed.
    init?(_ error: any Error) {
        switch error {
        case let error as StaffError: self.init(error)
        case let error as OpeningError: self.init(error)
        case let error as AdoptionError: self.init(error)
        case let error as VaultError: self.init(error)
        case let error as AnnouncementError: self.init(error)
        case let error as UploadError: self.init(error)
        case let error as TokenError: self.init(error)
        case CommandError.idUsed: self.init(.problemSentBefore)
        case CommandError.unwritable: self.init(.problemUnwritable)
        default: return nil
        }
    }

    /// Why somebody's own password was not taken; nil where it was.
    init?(_ confirmation: SignIn.Confirmation, at now: Instant) {
        switch confirmation {
        case .right: return nil
        case .wrong: self.init(.problemPresentPassword)
        case .wait(let until): self.init(.problemWait, "\(Self.seconds(until, from: now))")
        }
    }

    /// How long somebody has to wait, in whole seconds, at least one.
    static func seconds(_ until: Instant, from now: Instant) -> Int64 {
        max(1, (until.rawValue - now.rawValue + 999) / 1000)
    }

    private init(_ error: StaffError) {
        switch error {
        case .login: self.init(.problemLogin)
        case .loginTaken(let login): self.init(.problemLoginTaken, "\(login)")
        case .name: self.init(.problemName, "\(StaffError.nameLimit)")
        case .telephone: self.init(.problemTelephone)
        case .unknownUnit: self.init(.problemUnit)
        case .unknownLine: self.init(.problemLine)
        case .unknown(let id): self.init(.faultNoStaff, "\(id)")
        case .ended: self.init(.problemEnded)
        case .notEnded: self.init(.problemNotEnded)
        case .changed: self.init(.problemChanged)
        case .unknownGrant: self.init(.problemGrant)
        case .grantDays: self.init(.problemGrantDays)
        case .ownRoles: self.init(.problemOwnRoles)
        case .auditorWrites: self.init(.problemAuditor)
        case .lastAdministrator: self.init(.problemLastAdministrator)
        case .notAllowed: self.init(.faultNotAllowed)
        }
    }

    private init(_ error: AnnouncementError) {
        let wording = Announcement.Wording.self
        switch error {
        case .empty(let field): self.init(field == "reason" ? .problemEmptyReason : .problemEmpty)
        case .titleTooLong(let count): self.init(.problemTitleLong, "\(count)", "\(wording.titleLimit)")
        case .titleTooLarge, .reasonTooLarge, .tooManyMarks: self.init(.problemMarks)
        case .reasonTooLong(let count): self.init(.problemReasonLong, "\(count)", "\(wording.reasonLimit)")
        case .textTooLong(let count): self.init(.problemTextLong, "\(count)", "\(wording.textLimit)")
        case .tooManyAttachments: self.init(.problemFilesMany, "\(Attachment.limit)")
        case .unknownCommunity: self.init(.problemCommunity)
        case .unknown(let id): self.init(.faultNoAnnouncement, "\(id)")
        case .withdrawn: self.init(.problemWithdrawn)
        case .changed: self.init(.problemCorrected)
        case .unchanged: self.init(.problemUnchanged)
        case .planTime: self.init(.problemPlanTime, "\(AnnouncementError.planLimit)")
        case .tooManyPlans: self.init(.problemPlansMany, "\(AnnouncementPlans.limit)")
        case .noPlan: self.init(.problemNoPlan)
        }
    }

    private init(_ error: UploadError) {
        switch error {
        case .tooLarge(let name): self.init(.problemFileLarge, name, "\(OfficeFiles.fileLimit >> 20)")
        case .tooMany: self.init(.problemFilesMany, "\(Attachment.limit)")
        case .name: self.init(.problemFileName)
        case .type(let name): self.init(.problemFileType, name)
        case .gone: self.init(.problemFileGone)
        case .noPictures: self.init(.problemNoPictures)
        case .picture(let name, let error):
            switch error {
            case .toolMissing: self.init(.problemNoPictures)
            case .tooManyPixels: self.init(.problemPicturePixels, name)
            case .busy: self.init(.problemPicturesBusy)
            case .notAPicture, .tookTooLong, .unreadable, .blob: self.init(.problemPicture, name)
            }
        }
    }

    private init(_ error: OpeningError) {
        switch error {
        case .purpose:
            let lengths = OpeningError.purposeLengths
            self.init(.problemPurpose, "\(lengths.lowerBound)", "\(lengths.upperBound)")
        case .nothingSealed: self.init(.problemNothingSealed)
        }
    }

    private init(_ error: AdoptionError) {
        switch error {
        case .inForceAlready: self.init(.nextCatalogSame)
        case .changed: self.init(.problemCatalogChanged)
        }
    }

    private init(_ error: TokenError) {
        switch error {
        case .name:
            let lengths = TokenName.lengths
            self.init(.problemTokenName, "\(lengths.lowerBound)", "\(lengths.upperBound)")
        case .noScope: self.init(.problemTokenScope)
        case .notOffered: self.init(.problemTokenRight)
        case .lastDay(let days):
            self.init(.problemTokenDay, "\(days.lowerBound)", "\(days.upperBound)")
        case .tooMany(let limit): self.init(.problemTokenLimit, "\(limit)")
        }
    }

    private init(_ error: VaultError) {
        switch error {
        case .noMasterKey: self.init(.problemNoMasterKey)
        case .noKey, .shut: self.init(.problemKeyLost)
        case .destroyed: self.init(.problemKeyDestroyed)
        }
    }
}

extension PasswordRules.Refusal {
    func text(_ language: Language) -> String {
        switch self {
        case .tooShort(let count, let minimum): Word.passwordShort[language, "\(count)", "\(minimum)"]
        case .tooLong(_, let maximum): Word.passwordLong[language, "\(maximum)"]
        case .unusableCharacter: Word.passwordCharacter[language]
        case .common: Word.passwordCommon[language]
        case .repeats: Word.passwordRepeats[language]
        case .sequence: Word.passwordSequence[language]
        case .expectedNumber: Word.passwordNumber[language]
        case .holdsUserName: Word.passwordUserName[language]
        case .holdsOfficeName(let name): Word.passwordOfficeName[language, name]
        }
    }
}
