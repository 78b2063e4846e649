package import Catalog
package import Ledger

/// A paper (文书) of a matter as it stands after its latest entry, without anybody's words.
///
/// `applying(_:by:entry:)` is the only way from one state to the next; commands ask it before they record, the applier follows it.
package struct Paper: Equatable, Sendable {
    package typealias ID = Identifier<Paper>

    package static func subject(_ id: ID) -> Subject { Subject("paper", id) }

    package let id: ID
    package let matter: Matter.ID
    package let form: Form
    /// The unit that drafts it.
    package let unit: Code
    package var stage: Stage
    /// In the order of the chain, the drafter's first.
    package var signatures: [Signature]
    package var delivery: Delivery?
    /// How many entries it has; whoever acts names the one that he has seen.
    package var revision = 1

    package init(_ event: PaperDrafted, id: ID, by party: Party) {
        self.init(
            id: id,
            matter: event.matter,
            form: event.form,
            unit: event.unit,
            stage: .signing,
            signatures: [Signature(.drafter, by: party.actor, on: event.day)]
        )
    }

    init(id: ID, matter: Matter.ID, form: Form, unit: Code, stage: Stage, signatures: [Signature]) {
        self.id = id
        self.matter = matter
        self.form = form
        self.unit = unit
        self.stage = stage
        self.signatures = signatures
    }

    /// What its document in the catalog said when it was drafted; a later catalog changes no paper that runs.
    package struct Form: Equatable, Sendable {
        package let document: Code
        /// The drafter first; at least him.
        package let chain: [MatterDocument.Signer]
        /// How its number reads, `坪街交办〔{year}〕{number}号`; nil where it has none.
        package let number: String?
        /// Whether the office's seal goes on it.
        package let isSealed: Bool

        package init(document: Code, chain: [MatterDocument.Signer], number: String?, isSealed: Bool) {
            self.document = document
            self.chain = chain
            self.number = number
            self.isSealed = isSealed
        }

        package init(_ document: MatterDocument) {
            self.init(
                document: document.code,
                chain: document.chain,
                number: document.number,
                isSealed: document.isSealed
            )
        }
    }

    package enum Stage: Equatable, Sendable {
        /// It goes through its chain.
        case signing
        /// It waits to be drafted anew.
        case returned
        case issued(on: LocalDay, number: Int64?)
        /// With its number, where it had one already.
        case voided(issued: LocalDay?, number: Int64?)

        /// The word of lists.
        package var name: Name {
            switch self {
            case .signing: .signing
            case .returned: .returned
            case .issued: .issued
            case .voided: .voided
            }
        }

        package enum Name: String, CaseIterable, Sendable {
            case signing, returned, issued, voided
        }
    }

    package struct Signature: Equatable, Sendable {
        package let signer: MatterDocument.Signer
        package let actor: Actor
        package let day: LocalDay

        package init(_ signer: MatterDocument.Signer, by actor: Actor, on day: LocalDay) {
            self.signer = signer
            self.actor = actor
            self.day = day
        }
    }

    package struct Delivery: Equatable, Sendable {
        package let way: PaperDelivered.Way
        package let day: LocalDay

        package init(_ way: PaperDelivered.Way, on day: LocalDay) {
            self.way = way
            self.day = day
        }
    }
}

extension Paper {
    /// Whose signature is next; nil where none is wanted.
    ///
    /// A chain of one is issued by whoever drafts.
    package var waiting: MatterDocument.Signer? {
        guard stage == .signing else { return nil }
        return signatures.count < form.chain.count ? form.chain[signatures.count] : form.chain.last
    }

    /// Whether the next signature issues it.
    package var isLast: Bool { stage == .signing && signatures.count >= form.chain.count - 1 }

    package var issuedOn: LocalDay? {
        switch stage {
        case .issued(let day, _): day
        case .voided(let day, _): day
        case .signing, .returned: nil
        }
    }

    /// Its number as it is printed, `坪街交办〔2018〕12号`; nil where it has none, or none yet.
    package var numberText: String? {
        let number: (year: Int, place: Int64)?
        switch stage {
        case .issued(let day, let place?), .voided(let day?, let place?): number = (day.year, place)
        case .issued, .voided, .signing, .returned: number = nil
        }
        guard let number, let pattern = form.number,
            let written = try? PaperNumberPattern(pattern),
            let value = PaperNumber(
                series: form.document.rawValue,
                year: number.year,
                number: Int(number.place)
            )
        else { return nil }
        return written(value)
    }

    /// The series in which its number is counted: papers of one pattern share one, each year anew.
    func series(in year: Int) -> String? { form.number.map { "\($0) \(year)" } }
}
