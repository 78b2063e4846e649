import Catalog
import Reporting
import Testing

@Suite("A claim")
struct ClaimTests {
    @Test(
        "holds on one side of its edge and not on the other",
        arguments: [
            (.exact(19), 19, [18, 20]), (.exact(nil), 0, []), (.exact(nil), -3, []),
            (.about(26500), 26450, [26449, 26551]), (.about(36000), 36499, [36501]), (.about(7), 7, [6, 8]),
            (.moreThan(70, isBounded: true), 71, [70, 80, 0]), (.moreThan(70, isBounded: true), 79, []),
            (.moreThan(6800, isBounded: true), 6837, [6800, 6900]),
            (.moreThan(1000, isBounded: true), 1999, [2000]), (.moreThan(70, isBounded: false), 9999, [70]),
            (.nearly(1000), 900, [1000, 899, 1001]), (.nearly(80), 79, [69, 80]),
            (.nearly(85), 84, [83, 85]),
            (.within(5), 5, [6]), (.atLeast(5), 5, [4]), (.first, 1, [0, 2]),
        ] as [(Claim.Assertion, Int64, [Int64])]
    )
    func edges(assertion: Claim.Assertion, holding: Int64, failing: [Int64]) {
        #expect(assertion.holds(of: .sum(holding), shownAs: .plain))
        for value in failing { #expect(!assertion.holds(of: .sum(value), shownAs: .plain), "\(value)") }
    }

    @Test(
        "on a share is compared exactly and stated as it is rounded",
        arguments: [
            (.exact(93), 93, 100, true), (.exact(93), 925, 1000, true), (.exact(93), 9249, 10_000, false),
            (.exact(93), 936, 1000, false), (.moreThan(90, isBounded: true), 901, 1000, true),
            (.moreThan(90, isBounded: true), 900, 1000, false), (.atLeast(100), 999, 1000, false),
            (.within(4), 40, 1000, true), (.within(4), 41, 1000, false),
            (.atLeast(100), .max, .max, true), (.exact(nil), 0, 0, false), (.within(5), 0, 0, false),
        ] as [(Claim.Assertion, Int64, Int64, Bool)]
    )
    func share(assertion: Claim.Assertion, part: Int64, whole: Int64, holds: Bool) {
        #expect(assertion.holds(of: .share(part, of: whole), shownAs: .percent) == holds)
    }

    @Test func countsInWhatTheFigureIsShownAs() {
        let claim = Claim.Assertion.moreThan(9400, isBounded: true)
        #expect(claim.holds(of: .sum(9426 * 1_000_000), shownAs: .tenThousandYuan))
        #expect(!claim.holds(of: .sum(9400 * 1_000_000), shownAs: .tenThousandYuan))
        #expect(claim.holds(of: .sum(9400 * 1_000_000 + 1), shownAs: .tenThousandYuan))
        #expect(!Claim.Assertion.exact(770_000).holds(of: .sum(77_000_001), shownAs: .yuan))
    }

    @Test func onConsecutiveMonthsNeedsThemInARow() {
        #expect(Claim.Assertion.consecutive(4).holds(of: .sum(9), shownAs: .plain, run: 4))
        #expect(!Claim.Assertion.consecutive(4).holds(of: .sum(9), shownAs: .plain, run: 3))
        #expect(Claim.Assertion.consecutive(nil).holds(of: .sum(4), shownAs: .plain, run: 4))
        #expect(!Claim.Assertion.consecutive(nil).holds(of: .sum(4), shownAs: .plain, run: 3))
    }

    @Test func isNeverTrueOfASampleOfNothing() {
        for claim in [Claim.Assertion.exact(nil), .within(5), .about(0)] {
            #expect(!claim.holds(of: .measured(nil, sample: 0), shownAs: .plain))
        }
    }
}
