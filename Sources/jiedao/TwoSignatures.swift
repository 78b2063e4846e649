import Administration
import ArgumentParser
import Foundation
import Identity
import Ledger
import Storage
import Vault

/// The two persons who erase or redact together, each proving who he is with his own password.
struct TwoSignatures: ParsableArguments {
    @Option(help: ArgumentHelp("The login of whoever asks for it.", valueName: "LOGIN")) var asked: String
    @Option(help: ArgumentHelp("The login of whoever agrees.", valueName: "LOGIN")) var agreed: String
    @Option(help: "Why.") var reason: String

    func confirm(_ store: Store, _ vault: Vault) async throws -> TwoPersons {
        let desk = SignIn(store: store, vault: vault, hasher: PasswordHasher(random: .system))
        return try TwoPersons(
            asked: try await confirm(asked, at: desk),
            agreed: try await confirm(agreed, at: desk)
        )
    }

    private func confirm(_ login: String, at desk: SignIn) async throws -> Staff.ID {
        let password = try Self.secret("Password of \(login)")
        // Only somebody with a second factor needs one; it is asked for where the password alone is not enough.
        switch try await desk.check(attempt(login, password, code: "")) {
        case .welcome(let id, mustChangePassword: false): return id
        case .welcome: throw ValidationError("\(login) has to choose a password of his own first.")
        case .wait, .busy: throw ValidationError("Too many attempts for \(login). Wait a little.")
        case .wrong: break
        }
        let code = try Self.secret("Code of \(login), where he has a second factor")
        if !code.isEmpty,
            case .welcome(let id, mustChangePassword: false) = try await desk.check(
                attempt(login, password, code: code)
            )
        {
            return id
        }
        throw ValidationError("Login, password or code of \(login) is wrong.")
    }

    private func attempt(_ login: String, _ password: String, code: String) -> SignIn.Attempt {
        SignIn.Attempt(login: login, password: password, code: code, network: nil, device: nil)
    }

    /// Asks on the terminal without showing what is typed; from a pipe a line is read.
    private static func secret(_ prompt: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() ?? "" }
        guard let typed = getpass("\(prompt): ") else { return "" }
        return String(cString: typed)
    }
}
