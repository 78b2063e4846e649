import Administration
import Casework
import Catalog
import Identity
import Ledger
import Registers
import Storage
import WorkingTime

/// What a form about a matter is filled with.
struct MatterFormView {
    let office: Office
    let matter: Matter
    let visitor: Visitor
    let language: Language
    /// The points of the report, to be ticked.
    let points: [String]
    /// Members of the staff who can be named.
    let staff: [(value: String, label: String)]
    let leaders: [(value: String, label: String)]

    /// Members who are there today, by unit and role.
    static func people(
        _ matter: Matter,
        _ office: Office,
        on day: LocalDay,
        _ reader: Reader
    ) throws -> (staff: [(value: String, label: String)], leaders: [(value: String, label: String)]) {
        // An office has some hundred accounts, and a form shows a page of them.
        let members = try StaffDirectory.page(limit: 500, reader).filter { $0.isActive(on: day) }
        let grants = try StaffDirectory.grants(of: members.map(\.id), reader)
        func label(_ member: StaffMember) -> (value: String, label: String) {
            let name = member.name ?? member.login?.rawValue ?? "\(member.id)"
            return ("staff:\(member.id)", "\(name) (\(member.unit))")
        }
        let lead = matter.stage.lead
        let staff = members.filter { member in
            member.unit == lead
                || (grants[member.id] ?? []).contains {
                    $0.grant.role == .handler && $0.grant.isInForce(on: day)
                        && (lead.map($0.grant.units.covers) ?? false)
                }
        }
        let leaders = members.filter { member in
            (grants[member.id] ?? []).contains { $0.grant.role == .leader && $0.grant.isInForce(on: day) }
        }
        return (staff.map(label), leaders.map(label))
    }

    func view(
        _ form: MatterForm,
        sent: SentForm?,
        problem: String?
    ) -> FormView {
        let path = "/matters/\(matter.id)/\(form.rawValue)"
        var fields: [FormView.Field] = [.hidden("revision", "\(matter.revision)")] + fields(of: form)
        fields += asked(with: form)
        if form != .split { fields.append(note(form)) }
        if form.takesFiles, office.files != nil {
            fields += KeptFile.fields(sent?.kept ?? [], visitor.token, on: path, language)
        }
        return FormView(
            to: path,
            visitor.token,
            fields: fields,
            submit: form.word[language],
            sent: sent?.form,
            problem: problem,
            isGrave: form.isGrave
        )
    }

    /// What its kind asks at this stage.
    private func asked(with form: MatterForm) -> [FormView.Field] {
        guard let act = form.asking, let rules = try? office.matterRules else { return [] }
        return rules.fields(askedWith: act, of: matter).map { $0.field(language) }
    }

    private func note(_ form: MatterForm) -> FormView.Field {
        let hint = MatterWord.hintNote[language]
        var field = FormView.Field.text(
            "note",
            MatterWord.fieldNote[language],
            hint: form.tellsReporter ? hint + MatterWord.hintNoteReporter[language] : hint
        )
        if !form.needsNote { field = field.optional }
        return field
    }

    private func fields(of form: MatterForm) -> [FormView.Field] {
        switch form {
        case .fileAndDispatch: return units
        case .verifyAndStrikeOff: return [onSite]
        case .split:
            return [
                .choice(
                    "lead",
                    MatterWord.fieldLead[language],
                    choices(office.unitChoices(on: visitor.today, language))
                ),
                .text("note", MatterWord.fieldTask[language], hint: MatterWord.hintNote[language]),
            ]
        case .act(let name): return fields(of: name)
        }
    }

    private func fields(of name: MatterAct.Name) -> [FormView.Field] {
        switch name {
        case .file, .decline, .settle, .withdraw, .strikeOff, .reopen, .resume, .answerSupervision, .urge,
            .closeAtSource:
            return []
        case .merge, .markRelapse: return [.line("other", MatterWord.fieldOther[language])]
        case .dispatch: return units
        case .assign: return [.choice("person", MatterWord.fieldPerson[language], choices(staff))]
        case .progress, .handle:
            return ticks + [
                .tick("reporter", MatterWord.fieldForReporter[language], isTicked: name == .handle)
            ]
        case .assist:
            let units = matter.assisting.filter { !matter.assisted.contains($0) }.map {
                (value: $0.rawValue, label: office.unitName($0, language))
            }
            return [.choice("unit", MatterWord.fieldAssisting[language], units)]
        case .verify, .sendBack: return [onSite]
        case .ask: return asks
        case .decide: return decision
        case .supervise:
            return [
                FormView.Field.line("number", MatterWord.fieldNumber[language]).optional,
                .line("until", MatterWord.fieldUntil[language], type: "date"),
            ]
        case .rate:
            return [
                .choice(
                    "answer",
                    MatterWord.fieldAnswer[language],
                    MatterRated.Answer.allCases.map { ($0.rawValue, $0.word[language]) }
                )
            ]
        case .plan:
            let none = [("", MatterWord.fieldNone[language])]
            return [
                .choice("person", MatterWord.fieldPerson[language], none + staff),
                .choice("leader", MatterWord.fieldLeader[language], none + leaders),
            ]
        case .note: return [.tick("reporter", MatterWord.fieldForReporter[language])]
        case .correct: return place(matter.place)
        case .takeStep:
            let steps = matter.steps.filter { $0.taken == nil }.map {
                (
                    value: $0.code.rawValue,
                    label: office.stepName($0.code, of: matter.origin.kind, language)
                )
            }
            return [
                .choice("step", MatterWord.fieldStep[language], steps),
                FormView.Field.line("number", MatterWord.fieldNumber[language]).optional,
            ]
        }
    }

    private func choices(_ list: [(value: String, label: String)]) -> [(value: String, label: String)] {
        [("", MatterWord.leadChoose[language])] + list
    }

    private var units: [FormView.Field] {
        let all = office.unitChoices(on: visitor.today, language)
        let route = office.catalog.matterKind(matter.origin.kind).flatMap {
            office.catalog.route(
                for: $0,
                category: matter.place.category,
                community: matter.place.community,
                on: visitor.today
            )
        }
        let first =
            route.map { MatterWord.leadByRoute[language, office.unitName($0.lead, language)] }
            ?? MatterWord.leadChoose[language]
        return [
            .choice("lead", MatterWord.fieldLead[language], [("", first)] + all),
            .choice(
                "assisting",
                MatterWord.fieldAssisting[language],
                [("", MatterWord.fieldNone[language])] + all
            ),
        ]
    }

    private var onSite: FormView.Field { .tick("onsite", MatterWord.fieldOnSite[language]) }

    /// One box for each point that waits for an answer; none where there is one point only.
    private var ticks: [FormView.Field] {
        guard matter.answered.count > 1 else { return [] }
        return matter.answered.indices.filter { !matter.answered[$0] }.map { place in
            let text = points.indices.contains(place) ? points[place] : ""
            let short = text.count > 40 ? text.prefix(40) + "…" : text
            return .tick("point\(place + 1)", MatterWord.fieldPoints[language, "\(place + 1)", short])
        }
    }

    private var asks: [FormView.Field] {
        let sorts = Ask.Sort.allCases.map { ($0.rawValue, $0.word[language]) }
        let causes = Pause.Cause.allCases.map { ($0.rawValue, $0.word[language]) }
        let none = [("", MatterWord.fieldNone[language])]
        return [
            .choice("sort", MatterWord.fieldAsk[language], sorts),
            FormView.Field.line("days", MatterWord.fieldDays[language], type: "number").optional,
            .choice(
                "dayunit",
                MatterWord.fieldDayUnit[language],
                [
                    ("working-day", MatterWord.unitWorkingDays[language]),
                    ("calendar-day", MatterWord.unitCalendarDays[language]),
                ]
            ),
            .choice("cause", MatterWord.fieldCause[language], causes),
            .choice(
                "unit",
                MatterWord.fieldToUnit[language],
                none + office.unitChoices(on: visitor.today, language)
            ),
            .choice("leader", MatterWord.fieldToLeader[language], none + leaders),
        ]
    }

    private var decision: [FormView.Field] {
        let open = matter.asks.map { (value: "\($0.id)", label: $0.ask.text(office, language)) }
        return [
            .choice("ask", MatterWord.fieldAsk[language], open),
            .choice(
                "decision",
                MatterWord.fieldDecision[language],
                [
                    ("granted", MatterWord.decisionGranted[language]),
                    ("refused", MatterWord.decisionRefused[language]),
                    ("dropped", MatterWord.decisionDropped[language]),
                ]
            ),
            .choice(
                "lead",
                MatterWord.fieldLead[language],
                [("", MatterWord.fieldNone[language])] + office.unitChoices(on: visitor.today, language)
            ),
            FormView.Field.line(
                "number",
                MatterWord.fieldNumber[language],
                hint: MatterWord.hintAbove[language]
            ).optional,
        ]
    }

    private func place(_ place: Matter.Place) -> [FormView.Field] {
        let kind = office.catalog.matterKind(matter.origin.kind)
        return PlaceFields(office: office, language: language, day: visitor.today).fields(place, of: kind)
    }
}

/// Where something is, and under what it is sorted.
struct PlaceFields {
    let office: Office
    let language: Language
    let day: LocalDay

    func fields(_ place: Matter.Place, of kind: MatterKind?) -> [FormView.Field] {
        let none = [("", MatterWord.fieldNone[language])]
        let communities = office.catalog.communities(on: day).map { ($0.code.rawValue, $0.name[language]) }
        var fields: [FormView.Field] = [
            .choice(
                "community",
                Word.fieldCommunity[language],
                none + communities,
                chosen: place.community?.rawValue ?? ""
            )
        ]
        let categories = office.catalog.categories.filter { category in
            category.validity.contains(day)
                && (kind?.categories ?? []).contains { office.catalog.isCategory(category.code, within: $0) }
        }
        if !categories.isEmpty {
            fields.append(
                .choice(
                    "category",
                    MatterWord.columnCategory[language],
                    none + categories.map { ($0.code.rawValue, office.categoryName($0.code, language)) },
                    chosen: place.category?.rawValue ?? ""
                )
            )
        }
        fields.append(.tick("dwelling", MatterWord.fieldDwelling[language], isTicked: place.isDwelling))
        return fields
    }

    /// - Throws: `MatterError` where one is none of the catalog.
    static func place(_ form: FormBody) throws(MatterError) -> Matter.Place {
        func code(_ name: String) -> Code? { form[name].isEmpty ? nil : Code(rawValue: form[name]) }
        return Matter.Place(
            community: code("community"),
            category: code("category"),
            isDwelling: form["dwelling"] == FormView.Field.ticked
        )
    }
}

extension FormView.Field {
    /// The same field, which may stay empty.
    var optional: FormView.Field {
        var field = FormView.Field(
            name: name,
            label: label,
            type: type,
            value: value,
            hint: hint,
            autocomplete: autocomplete,
            isRequired: false,
            isHidden: isHidden
        )
        (field.isChoice, field.choices, field.isText, field.isLine) = (isChoice, choices, isText, isLine)
        return field
    }
}

extension MatterRated.Answer {
    var word: MatterWord {
        switch self {
        case .satisfied: .answerSatisfied
        case .unsatisfied: .answerUnsatisfied
        case .unreached: .answerUnreached
        }
    }
}
