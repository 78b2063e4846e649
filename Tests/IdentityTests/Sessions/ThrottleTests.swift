import Identity
import Ledger
import TestSupport
import Testing

@Suite("A throttle")
struct ThrottleTests {
    private typealias Attempt = Throttle.Attempt

    private let start = Instant(rawValue: 1_520_212_800_000)
    private let block = NetworkBlock("192.0.2.7")!
    private let device = DeviceToken(random: .fixed(Array(0..<32))).digest

    private func after(_ seconds: Int64) -> Instant { start.advanced(byMilliseconds: seconds * 1000) }

    /// Fails as soon as it may, so many times, and tells how long each time it had to wait, in seconds.
    private func waits(_ throttle: inout Throttle, _ attempt: Attempt, times: Int) -> [Int64] {
        var now = start
        return (0..<times).map { _ in
            let asked = now
            if case .wait(let until) = throttle.begin(attempt, at: now) {
                now = until
                #expect(
                    throttle.begin(attempt, at: until.advanced(byMilliseconds: -1)) == .wait(until: until)
                )
                #expect(throttle.begin(attempt, at: now) == .allowed)
            }
            return (now.rawValue - asked.rawValue) / 1000
        }
    }

    @Test func letsFiveThroughAndThenDoublesTheWait() {
        let expected: [Int64] = [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
        for attempt in [
            Attempt(account: "chenyi", from: nil),
            Attempt(account: "chenyi", from: block, knownDevice: device),
        ] {
            var throttle = Throttle()
            #expect(waits(&throttle, attempt, times: 18) == expected)
        }
    }

    @Test func letsFiftyThroughFromOneAddress() {
        var throttle = Throttle()
        for number in 0..<50 {
            #expect(throttle.begin(Attempt(account: "user\(number)", from: block), at: start) == .allowed)
        }
        #expect(throttle.begin(Attempt(account: "another", from: block), at: start) == .wait(until: after(1)))
        #expect(
            throttle.begin(Attempt(account: "another", from: NetworkBlock("192.0.2.8")), at: start)
                == .allowed
        )
        #expect(throttle.begin(Attempt(account: "another", from: block), at: after(1)) == .allowed)
        #expect(
            throttle.begin(Attempt(account: "another", from: block), at: after(2)) == .wait(until: after(3))
        )
    }

    @Test func countsAnAttemptBeforeItsPasswordIsChecked() {
        var throttle = Throttle()
        // As if a hundred requests came at the same moment.
        let answers = (0..<100).map { _ in throttle.begin(Attempt(account: "chenyi", from: nil), at: start) }
        #expect(answers.count { $0 == .allowed } == 5)
    }

    @Test func doesNotProlongAWaitByAskingDuringIt() {
        var throttle = Throttle()
        let attempt = Attempt(account: "chenyi", from: block)
        #expect(waits(&throttle, attempt, times: 8) == [0, 0, 0, 0, 0, 1, 2, 4])
        // The eighth was made 7 seconds after the start, and costs 8 more.
        let before = throttle
        for second in 7..<15 {
            for _ in 0..<100 {
                #expect(throttle.begin(attempt, at: after(Int64(second))) == .wait(until: after(15)))
            }
        }
        #expect(throttle == before)
        #expect(throttle.begin(attempt, at: after(15)) == .allowed)
    }

    @Test func takesBackWhatDidNotFail() {
        var throttle = Throttle()
        for _ in 0..<100 {
            let attempt = Attempt(account: "chenyi", from: block)
            #expect(throttle.begin(attempt, at: start) == .allowed)
            throttle.succeeded(attempt)
            #expect(throttle.begin(attempt, at: start) == .allowed)
            throttle.givenUp(attempt)
        }
        #expect(throttle == Throttle())
    }

    @Test func isNotResetByAnAccountOfOnesOwn() {
        var throttle = Throttle()
        for number in 0..<49 {
            _ = throttle.begin(Attempt(account: "victim\(number)", from: block), at: start)
        }
        let own = Attempt(account: "own", from: block)
        #expect(throttle.begin(own, at: start) == .allowed)
        throttle.succeeded(own)
        #expect(throttle.begin(Attempt(account: "victim", from: block), at: start) == .allowed)
        #expect(throttle.begin(Attempt(account: "victim", from: block), at: start) == .wait(until: after(1)))
    }

    @Test func beginsAnewForAKnownDeviceThatSucceeds() {
        var throttle = Throttle()
        let attempt = Attempt(account: "chenyi", from: block, knownDevice: device)
        #expect(waits(&throttle, attempt, times: 7) == [0, 0, 0, 0, 0, 1, 2])
        throttle.succeeded(attempt)
        #expect(throttle == Throttle())
    }

    @Test func countsWhoeverIsLoggedInApartFromWhatIsTypedAtTheLogin() {
        var throttle = Throttle()
        let own = Attempt(confirming: Staff.ID(rawValue: 7))
        for name in ["confirm:7", "confirmation:7", "staff:7", "7"] {
            for _ in 0..<6 { _ = throttle.begin(Attempt(account: name, from: block), at: start) }
        }
        #expect(waits(&throttle, own, times: 7) == [0, 0, 0, 0, 0, 1, 2])
        #expect(throttle.begin(Attempt(confirming: Staff.ID(rawValue: 8)), at: start) == .allowed)
    }

    @Test func ofACounterThatIsOverKnowsNothingMore() throws {
        var throttle = Throttle()
        let attempt = Attempt(account: "chenyi", from: nil)
        for _ in 0..<4 { _ = throttle.begin(attempt, at: start) }
        let counter = try #require(throttle.counters[attempt.keys[0]])
        #expect(counter.end == after(4 * 3600))
        for (now, isForgotten) in [(after(4 * 3600 - 1), false), (after(4 * 3600), true)] {
            var (kept, forgotten) = (throttle, Throttle())
            _ = kept.begin(attempt, at: now)
            _ = forgotten.begin(attempt, at: now)
            #expect((kept == forgotten) == isForgotten)
        }
    }

    @Test func forgivesOneFailureInAQuietHour() {
        var throttle = Throttle()
        let attempt = Attempt(account: "chenyi", from: nil)
        for _ in 0..<5 { _ = throttle.begin(attempt, at: start) }
        #expect(throttle.begin(attempt, at: start) == .wait(until: after(1)))
        // An hour later four are left, so one is free again, and the next has to wait.
        #expect(throttle.begin(attempt, at: after(3600)) == .allowed)
        #expect(throttle.begin(attempt, at: after(3600)) == .wait(until: after(3601)))
        // Five quiet hours forgive all.
        let answers = (0..<6).map { _ in throttle.begin(attempt, at: after(3600 * 7)) }
        #expect(answers == Array(repeating: .allowed, count: 5) + [.wait(until: after(3600 * 7 + 1))])
    }

    @Test func doesNotHoldAnybodyWhenTheClockIsSetBack() {
        var throttle = Throttle()
        let attempt = Attempt(account: "chenyi", from: nil)
        let nextYear = after(366 * 86_400)
        for _ in 0..<6 { _ = throttle.begin(attempt, at: nextYear) }
        #expect(throttle.begin(attempt, at: start) == .wait(until: after(1)))
        #expect(throttle.begin(attempt, at: after(1)) == .allowed)
    }

    @Test func takesTheSpellingsOfANameForOne() {
        var throttle = Throttle()
        for name in ["ChenYi", "chenyi", "CHENYI", "ｃｈｅｎｙｉ", "chenyi"] {
            #expect(throttle.begin(Attempt(account: name, from: nil), at: start) == .allowed)
        }
        #expect(throttle.begin(Attempt(account: "Chenyi", from: nil), at: start) == .wait(until: after(1)))
        #expect(throttle.begin(Attempt(account: "chenyi2", from: nil), at: start) == .allowed)
    }
}

@Suite("A throttle, whatever happens")
struct ThrottlePropertyTests {
    private let start = Instant(rawValue: 1_520_212_800_000)
    private let device = DeviceToken(random: .fixed(Array(0..<32))).digest

    /// Attempts by strangers, in a random order and at random times; the clock now and then goes back a little.
    private func run(
        seed: UInt64,
        steps: Int,
        _ throttle: inout Throttle,
        then check: (inout Throttle, Instant, inout SeededGenerator) -> Void
    ) {
        var generator = SeededGenerator(seed: seed)
        var now = start
        for _ in 0..<steps {
            now = now.advanced(byMilliseconds: Int64.random(in: -2000...120_000, using: &generator))
            let network = NetworkBlock("198.51.100.\(Int.random(in: 0...3, using: &generator))")
            let name = "user\(Int.random(in: 0...3, using: &generator))"
            let attempt = Throttle.Attempt(
                account: name,
                from: Bool.random(using: &generator) ? network : nil
            )
            if throttle.begin(attempt, at: now) == .allowed {
                switch Int.random(in: 0...9, using: &generator) {
                case 0: throttle.succeeded(attempt)
                case 1: throttle.givenUp(attempt)
                default: break
                }
            }
            check(&throttle, now, &generator)
        }
    }

    @Test("never delays a known device for what strangers do", arguments: 1...20)
    func knownDevice(seed: UInt64) {
        var throttle = Throttle()
        let owner = Throttle.Attempt(
            account: "user1",
            from: NetworkBlock("198.51.100.1"),
            knownDevice: device
        )
        run(seed: seed, steps: 500, &throttle) { throttle, now, _ in
            #expect(throttle.begin(owner, at: now) == .allowed)
            throttle.succeeded(owner)
        }
    }

    @Test("makes nobody wait for more than a quarter of an hour", arguments: 1...20)
    func longestWait(seed: UInt64) {
        var throttle = Throttle()
        run(seed: seed, steps: 500, &throttle) { throttle, now, generator in
            let name = "user\(Int.random(in: 0...3, using: &generator))"
            var copy = throttle
            guard case .wait(let until) = copy.begin(Throttle.Attempt(account: name, from: nil), at: now)
            else { return }
            #expect(until > now && until <= now.advanced(byMilliseconds: 900_000))
        }
    }

    @Test func letsAHundredAndTwentyTriesADayThroughAtMost() {
        // Whoever tries from everywhere at once, as often as he may.
        var throttle = Throttle()
        var (now, tries) = (start, 0)
        let end = start.advanced(byMilliseconds: 86_400_000)
        while now < end {
            let attempt = Throttle.Attempt(
                account: "chenyi",
                from: NetworkBlock("2001:db8:0:\(String(tries, radix: 16))::1")
            )
            switch throttle.begin(attempt, at: now) {
            case .allowed: tries += 1
            case .wait(let until): now = until
            }
        }
        #expect((96...120).contains(tries))
    }

    @Test func answersTheSameForTheSameStateAndTime() {
        var (first, second) = (Throttle(), Throttle())
        run(seed: 7, steps: 1000, &first) { _, _, _ in }
        run(seed: 7, steps: 1000, &second) { _, _, _ in }
        #expect(first == second)
    }
}

@Suite("A network block")
struct NetworkBlockTests {
    @Test(
        "is the same for addresses of one customer",
        arguments: [
            ("192.0.2.7", "192.0.2.7"), ("192.0.2.7", "::ffff:192.0.2.7"), ("192.0.2.7", "::ffff:c000:207"),
            ("2001:db8:1:2::1", "2001:DB8:1:2:ffff:ffff:ffff:ffff"), ("fe80::1", "fe80::2%eth0"),
        ]
    )
    func same(left: String, right: String) throws {
        #expect(try #require(NetworkBlock(left)) == (try #require(NetworkBlock(right))))
    }

    @Test(
        "differs between customers",
        arguments: [
            ("192.0.2.7", "192.0.2.8"), ("2001:db8:1:2::1", "2001:db8:1:3::1"), ("::1", "0.0.0.1"),
            ("::ffff:192.0.2.7", "::ffff:192.0.2.8"),
        ]
    )
    func different(left: String, right: String) throws {
        #expect(try #require(NetworkBlock(left)) != (try #require(NetworkBlock(right))))
    }

    @Test(
        "of no address there is none",
        arguments: ["", "chenyi", "192.0.2", "192.0.2.256", "2001:db8", "1::2::3", "%eth0"]
    )
    func none(text: String) { #expect(NetworkBlock(text) == nil) }
}
