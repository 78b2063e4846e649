import Administration
import Hummingbird
import Ledger
import Registers
import Storage

/// Why a program's request was not done.
struct Refusal: Error, Equatable, Sendable {
    let status: HTTPResponse.Status
    /// For programs.
    let code: String
    /// For people.
    let message: String
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ code: String, _ message: String, headers: HTTPFields = [:]) {
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers
    }

    func response() -> Response {
        .json(
            ["error": .object(["code": .string(code), "message": .string(message)])],
            status: status,
            headers: headers
        )
    }
}

extension Refusal {
    /// What a command's failure means to the program that sent it; nil where it is our own mistake.
    init?(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self = refusal
        case let error as AnnouncementError: self.init(error)
        case StaffError.notAllowed(let right): self = .lacks(right)
        case let error as CommandError:
            switch error {
            case .idUsed: self.init(.conflict, "command-used", "\(error)")
            case .sumTooLarge: self.init(.unprocessableContent, "sum-too-large", "\(error)")
            case .unwritable: self.init(.unprocessableContent, "unwritable", "\(error)")
            case .nothingRecorded, .unknownReversal, .reversalDiffers, .reversedBefore, .unknownCatalog:
                return nil
            }
        case let error as StorageError:
            switch error {
            // The causes may name a path or an address, so they go to the log only.
            case .full: self.init(unavailable: "there is no room left for the store")
            case .readOnly: self.init(unavailable: "the store can only be read")
            case .busy: self.init(unavailable: "the store is busy")
            case .unreachable: self.init(unavailable: "the store cannot be reached")
            case .clock: self.init(unavailable: "the clock of this server is wrong")
            case .constraint, .damaged, .notAStore, .newerStore, .failed: return nil
            }
        default: return nil
        }
    }

    private init(unavailable reason: String) {
        self.init(
            .serviceUnavailable,
            "unavailable",
            "Nothing was written: \(reason). Send the same command again in a while.",
            headers: [.retryAfter: "10"]
        )
    }

    private init(_ error: AnnouncementError) {
        switch error {
        case .unknown: self.init(.notFound, "unknown", "\(error)")
        case .changed: self.init(.conflict, "changed", "\(error)")
        case .withdrawn: self.init(.conflict, "withdrawn", "\(error)")
        case .unchanged: self.init(.conflict, "unchanged", "\(error)")
        case .empty: self.init(.unprocessableContent, "empty", "\(error)")
        case .reasonTooLong: self.init(.unprocessableContent, "reason-too-long", "\(error)")
        case .titleTooLong: self.init(.unprocessableContent, "title-too-long", "\(error)")
        case .titleTooLarge: self.init(.unprocessableContent, "title-too-long", "\(error)")
        case .reasonTooLarge: self.init(.unprocessableContent, "reason-too-long", "\(error)")
        case .tooManyMarks: self.init(.unprocessableContent, "too-many-marks", "\(error)")
        case .textTooLong: self.init(.unprocessableContent, "text-too-long", "\(error)")
        case .unknownCommunity: self.init(.unprocessableContent, "unknown-community", "\(error)")
        case .tooManyAttachments: self.init(.unprocessableContent, "too-many-attachments", "\(error)")
        case .planTime: self.init(.unprocessableContent, "plan-time", "\(error)")
        case .tooManyPlans: self.init(.conflict, "too-many-plans", "\(error)")
        case .noPlan: self.init(.notFound, "no-plan", "\(error)")
        }
    }
}
