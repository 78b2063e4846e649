import Administration
import Catalog
import Identity
import Ledger
import Storage

/// What can be done to an account, each by a form of its own.
enum StaffAct: String, CaseIterable {
    case change
    case grant
    case revoke
    case password
    case secondFactor = "second-factor"
    case sessions
    case session
    case token
    case end
    case restore = "return"

    func path(of id: Staff.ID) -> String { "/staff/\(id)/\(rawValue)" }
}

/// Does to accounts what an administrator's forms ask for.
struct StaffDesk {
    let office: Office
    let access: Access
    let visitor: Visitor
    let today: LocalDay

    /// - Returns: A one-time password to be shown, or nil.
    func run(_ act: StaffAct, on account: ExpectedAccount, _ form: FormBody) async throws -> String? {
        let (accounts, command, actor) = (access.accounts, try form.command(), visitor.actor)
        switch act {
        case .change:
            try await accounts.change(
                account,
                to: try StaffPerson(name: form["name"], telephone: form["telephone"]),
                keepingTelephone: form["no-telephone"] != FormView.Field.ticked,
                unit: try office.unit(form["unit"], on: today),
                command: command,
                by: actor
            )
        case .grant:
            try await perform(GrantRole(try grant(form), to: account), command)
        case .revoke:
            guard let number = Int64(form["grant"]) else { throw Fault.form }
            try await perform(RevokeRole(StaffGrant.ID(rawValue: number), of: account), command)
        case .password: return try await accounts.resetPassword(account, command: command, by: actor)
        case .secondFactor: try await accounts.removeSecondFactor(account, command: command, by: actor)
        case .sessions: try await accounts.endSessions(account, command: command, by: actor)
        case .session:
            guard let digest = Hash(hex: form["session"]) else { throw Fault.form }
            try await accounts.endSession(digest, of: account, command: command, by: actor)
        case .token:
            guard let id = CommandID(form["token"]) else { throw Fault.form }
            try await accounts.revokeToken(id, of: account, command: command, by: actor)
        case .end: try await accounts.end(account, command: command, by: actor)
        case .restore: try await accounts.restore(account, command: command, by: actor)
        }
        return nil
    }

    private func perform(_ command: any Command, _ id: CommandID) async throws {
        _ = try await office.store.perform(Order(id: id, actor: visitor.actor, command: command))
    }

    private func grant(_ form: FormBody) throws -> Grant {
        guard let role = Role(rawValue: form["role"]) else { throw Fault.form }
        let unit = form["unit"].isEmpty ? nil : try office.unit(form["unit"], on: today)
        var line: Code?
        if !form["line"].isEmpty {
            guard let code = Code(rawValue: form["line"]), office.catalog.line(code) != nil else {
                throw StaffError.unknownLine(form["line"])
            }
            line = code
        }
        let through = form["through"].isEmpty ? nil : LocalDay(form["through"])
        guard let from = LocalDay(form["from"]), form["through"].isEmpty || through != nil,
            let grant = Grant(role, units: .init(unit), lines: .init(line), from: from, through: through)
        else { throw StaffError.grantDays }
        return grant
    }
}
