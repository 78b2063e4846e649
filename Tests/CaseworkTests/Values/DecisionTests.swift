import Casework
import Ledger
import Testing
import WorkingTime

/// Who decides what was asked, and what comes of it, in two tables like those of `EveryStateAndEventTests`.
@Suite("What is asked of a matter")
struct DecisionTests {
    private static let decisions = """
                   granted  refused  dropped  self-granted  other-drops  machine  receiver  receiver-refuses
        extension  DIS      DIS      DIS      own           asker        staff    DIS       DIS
        suspension DIS      DIS      DIS      own           asker        staff    DIS       DIS
        transfer   recv     recv     DIS      own           asker        staff    DIS       DIS
        handover   recv     recv     DIS      own           asker        staff    DIS       DIS
        return     PAS      DIS      DIS      PAS           asker        staff    PAS       DIS
        pass-up    PAS      DIS      DIS      PAS           asker        staff    PAS       DIS
        competence PAS      DIS      DIS      PAS           asker        staff    PAS       DIS
        closing    OFF      DIS      VER      OFF           asker        staff    OFF       DIS
        """

    /// A second ask (the column) beside one that is open (the line).
    private static let pairs = """
                   extension suspension transfer handover return pass-up competence
        extension  asked     DIS        DIS      DIS      DIS    DIS     DIS
        suspension DIS       asked      DIS      DIS      DIS    DIS     DIS
        transfer   DIS       DIS        asked    DIS      asked  asked   asked
        handover   DIS       DIS        DIS      asked    DIS    DIS     DIS
        return     DIS       DIS        asked    DIS      asked  asked   asked
        pass-up    DIS       DIS        asked    DIS      asked  asked   asked
        competence DIS       DIS        asked    DIS      asked  asked   asked
        """

    /// What is asked, by whom, where it can be asked, and who would receive the matter.
    private static func sample(_ sort: Ask.Sort) throws -> (ask: Ask, by: Party, at: Course, to: Party) {
        let dispatched = try Course(.source).led()
        return switch sort {
        case .extension: (.sampleLonger, .handler, dispatched, .helper)
        case .suspension: (.suspension(.hearing), .handler, dispatched, .helper)
        case .transfer: (.transfer(to: .helping), .handler, dispatched, .helper)
        case .handover: (.handover(to: Party.successor.actor), .clerk, dispatched, .successor)
        case .returnAbove: (.returnAbove, .handler, dispatched, .helper)
        case .passUp: (.passUp, .handler, dispatched, .helper)
        case .competence: (.competence, .handler, dispatched, .helper)
        case .closing: (.closing, .clerk, try Course(.source).verified(), .helper)
        }
    }

    @Test("is decided by whom it concerns")
    func decided() throws {
        let table = try LoopTable(Self.decisions)
        #expect(table.rows.map(\.name) == Ask.Sort.allCases.map(\.rawValue))
        var rulings: Set<MatterDecided.Ruling> = []
        for (sort, row) in zip(Ask.Sort.allCases, table.rows) {
            let (ask, asker, place, receiver) = try Self.sample(sort)
            let course = try place.asked(ask, by: asker)
            let clocks: [Clock: Term] =
                switch sort {
                case .suspension: [.handling: .standing]
                case .extension, .closing: [.handling: .sample()]
                case .transfer, .handover, .returnAbove, .passUp, .competence: [:]
                }
            for (cell, column) in zip(row.cells, table.columns) {
                let (ruling, party): (MatterDecided.Ruling, Party) =
                    switch column {
                    case "granted": (.granted, .leader)
                    case "refused": (.refused, .leader)
                    case "dropped": (.dropped, asker)
                    case "self-granted": (.granted, asker)
                    case "other-drops": (.dropped, .leader)
                    case "machine": (.granted, .console)
                    case "receiver": (.granted, receiver)
                    default: (.refused, receiver)
                    }
                rulings.insert(ruling)
                let found = try LoopTable.cell {
                    try course.after(
                        .decision(course.ask, ruling, by: party, clocks: clocks),
                        by: party
                    )
                }
                #expect(found == cell, "\(sort.rawValue) \(column)")
            }
        }
        #expect(rulings == Set(MatterDecided.Ruling.allCases))
    }

    @Test("stands beside what is asked already")
    func besideOneAnother() throws {
        let table = try LoopTable(Self.pairs)
        let sorts = Ask.Sort.allCases.filter { $0 != .closing }
        #expect(table.rows.map(\.name) == sorts.map(\.rawValue) && table.columns == sorts.map(\.rawValue))
        for (first, row) in zip(sorts, table.rows) {
            let open = try Self.sample(first)
            let course = try open.at.asked(open.ask, by: open.by)
            for (second, cell) in zip(sorts, row.cells) {
                let next = try Self.sample(second)
                let found = try LoopTable.cell { try course.asked(next.ask, by: next.by) }
                #expect(found == cell, "\(second.rawValue) beside \(first.rawValue)")
            }
        }
    }

    @Test("takes the matter to the unit that accepts it, or that is found competent")
    func unit() throws {
        let moved = try Course().dispatched().asked(.transfer(to: .helping)).granted(by: .helper).matter
        #expect(moved.stage == .dispatched(lead: .helping) && moved.assisting.isEmpty)
        let given = try Course().dispatched().asked(.competence)
            .granted(by: .clerk, lead: .checking).matter
        #expect(given.stage == .dispatched(lead: .checking))
        let kept = try Course().dispatched().asked(.competence).granted(by: .clerk, lead: .lead).matter
        #expect(kept.stage == .dispatched(lead: .lead) && kept.assisting == [.helping])
        // Before it has a unit, it goes on to be dispatched.
        let here = try Course().filed().asked(.competence, by: .clerk)
            .granted(by: .clerk, lead: .checking).matter
        #expect(here.stage == .filed && here.asks.isEmpty)
    }

    @Test("holds the dispatch while it is asked where the matter belongs")
    func heldDispatch() throws {
        let filed = try Course().filed().asked(.competence, by: .clerk)
        #expect(throws: MatterRefusal.undecided([.competence])) { try filed.dispatchedNow() }
        let decided = try filed.after(.decision(filed.ask, .refused, by: .clerk), by: .clerk)
        #expect(try decided.dispatchedNow().matter.stage == .dispatched(lead: .lead))
    }

    @Test("changes the leader when the successor accepts, and never before")
    func handover() throws {
        let planned = try Course().filed().after(
            .planned(MatterPlanned(person: nil, leader: Party.leader.actor, unit: .desk)),
            by: .clerk
        )
        // The dispatch does not forget what was asked.
        let asked = try planned.asked(.handover(to: Party.successor.actor), by: .leader).dispatchedNow()
        #expect(asked.matter.leader == Party.leader.actor && asked.matter.asks.count == 1)
        let refused = try asked.after(.decision(asked.ask, .refused, by: .successor), by: .successor)
        #expect(refused.matter.leader == Party.leader.actor && refused.matter.asks.isEmpty)
        #expect(try asked.granted(by: .successor).matter.leader == Party.successor.actor)
    }

    @Test("lets a clock that stands stand, however much longer it becomes")
    func longerWhileSuspended() throws {
        let both = try Course().dispatched().asked(.sampleLonger)
        let longer = both.ask
        let suspended = try both.asked(.suspension(.suspension))
            .granted(by: .leader, clocks: [.handling: .standing])
        func grant(_ term: Term) throws -> Matter {
            try suspended.after(
                .decision(longer, .granted, by: .leader, clocks: [.handling: term]),
                by: .leader
            ).matter
        }
        #expect(throws: MatterRefusal.noTerm(.handling)) { try grant(.sample()) }
        let granted = try grant(.standing)
        #expect(granted.tally.extended == 1 && granted.clocks[.handling]?.term.due == nil)
        // And one that runs does not come to stand by becoming longer.
        #expect(throws: MatterRefusal.noTerm(.handling)) {
            try both.granted(by: .leader, clocks: [.handling: .standing])
        }
    }

    @Test("stops the clock when it is a suspension, whatever else is decided meanwhile")
    func standingClock() throws {
        let asked = try Course().dispatched().asked(.suspension(.hearing))
        for clocks in [[:], [Clock.handling: Term.sample()]] {
            #expect(throws: MatterRefusal.noTerm(.handling)) {
                try asked.granted(by: .leader, clocks: clocks)
            }
        }
        let suspended = try asked.granted(by: .leader, clocks: [.handling: .standing])
        let moving = try suspended.asked(.transfer(to: .helping))
        #expect(throws: MatterRefusal.noTerm(.handling)) {
            try moving.granted(by: .helper, clocks: [.handling: .sample()])
        }
        let moved = try moving.granted(by: .helper).matter
        #expect(moved.suspended != nil && moved.clocks[.handling]?.term.due == nil)
        // One without a clock is suspended all the same.
        let bare = try Course().filed().after(
            .dispatched(MatterDispatched(lead: .lead, assisting: [], clocks: [:], unit: .desk)),
            by: .clerk
        ).asked(.suspension(.hearing))
        #expect(try bare.granted(by: .leader).matter.suspended != nil)
        #expect(throws: MatterRefusal.noTerm(.handling)) {
            try bare.granted(by: .leader, clocks: [.handling: .sample()])
        }
    }

    @Test("is gone once the matter was handled, but for a hand-over")
    func goneWhenHandled() throws {
        let handled = try Course().led().asked(.sampleLonger).asked(.suspension(.hearing))
            .asked(.handover(to: Party.successor.actor), by: .clerk)
            .after(.whole([1, 2]), by: .handler)
        #expect(handled.matter.asks.map(\.ask.sort) == [.handover])
    }
}

extension Course {
    fileprivate func dispatchedNow() throws -> Course { try after(.sampleDispatched, by: .clerk) }
}
