import Administration
import Blobs
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage

/// Why a page cannot be shown, in words for whoever asked for it.
enum Fault: Error, Equatable, Sendable {
    case noPage
    case method(allowed: String)
    case noAnnouncement(String)
    case noEntry(String, size: Int64)
    /// There is none, or whoever asks may not see it: which of the two is not said.
    case noMatter(String)
    case noPaper(String)
    /// No PDF was made; the address of the page that shows the same.
    case noPrint(isBusy: Bool, page: String)
    /// The page of a report that another browser has sent.
    case notYours
    /// A filter of the ledger that is none.
    case filter(String)
    /// A list that is too long to be given out as a table.
    case tooManyRows(Int)
    case noFigure(String, known: [String])
    case noReport(Int, known: [Int])
    case noRule(String)
    /// What was asked for, the day, and the rules that hold on it instead.
    case ruleNotInForce(DeadlineRuleEntry, on: LocalDay, instead: [DeadlineRuleEntry])
    case ruleNotExtended(DeadlineRuleEntry)
    case extended(String)
    case start(String)
    case day(String)
    case year(String)
    case calendarYear(String)
    case size(String, head: Int64)
    case after(String)
    case before(String)
    case format(String)
    case sealed(Entry.ID)
    case erased(Entry.ID)
    case uncovered(Entry.ID)
    /// The store is held by others, so no checkpoint could be signed for the entry.
    case unsigned(Entry.ID)
    case noCheckpoint
    case noTile(size: Int64)
    /// What a browser sent as a form is none, or none of this session's.
    case form
    case formTooLarge
    /// A form with files that did not come to its end in time.
    case formTooSlow
    case formExpired
    case notAllowed(Right)
    case noStaff(String)
    case noFile
    /// The ledger names it, but its content is not here: the store was restored without its files.
    case fileMissing
    /// The announcement was withdrawn, and its files with it.
    case fileWithdrawn
    /// This process keeps no files.
    case noFiles
    /// This process has no vault.
    case noAccess
    case unavailable
    /// Our own mistake; the number stands in the log too.
    case broken(number: String)

    var status: HTTPResponse.Status {
        switch self {
        case .noPage, .noAnnouncement, .noEntry, .noMatter, .noPaper, .notYours, .noFigure, .noReport,
            .noTile,
            .noStaff, .noFile:
            .notFound
        case .method: .methodNotAllowed
        case .noRule, .ruleNotInForce, .ruleNotExtended, .extended, .start, .day, .year, .calendarYear, .size,
            .after, .before, .filter, .tooManyRows, .format, .form:
            .badRequest
        case .formTooLarge: .contentTooLarge
        case .formTooSlow: .requestTimeout
        case .sealed, .notAllowed, .formExpired: .forbidden
        case .erased, .fileWithdrawn: .gone
        case .uncovered, .unsigned, .noCheckpoint, .unavailable, .noAccess, .noFiles, .fileMissing,
            .noPrint:
            .serviceUnavailable
        case .broken: .internalServerError
        }
    }

    /// For programs.
    var code: String {
        switch self {
        case .noPage: "no-page"
        case .method: "method"
        case .noAnnouncement: "no-announcement"
        case .noEntry: "no-entry"
        case .noMatter: "no-matter"
        case .noPaper: "no-paper"
        case .noPrint: "no-print"
        case .notYours: "not-yours"
        case .filter: "filter"
        case .tooManyRows: "too-many-rows"
        case .noFigure: "no-figure"
        case .noReport: "no-report"
        case .noRule: "no-rule"
        case .ruleNotInForce: "rule-not-in-force"
        case .ruleNotExtended: "rule-not-extended"
        case .extended: "extended"
        case .start: "start"
        case .day: "day"
        case .year, .calendarYear: "year"
        case .size: "size"
        case .after: "after"
        case .before: "before"
        case .format: "format"
        case .sealed: "not-public"
        case .erased: "erased"
        case .uncovered: "uncovered"
        case .unsigned: "unsigned"
        case .noCheckpoint: "no-checkpoint"
        case .noTile: "no-tile"
        case .form: "form"
        case .formTooLarge: "form-too-large"
        case .formTooSlow: "form-too-slow"
        case .formExpired: "form-expired"
        case .notAllowed: "not-allowed"
        case .noStaff: "no-staff"
        case .noFile: "no-file"
        case .fileMissing: "file-missing"
        case .fileWithdrawn: "withdrawn"
        case .noFiles: "no-files"
        case .noAccess: "no-access"
        case .unavailable: "unavailable"
        case .broken: "internal"
        }
    }

    /// What is wrong.
    func what(_ language: Language) -> String {
        switch self {
        case .noPage: Word.faultNoPage[language]
        case .method(let allowed): Word.faultMethod[language, allowed]
        case .noAnnouncement(let id): Word.faultNoAnnouncement[language, id.shortened]
        case .noEntry(let id, let size): Word.faultNoEntry[language, id.shortened, size.grouped]
        case .noMatter(let id): MatterWord.faultNoMatter[language, id.shortened]
        case .noPaper(let id): DocumentWord.faultNoPaper[language, id.shortened]
        case .noPrint(let isBusy, _):
            isBusy ? DocumentWord.faultPrintBusy[language] : DocumentWord.faultNoPrint[language]
        case .notYours: StreetWord.doneGone[language]
        case .filter(let text): MatterWord.faultFilter[language, text.shortened]
        case .tooManyRows(let most): MatterWord.faultRows[language, most.description]
        case .noFigure(let id, _): Word.faultNoFigure[language, id.shortened]
        case .noReport(let year, _): ReportWord.faultNoReport[language, "\(year)"]
        case .noRule(let code): Word.faultNoRule[language, code.shortened]
        case .ruleNotInForce(let rule, let day, _):
            Word.faultRuleDay[language, rule.title(language), rule.validity.text(language) ?? "", "\(day)"]
        case .ruleNotExtended(let rule): Word.faultRuleExtended[language, rule.title(language)]
        case .extended(let text): Word.faultExtended[language, text.shortened]
        case .start(let text): Word.faultStart[language, text.shortened]
        case .day(let text): Word.faultDay[language, text.shortened]
        case .year(let text), .calendarYear(let text): Word.faultYear[language, text.shortened]
        case .size(let text, let head): Word.faultSize[language, text.shortened, head.grouped]
        case .after(let text): Word.faultAfter[language, text.shortened]
        case .before(let text): Word.faultBefore[language, text.shortened]
        case .format(let text): Word.faultFormat[language, text.shortened]
        case .sealed(let id): Word.faultSealed[language, "\(id)"]
        case .erased(let id): Word.faultErased[language, "\(id)"]
        case .uncovered(let id): Word.faultUncovered[language, "\(id)"]
        case .unsigned(let id): Word.faultUnsigned[language, "\(id)"]
        case .noCheckpoint: Word.faultNoCheckpoint[language]
        case .noTile(let size): Word.faultNoTile[language, size.grouped]
        case .form: Word.faultForm[language]
        case .formTooLarge: Word.faultFormTooLarge[language]
        case .formTooSlow: Word.faultFormTooSlow[language]
        case .formExpired: Word.faultFormExpired[language]
        case .notAllowed: Word.faultNotAllowed[language]
        case .noStaff(let id): Word.faultNoStaff[language, id.shortened]
        case .noFile: Word.faultNoFile[language]
        case .fileMissing: Word.faultFileMissing[language]
        case .fileWithdrawn: Word.faultFileWithdrawn[language]
        case .noFiles: Word.faultNoFiles[language]
        case .noAccess: Word.faultNoAccess[language]
        case .unavailable: Word.faultUnavailable[language]
        case .broken(let number): Word.faultBroken[language, number]
        }
    }

    /// What to do next.
    func remedy(_ language: Language) -> String {
        switch self {
        case .noPage, .method, .noAnnouncement, .format, .noStaff, .noFile, .fileWithdrawn:
            Word.remedyStart[language]
        case .notYours: StreetWord.followLead[language]
        case .noMatter, .noPaper: MatterWord.faultNoMatterNext[language]
        case .noPrint(_, let page): DocumentWord.faultNoPrintNext[language, page]
        case .filter: MatterWord.faultFilterNext[language]
        case .tooManyRows: MatterWord.faultRowsNext[language]
        case .form, .formTooLarge, .formTooSlow, .formExpired: Word.remedyForm[language]
        case .notAllowed: Word.remedyRights[language]
        case .noAccess, .noFiles: Word.remedyAccess[language]
        case .fileMissing: Word.remedyFiles[language]
        case .noEntry(_, let size): Word.remedyEntry[language, (size - 1).grouped]
        case .noFigure(_, let known): Word.remedyFigure[language, known.joined(separator: ", ")]
        case .noReport(_, let known):
            ReportWord.remedyReport[language, known.map(String.init).joined(separator: ", ")]
        case .noRule: Word.remedyRule[language]
        case .ruleNotInForce(_, _, let instead):
            instead.isEmpty
                ? Word.remedyRule[language]
                : Word.remedyRuleDay[language, instead.map { $0.title(language) }.joined(separator: ", ")]
        case .ruleNotExtended, .extended: Word.remedyExtended[language]
        case .start: Word.remedyMoment[language]
        case .day: Word.remedyDay[language]
        case .year: Word.remedyYear[language]
        case .calendarYear: Word.remedyCalendarYear[language]
        case .size: Word.remedySize[language]
        case .after, .before: Word.remedyList[language]
        case .sealed, .erased: Word.remedyLeaf[language]
        case .uncovered, .unsigned, .noCheckpoint, .unavailable: Word.remedyWait[language]
        case .noTile: Word.remedyTile[language]
        case .broken: Word.remedyNumber[language]
        }
    }

    /// Seconds after which to ask again; nil where asking again is of no use.
    var retryAfter: Int? {
        switch self {
        case .uncovered, .noCheckpoint, .unavailable: 10
        case .unsigned: 5
        case .noPrint(let isBusy, _): isBusy ? 30 : nil
        default: nil
        }
    }
}

extension Fault {
    /// What a failure means to whoever asked; nil where it is our own mistake.
    init?(_ error: any Error) {
        switch error {
        case let fault as Fault: self = fault
        case StaffError.notAllowed(let right): self = .notAllowed(right)
        case let error as HTTPError where error.status == .notFound: self = .noPage
        case StorageError.busy, StorageError.full, StorageError.readOnly, StorageError.unreachable,
            StorageError.clock, BlobError.full, is PasswordHasher.Refusal, is CancellationError:
            self = .unavailable
        case BlobError.missing, BlobError.damaged: self = .fileMissing
        case BlobError.store(let error):
            guard let fault = Fault(error) else { return nil }
            self = fault
        default: return nil
        }
    }
}

extension String {
    /// What somebody typed, short enough to be repeated on a page.
    var shortened: String { count > 60 ? prefix(60) + "…" : self }
}
