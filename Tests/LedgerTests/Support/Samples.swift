import Foundation
import Ledger

extension Instant {
    /// Monday 5 March 2018, 09:20 in Shenzhen.
    static let monday = Instant(rawValue: 1_520_212_800_000)
}

extension SigningKey {
    // Seeds 00 01 … 1f, 40 41 … 5f and 80 81 … 9f; ids and public keys computed with another program.
    static let log = SigningKey(
        secretText:
            "PRIVATE+KEY+pingshan.example/ledger+47dd1e4a+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    )!
    static let restored = SigningKey(
        secretText:
            "PRIVATE+KEY+pingshan.example/ledger-2+53949b26+AUBBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5f"
    )!
    /// Another key under the log's name.
    static let impostor = SigningKey(
        secretText:
            "PRIVATE+KEY+pingshan.example/ledger+6a2d69af+AYCBgoOEhYaHiImKi4yNjo+QkZKTlJWWl5iZmpucnZ6f"
    )!
}

extension Zone {
    static let shanghai = Zone(name: "Asia/Shanghai")!
}

extension Genesis {
    static let sample = Genesis(
        origin: "pingshan.example/ledger",
        subdistrict: "440310001",
        zone: .shanghai,
        logKey: SigningKey.log.verifier,
        drawKey: Array(repeating: 7, count: 32)
    )
}

extension CommandID {
    static func numbered(_ number: Int64) -> CommandID {
        CommandID("00000000-0000-4000-8000-" + String(100_000_000_000 + number))!
    }
}

extension Salt {
    static func numbered(_ number: Int64) -> Salt {
        Salt(bytes: (0..<32).map { UInt8(truncatingIfNeeded: number &+ $0) })!
    }
}

extension Hash {
    static let catalog = Hash(of: Array("catalog".utf8))
}

extension Fact {
    static let posted = Fact(
        Measure("announcement.posted"),
        on: LocalDay("2018-03-05")!,
        quantity: 1,
        unit: .item,
        community: Code(rawValue: "jinlong"),
        office: Code(rawValue: "party-office"),
        object: Code(rawValue: "announcement:1"),
        tags: [Code(rawValue: "street")!, Code(rawValue: "paper")!]
    )
}

extension Entry {
    /// Every kind of member once; the worked example of `Docs/ledger-format.md`.
    static let sample = Entry(
        id: ID(rawValue: 1),
        time: .monday,
        actor: Actor(rawValue: "staff:81")!,
        kind: Kind("announcement.posted"),
        version: 1,
        subject: Subject("announcement:1")!,
        command: CommandID("0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f70")!,
        catalog: .catalog,
        facts: [.posted],
        body: ["copies": 12, "place": "坪山围 \"A\" 栋", "public": true, "title": "门前三包\n通告"],
        sealed: [
            SealedField(name: "contact", key: Subject("person:7")!, box: Array(0..<10))
        ]
    )

    func with(
        id: Int64? = nil,
        time: Instant? = nil,
        version: Int? = nil,
        facts: [Fact]? = nil,
        body: JSON.Object? = nil,
        sealed: [SealedField]? = nil
    ) -> Entry {
        Entry(
            id: id.map { ID(rawValue: $0) } ?? self.id,
            time: time ?? self.time,
            actor: actor,
            kind: kind,
            version: version ?? self.version,
            subject: subject,
            command: command,
            catalog: catalog,
            facts: facts ?? self.facts,
            body: body ?? self.body,
            sealed: sealed ?? self.sealed
        )
    }
}

extension [UInt8] {
    init(utf8 text: String) { self = Array(text.utf8) }

    var text: String { String(decoding: self, as: UTF8.self) }

    func replacing(_ old: String, with new: String) -> [UInt8] { Array(text.replacing(old, with: new).utf8) }
}
