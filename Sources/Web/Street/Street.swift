import Casework
import Catalog
import Hummingbird
import Identity
import Ledger

/// What the public pages of reports share.
package enum Street {
    /// A kind that residents report, and the source that these pages are.
    struct Kind: Sendable {
        let kind: MatterKind
        let source: Code
    }

    /// The kinds that residents report here, the one for everything first; none where the catalog has not that one.
    static func kinds(_ office: Office) -> [Kind] {
        let kinds = office.catalog.kinds(on: office.today).compactMap { kind -> Kind? in
            guard kind.reporters.contains(.resident),
                let web = kind.sources.first(where: { $0.rawValue == "web" })
            else { return nil }
            return Kind(kind: kind, source: web)
        }
        let place = kinds.firstIndex { $0.kind.code.rawValue == "report" && $0.kind.confidentiality == .open }
        guard let place else { return [] }
        return [kinds[place]] + kinds[..<place] + kinds[(place + 1)...]
    }

    /// The kind of that code; the one for everything where none is named.
    static func kind(_ code: String, _ office: Office) -> Kind? {
        let kinds = kinds(office)
        return code.isEmpty ? kinds.first : kinds.first { $0.kind.code.rawValue == code }
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

extension String {
    /// With the wide letters, digits, blanks and dashes of Chinese keyboards as the narrow ones that they mean.
    var narrowed: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x3000: " "
                    case 0x2010...0x2015, 0x2212, 0x30FC, 0xFE58, 0xFE63, 0xFF0D: "-"
                    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                    default: scalar
                    }
                }
            )
        )
    }
}
