import Identity
import Ledger
import Testing

@Suite("A session's end")
struct SessionLimitsTests {
    private let begun = Instant(rawValue: 1_520_212_800_000)
    private let limits = SessionLimits(idleMilliseconds: 100, wholeMilliseconds: 250)!

    private func judge(lastSeen: Int64, now: Int64) -> SessionLimits.Verdict {
        limits.judge(
            SessionLimits.Times(begun: begun, lastSeen: after(lastSeen)),
            at: after(now)
        )
    }

    private func after(_ milliseconds: Int64) -> Instant { begun.advanced(byMilliseconds: milliseconds) }

    @Test func comesWhenItIsNotUsed() {
        #expect(judge(lastSeen: 0, now: 0) == .live(until: after(100)))
        #expect(judge(lastSeen: 0, now: 99) == .live(until: after(100)))
        #expect(judge(lastSeen: 0, now: 100) == .idle(since: after(100)))
        #expect(judge(lastSeen: 60, now: 159) == .live(until: after(160)))
        #expect(judge(lastSeen: 60, now: 160) == .idle(since: after(160)))
        #expect(judge(lastSeen: 60, now: 10_000) == .idle(since: after(160)))
    }

    @Test func comesInAnyCaseAfterItsWholeTime() {
        #expect(judge(lastSeen: 200, now: 249) == .live(until: after(250)))
        #expect(judge(lastSeen: 249, now: 250) == .over(since: after(250)))
        #expect(judge(lastSeen: 150, now: 250) == .over(since: after(250)))
        #expect(judge(lastSeen: 149, now: 250) == .idle(since: after(249)))
    }

    @Test func ofAnOfficeIsWithinTheStandard() {
        #expect(SessionLimits.office.idleMilliseconds <= 3_600_000)
        #expect(SessionLimits.office.wholeMilliseconds <= 24 * 3_600_000)
    }

    @Test func isSetByLimitsThatMakeSense() {
        #expect(SessionLimits(idleMilliseconds: 0, wholeMilliseconds: 1) == nil)
        #expect(SessionLimits(idleMilliseconds: 2, wholeMilliseconds: 1) == nil)
        #expect(SessionLimits(idleMilliseconds: 1, wholeMilliseconds: 1) != nil)
    }

    @Test func isNotedOnceAMinute() {
        let times = SessionLimits.Times(begun: begun, lastSeen: begun)
        #expect(!SessionLimits.shouldNote(times, at: after(59_999)))
        #expect(SessionLimits.shouldNote(times, at: after(60_000)))
    }
}
