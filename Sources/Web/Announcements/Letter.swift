import Foundation
import Hummingbird
import Ledger

/// What a program sends: one JSON object of texts and whole numbers.
struct Letter: Equatable, Sendable {
    private let members: [String: Value]

    static let byteLimit = 64 * 1024

    private enum Value: Decodable, Equatable, Sendable {
        case text(String)
        case integer(Int64)
        case null

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .integer(try container.decode(Int64.self))
            }
        }
    }

    /// - Parameter names: The members that belong in it.
    /// - Throws: `Refusal` where the bytes are something else, or hold a member that is not named.
    init(_ bytes: [UInt8], names: Set<String>) throws(Refusal) {
        // Foundation would also read UTF-16 and UTF-32, whose bytes hold zeros, and skip a byte order mark.
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0), bytes.first != 0xEF else {
            throw Refusal(.badRequest, "not-utf8", "The body is not UTF-8. Send a JSON object in UTF-8.")
        }
        do { members = try JSONDecoder().decode([String: Value].self, from: Data(bytes)) } catch {
            throw Refusal(
                .badRequest,
                "not-an-object",
                "The body is not a JSON object of texts and whole numbers."
            )
        }
        if let name = members.keys.sorted().first(where: { !names.contains($0) }) {
            let known = names.sorted().joined(separator: ", ")
            throw Refusal(
                .badRequest,
                "unknown-member",
                "The member \"\(name.shortened)\" is not known; expected \(known)."
            )
        }
    }

    /// Reads the body, which must come whole within the limits of size and time.
    init(_ request: Request, names: Set<String>) async throws {
        let bytes: [UInt8]
        do { bytes = try await request.wholeBody(limit: Self.byteLimit) } catch let failure as BodyFailure {
            throw Refusal(failure)
        }
        try self.init(bytes, names: names)
    }

    func text(_ name: String) throws(Refusal) -> String {
        guard case .text(let text)? = members[name] else { throw .shape(name, "a text") }
        return text
    }

    func textIfPresent(_ name: String) throws(Refusal) -> String? {
        members[name] == nil || members[name] == .null ? nil : try text(name)
    }

    func integer(_ name: String) throws(Refusal) -> Int64 {
        guard case .integer(let number)? = members[name] else { throw .shape(name, "a whole number") }
        return number
    }

    /// The id under which the command is done once.
    func command() throws(Refusal) -> CommandID {
        guard let id = CommandID(try text("command")) else { throw .shape("command", "a UUID") }
        return id
    }
}

extension Refusal {
    fileprivate init(_ failure: BodyFailure) {
        switch failure {
        case .tooLarge:
            self.init(
                .contentTooLarge,
                "too-large",
                "The body is larger than \(Letter.byteLimit) bytes."
            )
        case .broken:
            self.init(.badRequest, "broken-body", "The body is broken; it could not be read to its end.")
        case .tooSlow:
            self.init(.requestTimeout, "too-slow", "The body did not come within \(Request.patience).")
        }
    }

    fileprivate static func shape(_ name: String, _ expected: String) -> Refusal {
        Refusal(.badRequest, "member", "The member \"\(name)\" is missing or not \(expected).")
    }
}
