import Foundation
package import Ledger

/// The secret shared with an authenticator app: time-based codes (TOTP, RFC 6238), SHA-1, 6 digits, 30 seconds, the
/// only setting that every app knows.
package struct Authenticator: Sendable, Hidden {
    private let secret: SecretBytes

    package static let digits = 6
    package static let periodSeconds: Int64 = 30
    /// RFC 4226 section 4, R6: at least 128 bits, 160 recommended.
    package static let secretByteCount = 20
    /// Codes of the step before and after are accepted, for slow fingers and clocks (RFC 6238 section 5.2).
    static let window: Int64 = 1

    /// A new secret.
    package init(random: RandomSource) { secret = SecretBytes(random.bytes(Self.secretByteCount)) }

    /// A secret as it was kept, sealed; nil below 128 bits or above 512.
    package init?(bytes: [UInt8]) {
        guard (16...64).contains(bytes.count) else { return nil }
        secret = SecretBytes(bytes)
    }

    /// The bytes, to be sealed at once.
    package func withBytes<Result: Sendable>(_ body: ([UInt8]) -> Result) -> Result {
        secret.withBytes(body)
    }

    /// The secret to be typed into an app that cannot read the picture.
    package var typedSecret: String { secret.withBytes(Base32.encode) }

    /// Thirty seconds, counted from 1970-01-01T00:00:00Z.
    package struct Step: RawRepresentable, Hashable, Comparable, Sendable {
        package let rawValue: Int64

        package init(rawValue: Int64) { self.rawValue = rawValue }

        package init(at instant: Instant) {
            rawValue = max(0, instant.rawValue / (Authenticator.periodSeconds * 1000))
        }

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package func code(at step: Step) -> String {
        OneTimeCode(secret, counter: UInt64(max(0, step.rawValue)), digits: Self.digits).text
    }

    /// The step whose code was typed, or nil where it is wrong, too old, too early, or used.
    ///
    /// The caller keeps the step and gives it as `last` the next time, in the same transaction, so that a code is
    /// good once (RFC 6238 section 5.2). Blanks are passed over and full-width digits read as plain ones.
    package func verify(_ typed: String, at now: Instant, after last: Step?) -> Step? {
        guard typed.utf8.count <= 100 else { return nil }
        let code = Array(
            typed.precomposedStringWithCompatibilityMapping.utf8.filter { $0 != UInt8(ascii: " ") }
        )
        let middle = Step(at: now).rawValue
        var found: Step?
        // All steps are tried, so that the time does not tell which one matched.
        for number in middle - Self.window...middle + Self.window {
            let step = Step(rawValue: number)
            let isSame = Sodium.areEqual(Array(self.code(at: step).utf8), code)
            if isSame, number >= 0, last.map({ step > $0 }) ?? true { found = step }
        }
        return found
    }
}
