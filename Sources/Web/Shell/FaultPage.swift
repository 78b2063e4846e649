import Hummingbird
import Ledger

struct FaultPage: Page {
    static let template = "fault"

    let title: String
    let place: Frame.Place?
    let code: String
    let what: String
    let remedy: String
    let start: Frame.Link

    init(_ fault: Fault, _ language: Language) {
        title = fault.heading[language]
        place = nil
        code = String(fault.status.code)
        what = fault.what(language)
        remedy = fault.remedy(language)
        start =
            fault == .notYours
            ? Frame.Link(href: "/follow", label: StreetWord.followTitle[language])
            : Frame.Link(href: "/", label: Word.backToStart[language])
    }
}

extension Fault {
    fileprivate var heading: Word {
        switch status {
        case .notFound: .headingNotFound
        case .methodNotAllowed: .headingMethod
        case .badRequest: .headingBadRequest
        case .contentTooLarge: .headingForm
        case .forbidden: .headingForbidden
        case .gone: .headingGone
        case .serviceUnavailable: .headingUnavailable
        default: .headingBroken
        }
    }
}
