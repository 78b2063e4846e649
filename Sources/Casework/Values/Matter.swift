package import Ledger
package import WorkingTime

/// A matter (事项) as it stands after its latest entry: the state of the closed loop, without anybody's words.
///
/// `applying(_:by:at:)` is the only way from one state to the next; commands ask it before they record, appliers follow it
/// when they have recorded, so that a replay cannot come to anything else.
package struct Matter: Equatable, Sendable {
    package typealias ID = Identifier<Matter>

    package static func subject(_ id: ID) -> Subject { Subject("matter", id) }

    package let id: ID
    /// What was settled when it was reported, and stays.
    package let origin: Origin
    /// Where and under what it is sorted; corrections change it.
    package var place: Place
    package var stage: Stage
    /// Nil until it is filed.
    package var reference: Reference?
    /// For each point of the report, whether it has an answer.
    package var answered: [Bool]
    package var steps: [Step]
    /// The clocks that run, or have run out, with how far they have gone.
    package var clocks: [Clock: Running] = [:]
    package var asks: [OpenAsk] = []
    package var assisting: [Code] = []
    /// Units that assist and have given what they had to.
    package var assisted: [Code] = []
    /// Who is in charge of it in the lead unit.
    package var person: Actor?
    package var leader: Actor?
    package var hasPlan = false
    /// Everybody who has handled it, and every unit that has: none of them verifies it.
    package var handlers: [Actor] = []
    package var handlingUnits: [Code] = []
    /// Tasks split off that are not closed yet.
    package var openParts: [ID] = []
    /// The earlier matter of which it is a relapse; told once, so that it is counted once.
    package var relapseOf: ID?
    /// What whoever reported it said of the end, until it is reopened; told once, so that it is counted once.
    package var rating: MatterRated.Answer?
    /// The day on which it was urged last: it is urged once a day.
    package var urgedOn: LocalDay?
    /// Since when its handling is suspended.
    package var suspended: Pause?
    /// The level to which one of its clocks went up; nil once somebody of the office has acted since, or that clock has ended.
    package var raised: Raised?
    /// The facts that count it now, by measure.
    package var standing: [Standing] = []
    package var tally = Tally()
    /// How many entries it has; whoever acts names the one that he has seen.
    package var revision = 0

    init(id: ID, origin: Origin, place: Place, stage: Stage, answered: [Bool], steps: [Step]) {
        self.id = id
        self.origin = origin
        self.place = place
        self.stage = stage
        self.answered = answered
        self.steps = steps
    }

    /// What was settled when it was reported.
    package struct Origin: Equatable, Sendable {
        package let kind: Code
        package let line: Code
        package let source: Code
        package let closing: Closing
        package let confidentiality: Confidentiality
        /// Whether a community may settle it on the spot.
        package let onTheSpot: Bool
        /// The matter of which it is a task.
        package let parent: ID?
        package let relapseDays: Int?
        package let reportedAt: Instant
        package let reportedOn: LocalDay

        package init(
            kind: Code,
            line: Code,
            source: Code,
            closing: Closing,
            confidentiality: Confidentiality,
            onTheSpot: Bool,
            parent: ID?,
            relapseDays: Int?,
            reportedAt: Instant,
            reportedOn: LocalDay
        ) {
            self.kind = kind
            self.line = line
            self.source = source
            self.closing = closing
            self.confidentiality = confidentiality
            self.onTheSpot = onTheSpot
            self.parent = parent
            self.relapseDays = relapseDays
            self.reportedAt = reportedAt
            self.reportedOn = reportedOn
        }
    }

    /// Who closes it.
    package enum Closing: String, Sendable {
        /// The office strikes it off.
        case office
        /// The office applies (申请办结), and whoever handed it down decides.
        case source
    }

    package enum Confidentiality: String, Sendable {
        case open, `internal`, confidential
    }

    /// Where it is, and under what it is sorted.
    package struct Place: Equatable, Sendable {
        package var community: Code?
        package var category: Code?
        /// Whether it is at somebody's home; such a place is never on a map or linked as a relapse in public.
        package var isDwelling: Bool

        package init(community: Code?, category: Code?, isDwelling: Bool = false) {
            self.community = community
            self.category = category
            self.isDwelling = isDwelling
        }
    }

    /// A step beside the common loop.
    package struct Step: Equatable, Sendable {
        package let code: Code
        package let before: Gate
        package let isRequired: Bool
        /// The entry by which it was taken.
        package var taken: Entry.ID?

        package enum Gate: String, CaseIterable, Sendable {
            case dispatch, handled, verified
            case struckOff = "struck-off"
            case never
        }

        package init(code: Code, before: Gate, isRequired: Bool, taken: Entry.ID? = nil) {
            self.code = code
            self.before = before
            self.isRequired = isRequired
            self.taken = taken
        }
    }

    /// A clock that ran out has gone up to a level (升级).
    package struct Raised: Equatable, Sendable {
        package let clock: Clock
        /// From 1.
        package let level: Int
        package let since: Instant

        package init(_ clock: Clock, level: Int, since: Instant) {
            self.clock = clock
            self.level = level
            self.since = since
        }
    }

    /// A fact that counts it, and may have to be taken back.
    package struct Standing: Equatable, Sendable {
        package let measure: Measure
        package let fact: Fact.ID

        package init(_ measure: Measure, _ fact: Fact.ID) {
            self.measure = measure
            self.fact = fact
        }
    }

    /// How many entries a day whoever reported it may add.
    package static let reporterLimit = 10

    /// How often what has happened to it.
    package struct Tally: Equatable, Sendable {
        package var sentBack = 0
        package var reopened = 0
        package var relapsed = 0
        package var urged = 0
        package var extended = 0
        /// Other reports that were merged into it.
        package var merged = 0
        /// Clocks that have run out.
        package var overdue = 0
        /// Supervision letters that ended unanswered, because whoever reported it withdrew it.
        package var lapsed = 0

        package init() {}
    }
}
