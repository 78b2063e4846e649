import Foundation
import Hummingbird
import Ledger

/// A value of JSON as somebody sent it (RFC 8259).
enum SentValue: Decodable, Equatable, Sendable {
    case object([String: SentValue])
    case list([SentValue])
    case text(String)
    case integer(Int64)
    case flag(Bool)
    /// Null, or a number that is no whole one: nothing here takes either.
    case other

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Name.self) {
            var members: [String: SentValue] = [:]
            for key in container.allKeys {
                members[key.stringValue] = try container.decode(SentValue.self, forKey: key)
            }
            self = .object(members)
            return
        }
        if var container = try? decoder.unkeyedContainer() {
            var values: [SentValue] = []
            while !container.isAtEnd { values.append(try container.decode(SentValue.self)) }
            self = .list(values)
            return
        }
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .integer(number)
        } else {
            self = .other
        }
    }
}

extension [String: SentValue] {
    func text(_ name: String) -> String? {
        if case .text(let text)? = self[name] { text } else { nil }
    }

    func integer(_ name: String) -> Int64? {
        if case .integer(let number)? = self[name] { number } else { nil }
    }

    func flag(_ name: String) -> Bool { self[name] == .flag(true) }

    func list(_ name: String) -> [SentValue] {
        if case .list(let values)? = self[name] { values } else { [] }
    }

    func texts(_ name: String) -> [String] {
        list(name).compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    func object(_ name: String) -> [String: SentValue] {
        if case .object(let object)? = self[name] { object } else { [:] }
    }
}

extension SentValue {
    static let byteLimit = 64 * 1024

    /// Reads the body of a request, and compares it with what it has to look like.
    ///
    /// - Throws: `APIProblem`.
    static func object(
        _ request: Request,
        _ shape: Shape,
        _ language: Language
    ) async throws -> [String: SentValue] {
        let type = request.headers[.contentType]?.prefix { $0 != ";" } ?? ""
        guard type.lowercased() == "application/json" else { throw APIProblem(.notJSON, language) }
        let bytes: [UInt8]
        do { bytes = try await request.wholeBody(limit: byteLimit) } catch let failure as BodyFailure {
            switch failure {
            case .tooLarge: throw APIProblem(.tooLarge, language, "\(byteLimit)")
            case .tooSlow: throw APIProblem(.tooSlow, language)
            case .broken: throw APIProblem(.unreadable, language)
            }
        }
        // Foundation would also read UTF-16 and UTF-32, whose bytes hold zeros, and skip a byte order mark.
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0), bytes.first != 0xEF,
            let value = try? JSONDecoder().decode(SentValue.self, from: Data(bytes))
        else { throw APIProblem(.unreadable, language) }
        let faults = shape.faults(of: value)
        guard faults.isEmpty, case .object(let object) = value else {
            var problem = APIProblem(.shape, language)
            problem.errors = faults.prefix(20).map { ($0.pointer, $0.text(language)) }
            throw problem
        }
        return object
    }
}
