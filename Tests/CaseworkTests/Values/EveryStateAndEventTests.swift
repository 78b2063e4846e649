import Casework
import Ledger
import Testing

/// Every event, by whoever may try it, at every stage: the loop's rules in two tables.
///
/// They are written from the rules, not printed by the program: whoever changes a rule changes a line here, and says why.
@Suite("Every event at every stage")
struct EveryStateAndEventTests {
    /// Matters that are open.
    ///
    /// `sus` is suspended, `mov` waits for the receiver of a transfer, `lon` for a longer limit; `led` has a leader, `prt` a
    /// task that is open. Those with a star were handed down, and `app*` waits for the answer to an application to close.
    private static let open = """
                             rep   fil   dis   sus   mov   lon   led   prt   han   ver   rep*  dis*  ver*  app*
        file                 FIL   .     .     .     .     .     .     .     .     .     FIL   .     .     .
        decline              DEC   .     .     .     .     .     .     .     .     .     above .     .     .
        decline-by-machine   staff .     .     .     .     .     .     .     .     .     staff .     .     .
        settle               SET   .     .     .     .     .     .     .     .     .     above .     .     .
        withdraw             WIT   WIT   WIT   WIT   WIT   WIT   WIT   parts WIT   .     WIT   WIT   .     .
        merge                MER   MER   MER   MER   MER   MER   MER   parts .     .     MER   MER   .     .
        merge-into-itself    self  self  self  self  self  self  self  self  .     .     self  self  .     .
        close-at-source      SRC   .     .     .     .     .     .     .     .     .     SRC   .     .     .
        end-as-struck-off    .     .     .     .     .     .     .     .     .     .     .     .     .     .
        end-as-passed-on     .     .     .     .     .     .     .     .     .     .     .     .     .     .
        dispatch             .     DIS   .     .     .     .     .     .     .     .     .     .     .     .
        dispatch-to-itself   .     both  .     .     .     .     .     .     .     .     .     .     .     .
        assign               .     .     DIS   DIS   DIS   DIS   DIS   DIS   .     .     .     DIS   .     .
        assign-elsewhere     .     .     lead  lead  lead  lead  lead  lead  .     .     .     lead  .     .
        progress             .     .     DIS   DIS   DIS   DIS   DIS   DIS   .     .     .     DIS   .     .
        progress-elsewhere   .     .     lead  lead  lead  lead  lead  lead  .     .     .     lead  .     .
        assist               .     .     DIS   DIS   DIS   DIS   DIS   DIS   .     .     .     DIS   .     .
        assist-unasked       .     .     help  help  help  help  help  help  .     .     .     help  .     .
        handle               .     .     HAN   stand asked HAN   HAN   parts .     .     .     HAN   .     .
        handle-one-point     .     .     open  stand asked open  open  open  .     .     .     open  .     .
        handle-a-third       .     .     point point point point point point .     .     .     point .     .
        handle-elsewhere     .     .     lead  lead  lead  lead  lead  lead  .     .     .     lead  .     .
        verify               .     .     .     .     .     .     .     .     VER   .     .     .     .     .
        verify-by-handler    .     .     .     .     .     .     .     .     hands .     .     .     .     .
        verify-by-unit       .     .     .     .     .     .     .     .     unit  .     .     .     .     .
        verify-by-helper     .     .     .     .     .     .     .     .     unit  .     .     .     .     .
        verify-by-machine    .     .     .     .     .     .     .     .     staff .     .     .     .     .
        verify-for-nobody    .     .     .     .     .     .     .     .     nouni .     .     .     .     .
        send-back            .     .     .     .     .     .     .     .     DIS   .     .     .     .     .
        send-back-by-unit    .     .     .     .     .     .     .     .     unit  .     .     .     .     .
        strike-off           .     .     .     .     .     .     .     .     .     OFF   .     .     above above
        strike-off-by-unit   .     .     .     .     .     .     .     .     .     unit  .     .     above above
        strike-off-by-mach   .     .     .     .     .     .     .     .     .     staff .     .     above above
        reopen               .     .     .     .     .     .     .     .     .     .     .     .     .     .
        ask-longer           .     .     DIS   stand DIS   asked DIS   DIS   .     .     .     DIS   .     .
        ask-longer-elsewhere .     .     lead  lead  lead  lead  lead  lead  .     .     .     lead  .     .
        ask-longer-by-mach   staff staff staff staff staff staff staff staff staff staff staff staff staff staff
        ask-suspension       .     .     DIS   stand DIS   DIS   DIS   DIS   .     .     .     DIS   .     .
        ask-transfer         .     .     DIS   DIS   asked DIS   DIS   DIS   .     .     .     DIS   .     .
        ask-transfer-to-self .     .     same  same  same  same  same  same  .     .     .     same  .     .
        ask-hand-over        none  none  none  none  none  none  DIS   none  none  none  none  none  none  none
        ask-hand-over-same   none  none  none  none  none  none  idle  none  none  none  none  none  none  none
        ask-return           here  here  here  here  here  here  here  here  .     .     REP   DIS   .     .
        ask-pass-up          REP   FIL   DIS   DIS   asked DIS   DIS   DIS   .     .     REP   DIS   .     .
        ask-competence       REP   FIL   DIS   DIS   asked DIS   DIS   DIS   .     .     REP   DIS   .     .
        ask-closing          .     .     .     .     .     .     .     .     .     here  .     .     VER   asked
        decide-unasked       noask noask noask noask noask noask noask noask noask noask noask noask noask noask
        resume               runs  runs  runs  DIS   runs  runs  runs  runs  runs  runs  runs  runs  runs  runs
        resume-no-clock      runs  runs  runs  term  runs  runs  runs  runs  runs  runs  runs  runs  runs  runs
        supervise            REP   FIL   DIS   DIS   DIS   DIS   DIS   DIS   HAN   VER   REP   DIS   VER   VER
        supervise-no-date    term  term  term  term  term  term  term  term  term  term  term  term  term  term
        answer-supervision   super super super super super super super super super super super super super super
        absorb               REP   FIL   DIS   DIS   DIS   DIS   DIS   DIS   HAN   VER   REP   DIS   VER   VER
        split                .     .     DIS   DIS   DIS   DIS   DIS   idle  .     .     .     DIS   .     .
        part-closed          npart npart npart npart npart npart npart DIS   npart npart npart npart npart npart
        part-reopened        REP   FIL   DIS   DIS   DIS   DIS   DIS   idle  DIS   DIS   REP   DIS   DIS   DIS
        relapse-of           REP   FIL   DIS   DIS   DIS   DIS   DIS   DIS   HAN   VER   REP   DIS   VER   VER
        relapsed             .     .     .     .     .     .     .     .     .     .     .     .     .     .
        link-to-itself       self  self  self  self  self  self  self  self  self  self  self  self  self  self
        urge                 REP   FIL   DIS   DIS   DIS   DIS   DIS   DIS   HAN   VER   REP   DIS   VER   VER
        rate                 .     .     .     .     .     .     .     .     .     .     .     .     .     .
        plan                 .     FIL   DIS   DIS   DIS   DIS   DIS   DIS   HAN   .     .     DIS   .     .
        plan-leader          .     FIL   DIS   DIS   DIS   DIS   DIS   DIS   HAN   .     .     DIS   .     .
        plan-other-leader    .     FIL   DIS   DIS   DIS   DIS   leads DIS   HAN   .     .     DIS   .     .
        note                 REP   FIL   DIS   DIS   DIS   DIS   DIS   DIS   HAN   VER   REP   DIS   VER   VER
        sort-anew            REP   FIL   DIS   DIS   DIS   DIS   DIS   DIS   HAN   VER   REP   DIS   VER   VER
        sort-as-it-is        idle  idle  idle  idle  idle  idle  idle  idle  idle  idle  idle  idle  idle  idle
        take-unknown-step    nstep nstep nstep nstep nstep nstep nstep nstep nstep nstep nstep nstep nstep nstep
        pass-a-clock-early   clock clock clock clock clock clock clock clock clock clock clock clock clock clock
        recount-what-is-sure clock clock clock clock clock clock clock clock clock clock clock clock clock clock
        """

    /// Matters that have ended, in each way.
    ///
    /// `off*` was closed above. What has no line is refused because it has ended.
    private static let closed = """
                             off   set   dec   wit   mer   pas   src   off*
        end-as-struck-off    .     .     .     .     .     .     .     .
        end-as-passed-on     .     .     .     .     .     .     .     .
        reopen               FIL   REP   REP   ended ended ended REP   FIL
        ask-longer-by-mach   staff staff staff staff staff staff staff staff
        decide-unasked       noask noask noask noask noask noask noask noask
        answer-supervision   super super super super super super super super
        part-closed          npart npart npart npart npart npart npart npart
        relapsed             OFF   SET   ended ended ended ended SRC   OFF
        link-to-itself       self  self  self  self  self  self  self  self
        rate                 OFF   SET   DEC   ended ended ended SRC   OFF
        note                 OFF   SET   DEC   WIT   MER   PAS   SRC   OFF
        sort-anew            OFF   SET   DEC   WIT   MER   PAS   SRC   OFF
        sort-as-it-is        idle  idle  idle  idle  idle  idle  idle  idle
        take-unknown-step    nstep nstep nstep nstep nstep nstep nstep nstep
        pass-a-clock-early   clock clock clock clock clock clock clock clock
        recount-what-is-sure clock clock clock clock clock clock clock clock
        """

    private static func course(_ column: String) throws -> Course {
        switch column {
        case "rep": Course()
        case "fil": try Course().filed()
        case "dis": try Course().dispatched()
        case "sus": try Course().suspended()
        case "mov": try Course().dispatched().asked(.transfer(to: .helping))
        case "lon": try Course().dispatched().asked(.sampleLonger)
        case "led": try Course().led()
        case "prt": try Course().split()
        case "han": try Course().handled()
        case "ver": try Course().verified()
        case "rep*": Course(.source)
        case "dis*": try Course(.source).dispatched()
        case "ver*": try Course(.source).verified()
        case "app*": try Course(.source).verified().asked(.closing, by: .clerk)
        case "off": try Course().struckOff()
        case "set": try Course().ended(.settled)
        case "dec": try Course().ended(.declined)
        case "wit": try Course().ended(.withdrawn)
        case "mer": try Course().ended(.merged(into: .other))
        case "pas": try Course().passedOn()
        case "src": try Course().ended(.closedAtSource)
        case "off*":
            try Course(.source).verified().asked(.closing, by: .clerk).granted(by: .clerk)
        default: throw UnknownColumn(name: column)
        }
    }

    private struct UnknownColumn: Error { let name: String }

    @Test("on the way to its end")
    func whileOpen() throws {
        let table = try LoopTable(Self.open)
        #expect(table.rows.map(\.name) == LoopTry.all.map(\.name))
        let stages = try Set(table.columns.map { try Self.course($0).matter.stage.name })
        #expect(stages == Set(Matter.Stage.Name.allCases).subtracting([.closed]))
        for (attempt, row) in zip(LoopTry.all, table.rows) {
            try check(attempt, row.cells, table.columns)
        }
    }

    @Test("and after it")
    func onceClosed() throws {
        let table = try LoopTable(Self.closed)
        #expect(Set(table.rows.map(\.name)).isSubset(of: LoopTry.all.map(\.name)))
        let outcomes = try Set(table.columns.compactMap { try Self.course($0).matter.stage.outcome?.name })
        #expect(outcomes == Set(Matter.Outcome.Name.allCases))
        for attempt in LoopTry.all {
            let row = table.rows.first { $0.name == attempt.name }
            let ended = table.columns.map { _ in "ended" }
            try check(attempt, row?.cells ?? ended, table.columns)
        }
    }

    private func check(_ attempt: LoopTry, _ cells: [String], _ columns: [String]) throws {
        for (cell, column) in zip(cells, columns) {
            let course = try Self.course(column)
            do {
                let after = try course.after(attempt.event, by: attempt.party).matter
                #expect(after.word == cell, "\(attempt.name) at \(column)")
                #expect(after.revision == course.matter.revision + 1)
            } catch let refusal as MatterRefusal {
                #expect(refusal.word == cell, "\(attempt.name) at \(column): \(refusal)")
                // What names the stage or the end names the matter's own.
                if case .stage(let stage) = refusal { #expect(stage == course.matter.stage.name) }
                if case .ended(let end) = refusal { #expect(end == course.matter.stage.outcome?.name) }
            }
        }
    }

    @Test("with nothing left out")
    func everythingIsTried() {
        #expect(Set(LoopTry.all.map { type(of: $0.event.event).kind.rawValue }).count == 21)
        var (sorts, outcomes): (Set<Ask.Sort>, Set<Matter.Outcome.Name>) = ([], [])
        var (links, parts): (Set<MatterLinked.Link>, Set<MatterWorked.Part>) = ([], [])
        for attempt in LoopTry.all {
            // A new event stops the build here, to be given its lines.
            switch attempt.event {
            case .asked(let event): sorts.insert(event.ask.sort)
            case .ended(let event): outcomes.insert(event.outcome.name)
            case .linked(let event): links.insert(event.link)
            case .worked(let event): parts.insert(event.part)
            case .filed, .dispatched, .assigned, .verified, .struckOff, .reopened, .decided, .resumed,
                .supervised, .urged, .rated, .planned, .noted, .corrected, .stepTaken, .clockPassed,
                .recounted:
                break
            }
        }
        #expect(sorts == Set(Ask.Sort.allCases) && outcomes == Set(Matter.Outcome.Name.allCases))
        #expect(links == Set(MatterLinked.Link.allCases) && parts == Set(MatterWorked.Part.allCases))
    }
}
