import Casework
import Catalog
import Hummingbird
import Identity
import Ledger

/// What the public pages of reports share.
package enum Street {
    /// The kind that residents report, and the source that these pages are; nil where the catalog has none.
    static func kind(_ office: Office) -> (kind: Code, source: Code)? {
        let day = office.today
        for kind in office.catalog.kinds(on: day) where kind.reporters.contains(.resident) {
            guard kind.confidentiality == .open else { continue }
            if kind.code.rawValue == "report", let web = kind.sources.first(where: { $0.rawValue == "web" }) {
                return (kind.code, web)
            }
        }
        return nil
    }

    /// The code word of a report: the same whenever the same browser sends the same form.
    static func codeWord(_ visit: SessionToken, _ command: CommandID) -> CodeWord? {
        let token = FormToken(for: visit, purpose: "code word \(command)")
        return CodeWord(bytes: Hash(of: Array(token.text.utf8)).bytes)
    }

    /// Where the site was asked, for the address of a picture; nil where what was asked for is no name of a host.
    static func origin(_ request: Request, _ office: Office) -> String? {
        host(request.head.authority ?? "localhost").map { host in
            "\(office.access?.isBehindProxy == true ? "https" : "http")://\(host)"
        }
    }

    /// The same name; nil where it is none.
    package static func host(_ host: String) -> String? {
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]".utf8
        // A name of a host has 253 characters at most (RFC 1035), a port six with its colon.
        guard (1...259).contains(host.utf8.count), host.utf8.allSatisfy({ plain.contains($0) }) else {
            return nil
        }
        return host
    }

    /// Made anew where the browser brings none.
    static func visit(_ request: Request) -> SessionToken {
        SessionToken(cookieOf: request) ?? SessionToken(random: .system)
    }
}

extension SiteContext {
    /// The network from which a request comes, as it is counted.
    func block(_ request: Request, _ access: Access) -> NetworkBlock? {
        network(request, trustingProxy: access.isBehindProxy).flatMap { NetworkBlock($0) }
    }
}

/// Which matter a browser follows, with its code word: `81.7K3M9QWX2HT0`.
struct FollowCookie: Sendable {
    static let name = "jiedao-follow"

    let matter: Matter.ID
    let code: CodeWord

    init(_ matter: Matter.ID, _ code: CodeWord) { (self.matter, self.code) = (matter, code) }

    init?(_ request: Request) {
        guard let value = request.cookies[Self.name]?.value else { return nil }
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(exactly: parts[0]), let code = CodeWord(String(parts[1]))
        else { return nil }
        self.init(Matter.ID(rawValue: number), code)
    }

    /// No script reads it, and it ends with the browser's session.
    func set(isSecure: Bool) -> Cookie {
        Cookie(
            name: Self.name,
            value: "\(matter).\(code.text)",
            path: "/follow",
            secure: isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}
