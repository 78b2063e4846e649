import Identity
import Ledger
import Testing

extension Code {
    fileprivate static let safety = Code(rawValue: "safety")!
    fileprivate static let culture = Code(rawValue: "culture")!
    fileprivate static let fire = Code(rawValue: "fire")!
    fileprivate static let rivers = Code(rawValue: "rivers")!
}

extension LocalDay {
    fileprivate static let first = LocalDay("2018-03-01")!
    fileprivate static let day = LocalDay("2018-03-05")!
    fileprivate static let last = LocalDay("2018-03-31")!
}

private let person = Staff.ID(rawValue: 81)

private func rights(_ grants: Grant...) -> Rights { Rights(of: person, grants: grants) }

private func grant(
    _ role: Role,
    _ units: Grant.Extent = .every,
    _ lines: Grant.Extent = .every,
    from: LocalDay = .first,
    through: LocalDay? = nil
) -> Grant {
    Grant(role, units: units, lines: lines, from: from, through: through)!
}

@Suite("What a person may do")
struct RightsTests {
    @Test func isNothingWithoutAGrant() {
        for right in Right.allCases { #expect(!rights().allows(right, unit: nil, line: nil, on: .day)) }
    }

    @Test func inHisOwnUnitEndsAtItsBorder() {
        let handler = rights(grant(.handler, .only(.safety)))
        #expect(handler.allows(.handleMatter, unit: .safety, line: .fire, on: .day))
        #expect(handler.allows(.handleMatter, unit: .safety, line: nil, on: .day))
        #expect(!handler.allows(.handleMatter, unit: .culture, line: .fire, on: .day))
        #expect(!handler.allows(.handleMatter, unit: nil, line: .fire, on: .day))
        // What reaches everywhere is not narrowed by the scope.
        #expect(handler.allows(.reportMatter, unit: .culture, line: .rivers, on: .day))
    }

    @Test func inHisOwnUnitAndOneLineIsBoth() {
        let handler = rights(grant(.handler, .only(.safety), .only(.fire)))
        #expect(handler.allows(.handleMatter, unit: .safety, line: .fire, on: .day))
        #expect(!handler.allows(.handleMatter, unit: .safety, line: .rivers, on: .day))
        #expect(!handler.allows(.handleMatter, unit: .safety, line: nil, on: .day))
        #expect(!handler.allows(.handleMatter, unit: .culture, line: .fire, on: .day))
    }

    @Test func asALeaderFollowsTheLineThroughAllUnits() {
        let leader = rights(grant(.leader, .only(.safety), .only(.fire)))
        #expect(leader.allows(.verifyMatter, unit: .culture, line: .fire, on: .day))
        #expect(leader.allows(.verifyMatter, unit: nil, line: .fire, on: .day))
        #expect(!leader.allows(.verifyMatter, unit: .safety, line: .rivers, on: .day))
        #expect(!leader.allows(.verifyMatter, unit: .safety, line: nil, on: .day))
        let principal = rights(grant(.leader))
        #expect(principal.allows(.verifyMatter, unit: .safety, line: .rivers, on: .day))
        #expect(!principal.allows(.handleMatter, unit: .safety, line: .rivers, on: .day))
    }

    @Test func lastsFromTheFirstDayThroughTheLast() {
        let handler = rights(grant(.dispatcher, from: .first, through: .last))
        func may(_ day: String) -> Bool {
            handler.allows(.fileMatter, unit: nil, line: nil, on: LocalDay(day)!)
        }
        #expect(!may("2018-02-28") && may("2018-03-01") && may("2018-03-31") && !may("2018-04-01"))
        #expect(Grant(.dispatcher, units: .every, lines: .every, from: .last, through: .first) == nil)
        #expect(Grant(.dispatcher, units: .every, lines: .every, from: .last, through: .last) != nil)
    }

    @Test func addsUpOverHisGrantsWithoutMixingTheirScopes() {
        let two = rights(
            grant(.handler, .only(.safety), .only(.fire)),
            grant(.handler, .only(.culture), .only(.rivers))
        )
        #expect(two.allows(.handleMatter, unit: .safety, line: .fire, on: .day))
        #expect(two.allows(.handleMatter, unit: .culture, line: .rivers, on: .day))
        #expect(!two.allows(.handleMatter, unit: .safety, line: .rivers, on: .day))
        #expect(!two.allows(.handleMatter, unit: .culture, line: .fire, on: .day))
    }

    @Test func asAnAuditorIsNeverToWriteWhateverElseHeWasGiven() {
        let others = Role.allCases.filter { $0 != .auditor }.map { grant($0) }
        let all = Rights(of: person, grants: others + [grant(.auditor, .only(.safety), through: .last)])
        for right in Right.allCases {
            #expect(all.allows(right, unit: .safety, line: .fire, on: .day) == !right.writes, "\(right)")
        }
        // When the auditor's days are over, the rest counts again.
        #expect(all.allows(.fileMatter, unit: nil, line: nil, on: LocalDay("2018-04-01")!))
    }

    @Test func neverIsToChangeHisOwnRoles() {
        let administrator = rights(grant(.administrator))
        #expect(!administrator.allowsChangingRoles(of: person, on: .day))
        #expect(administrator.allowsChangingRoles(of: Staff.ID(rawValue: 82), on: .day))
        #expect(!rights(grant(.leader)).allowsChangingRoles(of: Staff.ID(rawValue: 82), on: .day))
    }

    @Test func isNotExtendedToAnAuditorWhoWrites() {
        let auditor = grant(.auditor, from: .first, through: .last)
        let before = grant(
            .handler,
            .only(.safety),
            from: LocalDay("2018-01-01")!,
            through: LocalDay("2018-02-28")!
        )
        let onTheFirstDay = grant(.handler, .only(.safety), from: LocalDay("2018-01-01")!, through: .first)
        let after = grant(.administrator, from: LocalDay("2018-04-01")!)
        let onTheLastDay = grant(.administrator, from: .last)
        #expect(rights(auditor).objection(to: before) == nil)
        #expect(rights(auditor).objection(to: after) == nil)
        #expect(rights(auditor).objection(to: onTheFirstDay) == .auditorWrites([auditor]))
        #expect(rights(auditor).objection(to: onTheLastDay) == .auditorWrites([auditor]))
        #expect(rights(before, onTheFirstDay).objection(to: auditor) == .auditorWrites([onTheFirstDay]))
        #expect(rights(auditor).objection(to: grant(.auditor)) == nil)
        #expect(rights(onTheFirstDay).objection(to: grant(.administrator)) == nil)
    }

    @Test func isAnActorOfTheLedger() { #expect(Actor(person).rawValue == "staff:81") }
}

@Suite("Two persons")
struct TwoPersonsTests {
    private let other = Staff.ID(rawValue: 82)

    @Test func areNeverTheSame() throws {
        #expect(throws: TwoPersons.Refusal.same(person)) { try TwoPersons(asked: person, agreed: person) }
        let two = try TwoPersons(asked: person, agreed: other)
        #expect(two.asked == person && two.agreed == other)
    }

    @Test func bothHaveTheRightOnTheDay() throws {
        let administrator = Rights(of: person, grants: [grant(.administrator)])
        let leader = Rights(of: other, grants: [grant(.leader, through: .last)])
        for right in [Right.erase, .redact] {
            #expect(right.takesTwoPersons)
            _ = try TwoPersons(for: right, asked: administrator, agreed: leader, on: .day)
            _ = try TwoPersons(for: right, asked: leader, agreed: administrator, on: .day)
            #expect(throws: TwoPersons.Refusal.same(person)) {
                try TwoPersons(for: right, asked: administrator, agreed: administrator, on: .day)
            }
            #expect(throws: TwoPersons.Refusal.notAllowed(other, right)) {
                try TwoPersons(for: right, asked: administrator, agreed: leader, on: LocalDay("2018-04-01")!)
            }
            let handler = Rights(of: Staff.ID(rawValue: 83), grants: [grant(.handler, .only(.safety))])
            #expect(throws: TwoPersons.Refusal.notAllowed(handler.person, right)) {
                try TwoPersons(for: right, asked: handler, agreed: leader, on: .day)
            }
        }
        #expect(Right.allCases.filter(\.takesTwoPersons) == [.erase, .redact])
    }
}

@Suite("A program's scope")
struct ScopeRightsTests {
    @Test func isWithinTheRightsOfWhoeverCanUseIt() {
        for (role, expected) in [
            (.reporter, [.readMatters, .reportMatters]),
            (.handler, [.writeAnnouncements, .readMatters, .reportMatters, .handleMatters]),
            (.dispatcher, [.writeAnnouncements, .readMatters, .reportMatters, .handleMatters]),
            (.verifier, [.readMatters, .reportMatters, .handleMatters]),
            (.leader, [.writeAnnouncements, .readMatters, .reportMatters, .handleMatters]),
            (.auditor, [.readLedger, .readMatters]), (.administrator, [.readLedger]),
        ] as [(Role, [AccessGrant.Scope])] {
            let own = rights(grant(role))
            #expect(AccessGrant.Scope.allCases.filter { $0.isWithin(own, on: .day) } == expected, "\(role)")
        }
        // A handler of one unit handles its matters through a program too.
        #expect(AccessGrant.Scope.handleMatters.isWithin(rights(grant(.handler, .only(.safety))), on: .day))
        // An announcement has no unit, so whoever has the role for one unit only cannot post it.
        #expect(
            !AccessGrant.Scope.writeAnnouncements.isWithin(rights(grant(.handler, .only(.safety))), on: .day)
        )
    }
}
