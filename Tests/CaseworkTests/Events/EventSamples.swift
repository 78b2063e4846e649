import Casework
import Ledger
import WorkingTime

/// One of each event, and of each variant that is written in another way, with the bytes of its body for ever.
struct EventSample {
    let event: any Event & Equatable
    let text: String

    init(_ event: any Event & Equatable, _ text: String) { (self.event, self.text) = (event, text) }

    static func code(_ text: String) -> Code { Code(rawValue: text)! }
    static let day = LocalDay("2018-03-05")!
    static let desk = code("general-office")
    static let team = code("enforcement-team")
    static let person = Actor(rawValue: "staff:4")!
    static let digest = Hash(hex: String(repeating: "0f", count: 32))!
    static let photo = Attachment(
        name: "整改后.pdf",
        content: .document(BlobID(hash: digest, size: 1024), .pdf)
    )!
    static let photoText = """
        {"name":"整改后.pdf","sha256":"\(digest)","size":1024,"type":"application/pdf"}
        """

    static let due = Instant(rawValue: 1_520_841_599_999)
    static let term = Term(
        basis: .rule(
            code("handling-5"),
            (try? DeadlineRule(5, .workingDays, extensions: [.init(3, .calendarDays)]))!,
            pauses: [
                (try? Pause(.hearing, from: Instant(rawValue: 1_520_300_000_000), until: due))!,
                (try? Pause(.awaitingParty, from: due))!,
            ],
            versions: [
                CalendarVersion("2018@2017-11-30")!, CalendarVersion("2019@none")!,
            ],
            isProvisional: true
        ),
        start: Instant(rawValue: 1_520_211_600_000),
        due: Term.Due(instant: due, day: LocalDay("2018-03-12")!),
        warning: Instant(rawValue: 1_520_700_000_000),
        escalations: [Instant(rawValue: 1_520_900_000_000)]
    )
    static let termText = """
        {"clock":"handling","day":"2018-03-12","due":1520841599999,"escalations":[1520900000000],\
        "limit":{"count":5,"extensions":[{"count":3,"unit":"calendar-day"}],"last_day":"moves",\
        "unit":"working-day"},"notices":["2018@2017-11-30","2019@none"],"pauses":[{"cause":"hearing",\
        "from":1520300000000,"until":1520841599999},{"cause":"awaiting-party","from":1520841599999}],\
        "provisional":true,"rule":"handling-5","start":1520211600000,"warning":1520700000000}
        """
    static let date = Term(
        basis: .date,
        start: Instant(rawValue: 1_520_211_600_000),
        due: nil,
        warning: nil,
        escalations: []
    )
    static func dateText(_ clock: String) -> String {
        #"{"clock":"\#(clock)","start":1520211600000}"#
    }

    static let all = reports + handling + asks + around

    private static let handling: [EventSample] = [
        EventSample(
            MatterDispatched(lead: team, assisting: [desk], clocks: [.handling: date], unit: desk),
            """
            {"assisting":["general-office"],"clocks":[\(dateText("handling"))],"lead":"enforcement-team",\
            "unit":"general-office"}
            """
        ),
        EventSample(
            MatterAssigned(person: person, unit: team),
            #"{"person":"staff:4","unit":"enforcement-team"}"#
        ),
        EventSample(
            MatterWorked(.progress, unit: team, day: day),
            #"{"day":"2018-03-05","part":"progress","unit":"enforcement-team"}"#
        ),
        EventSample(
            MatterWorked(.assistance, unit: desk, day: day),
            #"{"day":"2018-03-05","part":"assistance","unit":"general-office"}"#
        ),
        EventSample(
            MatterWorked(
                .whole,
                unit: team,
                points: [1, 3],
                doneAt: due,
                day: day,
                clocks: [.verification: date],
                isForReporter: true,
                attachments: [photo]
            ),
            """
            {"attachments":[\(photoText)],"clocks":[\(dateText("verification"))],"day":"2018-03-05",\
            "done_at":1520841599999,"for_reporter":true,"part":"whole","points":[1,3],\
            "unit":"enforcement-team"}
            """
        ),
        EventSample(
            MatterVerified(isDone: true, isOnSite: true, unit: desk, day: day, attachments: [photo]),
            """
            {"attachments":[\(photoText)],"day":"2018-03-05","done":true,"on_site":true,\
            "unit":"general-office"}
            """
        ),
        EventSample(
            MatterVerified(isDone: false, isOnSite: false, unit: desk, day: day, clocks: [.handling: date]),
            """
            {"clocks":[\(dateText("handling"))],"day":"2018-03-05","done":false,"unit":"general-office"}
            """
        ),
        EventSample(MatterStruckOff(unit: desk, day: day), #"{"day":"2018-03-05","unit":"general-office"}"#),
        EventSample(
            MatterReopened(unit: nil, day: day, clocks: [.dispatch: date]),
            #"{"clocks":[\#(dateText("dispatch"))],"day":"2018-03-05"}"#
        ),
    ]

    private static func ask(_ ask: Ask, _ text: String) -> EventSample {
        EventSample(MatterAsked(ask, unit: team), #"{"ask":\#(text),"unit":"enforcement-team"}"#)
    }
    private static let asks: [EventSample] = [
        ask(.sampleLonger, #"{"count":3,"sort":"extension","unit":"working-day"}"#),
        ask(.suspension(.awaitingParty), #"{"cause":"awaiting-party","sort":"suspension"}"#),
        ask(.transfer(to: desk), #"{"sort":"transfer","to":"general-office"}"#),
        ask(.handover(to: person), #"{"sort":"handover","to":"staff:4"}"#),
        ask(.returnAbove, #"{"sort":"return"}"#), ask(.passUp, #"{"sort":"pass-up"}"#),
        ask(.competence, #"{"sort":"competence"}"#), ask(.closing, #"{"sort":"closing"}"#),
        EventSample(
            MatterDecided(
                Entry.ID(rawValue: 103),
                .granted,
                unit: desk,
                day: day,
                outsideNumber: "坪办结〔2018〕8号",
                lead: team,
                clocks: [.handling: date]
            ),
            """
            {"ask":103,"clocks":[\(dateText("handling"))],"day":"2018-03-05","decision":"granted",\
            "lead":"enforcement-team","outside_number":"坪办结〔2018〕8号","unit":"general-office"}
            """
        ),
        EventSample(
            MatterDecided(Entry.ID(rawValue: 103), .refused, unit: nil, day: day),
            #"{"ask":103,"day":"2018-03-05","decision":"refused"}"#
        ),
        EventSample(
            MatterDecided(Entry.ID(rawValue: 103), .dropped, unit: nil, day: day),
            #"{"ask":103,"day":"2018-03-05","decision":"dropped"}"#
        ),
        EventSample(
            MatterResumed(unit: desk, clocks: [.handling: date]),
            #"{"clocks":[\#(dateText("handling"))],"unit":"general-office"}"#
        ),
        EventSample(
            MatterSupervised(
                isAnswered: false,
                outsideNumber: "督〔2018〕1号",
                unit: desk,
                clocks: [.supervision: date]
            ),
            """
            {"clocks":[\(dateText("supervision"))],"outside_number":"督〔2018〕1号","unit":"general-office"}
            """
        ),
        EventSample(
            MatterSupervised(isAnswered: true, outsideNumber: nil, unit: nil, clocks: [:]),
            #"{"answered":true}"#
        ),
    ]

    private static func link(_ link: MatterLinked.Link, _ word: String) -> EventSample {
        EventSample(
            MatterLinked(link, Matter.ID(rawValue: 8), day: day, unit: desk),
            #"{"day":"2018-03-05","link":"\#(word)","other":8,"unit":"general-office"}"#
        )
    }
    private static func rated(_ answer: MatterRated.Answer, _ word: String) -> EventSample {
        EventSample(
            MatterRated(answer, day: day, unit: nil),
            #"{"answer":"\#(word)","day":"2018-03-05"}"#
        )
    }
    private static let around: [EventSample] = [
        link(.absorbed, "absorbed"), link(.part, "part"), link(.partClosed, "part-closed"),
        link(.relapseOf, "relapse-of"), link(.relapsed, "relapsed"),
        link(.partReopened, "part-reopened"),
        EventSample(
            MatterLinked(
                .partClosed,
                Matter.ID(rawValue: 8),
                day: day,
                unit: nil,
                handlers: [person],
                handlingUnits: [team],
                clocks: [.supervision: date]
            ),
            """
            {"clocks":[\(dateText("supervision"))],"day":"2018-03-05","handlers":["staff:4"],\
            "handling_units":["enforcement-team"],"link":"part-closed","other":8}
            """
        ), rated(.satisfied, "satisfied"),
        rated(.unsatisfied, "unsatisfied"), rated(.unreached, "unreached"),
        EventSample(MatterUrged(day: day, unit: nil), #"{"day":"2018-03-05"}"#),
        EventSample(
            MatterPlanned(person: person, leader: Actor(rawValue: "staff:6")!, unit: desk),
            #"{"leader":"staff:6","person":"staff:4","unit":"general-office"}"#
        ), EventSample(MatterPlanned(person: nil, leader: nil, unit: nil), "{}"),
        EventSample(
            MatterNoted(isForReporter: true, unit: desk, attachments: [photo]),
            #"{"attachments":[\#(photoText)],"for_reporter":true,"unit":"general-office"}"#
        ), EventSample(MatterNoted(isForReporter: false, unit: nil), "{}"),
        EventSample(
            MatterCorrected(
                place: Matter.Place(community: code("440310001001"), category: nil, isDwelling: true),
                unit: desk
            ),
            #"{"place":{"community":"440310001001","dwelling":true},"unit":"general-office"}"#
        ),
        EventSample(
            MatterStepTaken(
                code("letter"),
                day: day,
                unit: desk,
                number: "坪受〔2018〕3号",
                clocks: [.step(code("reply")): date],
                attachments: [photo]
            ),
            """
            {"attachments":[\(photoText)],"clocks":[\(dateText("step:reply"))],"day":"2018-03-05",\
            "number":"坪受〔2018〕3号","step":"letter","unit":"general-office"}
            """
        ),
        EventSample(
            MatterClockPassed(.step(code("reply")), mark: 2, day: day),
            #"{"clock":"step:reply","day":"2018-03-05","mark":2}"#
        ),
        EventSample(
            MatterRecounted(from: [.handling: term], to: [.handling: date]),
            #"{"clocks":[\#(dateText("handling"))],"earlier":[\#(termText)]}"#
        ),
    ]
}
