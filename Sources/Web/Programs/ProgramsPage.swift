import Administration
import Identity
import Ledger
import Vault

/// The tokens of the programs that act for somebody, as he sees them himself, and the form for a new one.
struct ProgramsPage: Page {
    static let template = "programs"

    static let path = "/account/programs"
    static let revokePath = "/account/programs/revoke"

    let title: String
    let place: Frame.Place? = nil
    let tokens: [TokenRow]
    /// Why there is no form; nil where there is one.
    let noScope: String?
    /// The one form, or none.
    let forms: [FormSection]

    init(
        _ visitor: Visitor,
        _ tokens: [ProgramToken],
        at now: Instant,
        sent: FormBody?,
        problem: String?,
        office: Office,
        _ language: Language
    ) {
        title = Word.tokensTitle[language]
        self.tokens = tokens.map { token in
            let revoke = FormView(
                to: Self.revokePath,
                visitor.token,
                fields: [.hidden("token", "\(token.id)")],
                submit: Word.revokeToken[language],
                isGrave: true
            )
            return TokenRow(token, at: now, revoke: revoke, office: office, language)
        }
        let scopes = AccessGrant.Scope.allCases.filter { $0.isWithin(visitor.rights, on: visitor.today) }
        noScope = scopes.isEmpty ? Word.tokenNoScope[language] : nil
        let form = FormView(
            to: Self.path,
            visitor.token,
            fields: Self.fields(scopes, visitor, language),
            submit: Word.makeAccount[language],
            sent: sent,
            problem: problem
        )
        forms = scopes.isEmpty ? [] : [FormSection(lead: Word.newTokenLead[language], form: form)]
    }

    /// The name under which a form sends whether a scope is chosen.
    static func field(_ scope: AccessGrant.Scope) -> String { "scope-\(scope.rawValue)" }

    private static func fields(
        _ scopes: [AccessGrant.Scope],
        _ visitor: Visitor,
        _ language: Language
    ) -> [FormView.Field] {
        let days = Accounts.lastDays(from: visitor.today)
        let quarter = LocalDay(daysSince1970: visitor.today.daysSince1970 + 90)
        let ticks = scopes.map { scope in
            FormView.Field.tick(field(scope), scope.label(language), isTicked: scopes.count == 1)
        }
        let name = FormView.Field.line(
            "name",
            Word.fieldTokenName[language],
            hint: Word.hintTokenName[language]
        )
        let through = FormView.Field.line(
            "through",
            Word.fieldThrough[language],
            type: "date",
            value: "\(quarter)",
            hint: Word.hintTokenThrough[language, "\(days.upperBound)"]
        )
        let present = FormView.Field.line(
            "present",
            Word.fieldPresentPassword[language],
            type: "password",
            autocomplete: "current-password"
        )
        return [name] + ticks + [through, present]
    }
}
