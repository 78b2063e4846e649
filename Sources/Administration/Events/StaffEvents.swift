package import Ledger

/// An account began; login, name and telephone stand sealed beside it.
package struct StaffAdded: Event, Equatable {
    package static let kind = Entry.Kind("staff.added")
    package static let version = 1

    /// Names the key under which everything of this person is sealed.
    package let key: Subject
    package let unit: Code
    package let since: LocalDay

    package init(key: Subject, unit: Code, since: LocalDay) {
        self.key = key
        self.unit = unit
        self.since = since
    }

    package var body: JSON.Object {
        [
            "key": .string(key.description), "since": .string(since.description),
            "unit": .string(unit.rawValue),
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        key = try body.value("key", expected: "a key's name") { Subject($0) }
        unit = try body.value("unit", expected: "a unit's code") { Code(rawValue: $0) }
        since = try body.value("since", expected: "a day") { LocalDay($0) }
    }
}

/// Name, telephone or unit changed; name and telephone stand sealed beside it.
package struct StaffChanged: Event, Equatable {
    package static let kind = Entry.Kind("staff.changed")
    package static let version = 1

    package let unit: Code

    package init(unit: Code) { self.unit = unit }

    package var body: JSON.Object { ["unit": .string(unit.rawValue)] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        unit = try body.value("unit", expected: "a unit's code") { Code(rawValue: $0) }
    }
}

/// From `day` on somebody has no account any more.
package struct StaffEnded: Event, Equatable {
    package static let kind = Entry.Kind("staff.ended")
    package static let version = 1

    package let day: LocalDay

    package init(day: LocalDay) { self.day = day }

    package var body: JSON.Object { ["day": .string(day.description)] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        day = try body.value("day", expected: "a day") { LocalDay($0) }
    }
}

/// An ended account is open again.
package struct StaffReturned: Event, Equatable {
    package static let kind = Entry.Kind("staff.returned")
    package static let version = 1

    package init() {}

    package var body: JSON.Object { [:] }

    package init(body: JSON.Object) {}
}

/// Somebody else has set how a person proves who he is.
///
/// So an administrator who takes over an account leaves a trace.
package struct StaffSecured: Event, Equatable {
    package static let kind = Entry.Kind("staff.secured")
    package static let version = 1

    package enum What: String, Sendable, CaseIterable {
        case passwordSet = "password-set"
        case secondFactorRemoved = "second-factor-removed"
        /// All of them, or one.
        case sessionsEnded = "sessions-ended"
        /// Of a program that acted for him.
        case tokenRevoked = "token-revoked"
    }

    package let what: What

    package init(what: What) { self.what = what }

    package var body: JSON.Object { ["what": .string(what.rawValue)] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        what = try body.value("what", expected: "what was set") { What(rawValue: $0) }
    }
}
