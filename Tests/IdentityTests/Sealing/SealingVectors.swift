import Foundation
import Identity
import Ledger

/// `Tests/Fixtures/sealing/vectors.json`, made by an implementation in another language.
struct SealingVectors: Decodable {
    let format: String
    let masters: [Master]
    let wrapped: [Wrapped]
    let boxes: [Box]
    let streams: [Stream]
    let refusedBoxes: [RefusedBox]
    let refusedKeys: [RefusedKey]

    struct Master: Decodable {
        let key, id, text: String
    }

    struct Wrapped: Decodable {
        let master, subject, key, nonce, wrapped: String
    }

    struct Box: Decodable, Placed {
        let why, key, nonce, subject, field, command, text, box: String
        let length: Int
        let times: Int?
        let opened: String?

        var wholeText: String { String(repeating: text, count: times ?? 1) }
    }

    struct Stream: Decodable, Placed {
        let why, key, header, subject, field, command, start, end, sha256: String
        let count, length: Int

        var content: [UInt8] { (0..<count).map { UInt8(($0 * 31 + $0 / 251) % 256) } }
    }

    struct RefusedBox: Decodable, Placed {
        let why, key, subject, field, command, box: String
    }

    struct RefusedKey: Decodable {
        let why, master, subject, wrapped: String
    }

    enum CodingKeys: String, CodingKey {
        case format, masters, wrapped, boxes, streams
        case refusedBoxes = "refused_boxes"
        case refusedKeys = "refused_keys"
    }

    static func read() throws -> SealingVectors {
        let data = try Data(contentsOf: Repository.file("Tests/Fixtures/sealing/vectors.json"))
        return try JSONDecoder().decode(SealingVectors.self, from: data)
    }
}

protocol Placed {
    var key: String { get }
    var subject: String { get }
    var field: String { get }
    var command: String { get }
}

extension Placed {
    var place: SealedBox.Place {
        SealedBox.Place(subject: Subject(subject)!, field: field, command: CommandID(command)!)
    }

    var subjectKey: SubjectKey { SubjectKey(bytes: Hex.decode(key)!)! }
}
