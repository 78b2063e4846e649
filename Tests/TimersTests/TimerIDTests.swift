import Ledger
import Testing
import Timers

@Suite("The id of a timer's command")
struct TimerIDTests {
    private let timer = PendingTimer(
        TimerID(.bell, about: TimerTest.subject, ordinal: 2),
        due: Instant(rawValue: 1_520_215_200_000),
        entry: Entry.ID(rawValue: 12)
    )

    /// Reckoned apart, with sha256sum: version and variant as RFC 9562 section 5.8 puts them.
    @Test func isTheSameInEveryProgram() {
        #expect(timer.commandID().description == "1a0083d5-3403-83e5-9ba8-0a1c22f8b097")
        #expect(timer.commandID(round: 1).description == "3f854985-8f67-8127-90c0-86c44e2b0455")
    }

    @Test func differsWithEachPartOfTheTimer() {
        let others = [
            timer, with(TimerID(.silent, about: TimerTest.subject, ordinal: 2)),
            with(TimerID(.bell, about: Subject("test", Identifier<TimerTest>(rawValue: 72)), ordinal: 2)),
            with(TimerID(.bell, about: TimerTest.subject, ordinal: 21)),
            PendingTimer(timer.id, due: Instant(rawValue: 1_520_215_200_001), entry: timer.entry),
            PendingTimer(timer.id, due: timer.due, entry: Entry.ID(rawValue: 13)),
        ]
        #expect(Set(others.map { $0.commandID() }).count == others.count)
    }

    @Test(arguments: ["", "bell", "Test.bell", "test.", "test.bell\n", "test bell.x"])
    func isNotMadeOfANameThatIsNone(text: String) {
        #expect(TimerName(rawValue: text) == nil)
    }

    private func with(_ id: TimerID) -> PendingTimer {
        PendingTimer(id, due: timer.due, entry: timer.entry)
    }
}
