import Foundation
import Hummingbird
import Identity
import Ledger

/// What a browser sent with a form (`application/x-www-form-urlencoded`, URL Standard section 5.1).
struct FormBody: Equatable, Sendable {
    private let fields: [String: String]

    static let byteLimit = 64 * 1024
    static let fieldLimit = 200

    /// - Throws: `Fault.form` where the bytes are no form.
    init(_ bytes: [UInt8]) throws(Fault) {
        var fields: [String: String] = [:]
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= Self.fieldLimit else { throw .form }
        for pair in pairs {
            let parts = pair.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = Self.decode(parts[0]), let value = Self.decode(parts.count > 1 ? parts[1] : []),
                fields.updateValue(value, forKey: name) == nil
            else { throw .form }
        }
        self.fields = fields
    }

    /// - Throws: `Fault.form` where a field is there twice.
    init(fields: [(name: String, value: String)]) throws(Fault) {
        var kept: [String: String] = [:]
        for (name, value) in fields {
            guard kept.updateValue(value, forKey: name) == nil else { throw .form }
        }
        self.fields = kept
    }

    /// Reads the body, which must come whole within the limits of size and time.
    init(_ request: Request) async throws {
        let type = request.headers[.contentType]?.prefix { $0 != ";" } ?? ""
        guard type.lowercased() == "application/x-www-form-urlencoded" else { throw Fault.form }
        let bytes: [UInt8]
        do { bytes = try await request.wholeBody(limit: Self.byteLimit) } catch let failure as BodyFailure {
            throw failure == .tooLarge ? Fault.formTooLarge : Fault.form
        }
        try self.init(bytes)
    }

    /// Checks that our own page sent it.
    func check(_ session: SessionToken, purpose: String) throws(Fault) {
        guard FormToken.isValid(self["form"], for: session, purpose: purpose) else { throw .formExpired }
    }

    /// What was typed into a field; empty where the form has none of that name.
    subscript(name: String) -> String { fields[name] ?? "" }

    /// The id under which the form's command is done once, however often it is sent.
    func command() throws(Fault) -> CommandID {
        guard let id = CommandID(self["command"]) else { throw .form }
        return id
    }

    private static func decode(_ bytes: some Collection<UInt8>) -> String? {
        var decoded: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(Self.digit),
                    let low = rest.popFirst().flatMap(Self.digit)
                else { return nil }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard !decoded.contains(0) else { return nil }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
