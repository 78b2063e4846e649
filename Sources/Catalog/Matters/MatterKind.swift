package import Ledger

/// A kind of matter (事项), as the file of its line declares it.
///
/// What a matter needs of it is written into the entries that make and file it, so that a later catalog changes none that runs.
package struct MatterKind: Equatable, Sendable {
    package let code: Code
    package let name: LocalName
    /// The line whose file declares it.
    package let line: Code
    /// The word of its references, 诉 in 诉-2018-0412: one to four letters or Han characters; two kinds may share one.
    package let series: String
    package let confidentiality: Confidentiality
    /// Who may report one.
    package let reporters: [Reporter]
    /// Codes of the sources from which it may come; at least one.
    package let sources: [Code]
    /// What is asked beside text, place and contact.
    package let fields: [Field]
    /// Codes of the categories under which it is sorted, themselves or below; empty where it has none.
    package let categories: [Code]
    /// Who handles it: the first that fits.
    ///
    /// Where none fits, somebody has to choose.
    package let routes: [Route]
    /// Whether a community may settle a small thing on the spot (即办即结).
    package let onTheSpot: Bool
    /// The steps beside the common loop, in their order.
    package let steps: [Step]
    package let clocks: Clocks
    /// Codes of documents of this line that it uses.
    package let documents: [Code]
    /// Within how many days the same trouble at the same place is a relapse; nil where none is counted, as at dwellings.
    package let relapseDays: Int?
    /// After how many days of handling it is a backlog case, with a plan and one named leader (包案); nil where it never is.
    package let backlogDays: Int?
    /// What whoever reported one sees of it, beside that it came in, what is written to him, and how it ended.
    package let reporterSees: [Sight]
    /// For how many days an open one may lie without an act of the office; 30 where the file says nothing.
    ///
    /// No clock has to run for it, so that nothing is forgotten between two clocks.
    package let silenceDays: Int
    package let validity: Validity

    package static let usualSilenceDays = 30

    package enum Confidentiality: String, CaseIterable, Sendable {
        /// Its course, not its words, may be shown to everybody.
        case open
        /// To the office only.
        case `internal`
        /// To the units that handle it, the dispatchers and the leaders of its line only.
        case confidential
    }

    package enum Reporter: String, CaseIterable, Sendable {
        /// Anybody, without an account.
        case resident
        case staff
        /// Another mechanism: an alert, a finding.
        case system
    }

    package enum Sight: String, CaseIterable, Sendable {
        /// That it was dispatched, worked on, verified, sent back, put off.
        case course
        /// Which unit has it.
        case unit
        /// Until when the next thing is to be done, and that it was not.
        case deadline
        /// The steps beside the loop that were taken.
        case steps
    }
}

extension MatterKind {
    /// A question of its own.
    package struct Field: Equatable, Sendable {
        package let code: Code
        package let name: LocalName
        package let type: FieldType
        package let isRequired: Bool
        /// When it is asked.
        package let stage: Stage

        package enum Stage: String, CaseIterable, Sendable {
            case report, filing, handling
        }
    }

    package enum FieldType: Equatable, Sendable {
        /// Free text, which is sealed.
        case text
        /// A whole number of that unit, as facts have it; `fen` is asked in yuan, `dm2` in square metres.
        case number(Unit)
        case day
        case yesNo
        /// One of these, by code.
        case choice([Choice])
    }

    package struct Choice: Equatable, Sendable {
        package let code: Code
        package let name: LocalName
    }

    /// A rule of who handles it.
    package struct Route: Equatable, Sendable {
        /// Itself or any below; nil for every category.
        package let category: Code?
        package let community: Code?
        package let lead: Lead
        package let assisting: [Code]

        package enum Lead: Equatable, Sendable {
            case unit(Code)
            /// The workstation of the matter's own community.
            case workstation
        }
    }

    /// Something that has to be done, beside the common loop, before a matter of this kind goes on.
    package struct Step: Equatable, Sendable {
        package let code: Code
        package let name: LocalName
        /// Before what it has to be taken.
        package let before: Gate
        package let isRequired: Bool
        /// How long it may take, and from when.
        package let clock: StepClock?
        /// The paper by which it is done.
        package let document: Code?
        /// Whether it is decided above and only recorded here.
        package let isAbove: Bool

        package enum Gate: String, CaseIterable, Sendable {
            case dispatch, handled, verified
            case struckOff = "struck-off"
            /// May be taken afterwards, such as a follow-up.
            case never
        }
    }

    package struct StepClock: Equatable, Sendable {
        /// The code of a deadline rule; the one that stands in its place on the day holds.
        package let rule: Code
        package let from: Start

        package enum Start: Equatable, Sendable {
            case reported, filed, dispatched
            case step(Code)
        }
    }

    /// How long what may take; each names a deadline rule, and the one that stands in its place on the day holds.
    package struct Clocks: Equatable, Sendable {
        /// From the report until somebody has answered it: filed, declined or settled.
        ///
        /// No report is silent longer.
        package let answer: Code
        /// From filing until it is dispatched; nil where `answer` holds for both.
        package let dispatch: Code?
        /// From the start until it is handled; nil where each has its own date.
        package let handling: Code?
        package let handlingFrom: HandlingStart
        /// Other limits of some categories, themselves or below; the first that fits.
        package let handlingOf: [(category: Code, rule: Code)]
        /// From handled until it is verified.
        package let verification: Code?
        /// The share of the limit after which a warning is given, in thousandths.
        package let warningPermille: Int
        /// Working hours after the limit, one for each level to which it is escalated; rising.
        package let escalationHours: [Int]
        /// Who is told at each of those levels; the dispatchers at the first and the leaders above, where the file says nothing.
        package let escalationTo: [Told]

        /// Who is told that a clock has gone up a level.
        package enum Told: String, CaseIterable, Sendable {
            /// Whoever dispatches matters of the line.
            case dispatchers
            /// The lead unit of the line of work.
            case line
            /// The leader named for the matter; where there is none, those who answer for its line.
            case leaders
        }

        /// - Parameter level: From 1.
        package func told(at level: Int) -> Told {
            if escalationTo.indices.contains(level - 1) { return escalationTo[level - 1] }
            return level <= 1 ? .dispatchers : .leaders
        }

        package enum HandlingStart: String, CaseIterable, Sendable {
            case reported, filed, dispatched
        }

        package static func == (left: Self, right: Self) -> Bool {
            left.answer == right.answer && left.dispatch == right.dispatch && left.handling == right.handling
                && left.handlingFrom == right.handlingFrom
                && left.handlingOf.elementsEqual(right.handlingOf, by: ==)
                && left.verification == right.verification && left.warningPermille == right.warningPermille
                && left.escalationHours == right.escalationHours && left.escalationTo == right.escalationTo
        }
    }
}
