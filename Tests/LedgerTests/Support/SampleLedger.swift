import Foundation
import Ledger

/// A small ledger in memory, written as a store writes it; salts and commands follow from the numbers of entries.
struct SampleLedger {
    private(set) var contents: [EntryRecord.Content] = []
    private(set) var frontier = Frontier.empty
    var checkpoints: [Checkpoint] = []
    var commands: [CommandRecord] = []
    /// Entries of which an export shows only the leaf, and why.
    var absent: [Int64: ExportLine.Absence] = [:]

    init() {}

    var leaves: [Hash] { contents.map(\.leaf.hash) }

    /// Appends an entry of a command of its own and gives its number.
    @discardableResult
    mutating func append(
        _ kind: Entry.Kind,
        body: JSON.Object = [:],
        facts: [Fact] = [],
        at time: Instant? = nil,
        saying sequence: Int64? = nil
    ) -> Int64 {
        let number = frontier.size
        let entry = Entry(
            id: Entry.ID(rawValue: sequence ?? number),
            time: time ?? Instant.monday.advanced(byMilliseconds: number * 60_000),
            actor: .console,
            kind: kind,
            version: 1,
            subject: Subject("ledger:0")!,
            command: .numbered(number),
            catalog: .catalog,
            facts: facts,
            body: body
        )
        guard let bytes = try? entry.bytes() else { preconditionFailure("A sample can be written.") }
        append(bytes: bytes, command: entry.command)
        return number
    }

    mutating func append(bytes: [UInt8], command: CommandID) {
        let number = frontier.size
        let content = EntryRecord.Content(salt: .numbered(number), bytes: bytes)
        contents.append(content)
        frontier.append(content.leaf.hash)
        commands.append(
            CommandRecord(
                id: command,
                digest: Hash(of: content.salt.bytes, [UInt8](utf8: "request \(number)")),
                first: Entry.ID(rawValue: number),
                count: 1
            )
        )
    }

    mutating func begin(_ genesis: Genesis = .sample) {
        append(frontier.size == 0 ? Genesis.kind : Genesis.restoredKind, body: genesis.body)
    }

    mutating func redact(_ target: Int64) {
        append(Redaction.kind, body: ["entry": .integer(target), "reason": "personal data"])
        absent[target] = .redacted
    }

    mutating func sign(with key: SigningKey = .log) {
        guard let checkpoint = try? Checkpoint(signing: frontier, with: key) else {
            preconditionFailure("A sample can be signed.")
        }
        checkpoints.append(checkpoint)
    }

    func receipt(for index: Int64, size: Int64? = nil) throws -> Receipt {
        let size = size ?? frontier.size
        var reader = NaiveReader(leaves: Array(leaves[..<Int(size)]))
        return Receipt(
            content: contents[Int(index)],
            proof: try InclusionProof(index: index, size: size, from: &reader),
            checkpoint: try Checkpoint(signing: Frontier(leaves[..<Int(size)]), with: .log),
            key: SigningKey.log.verifier
        )
    }

    func lines(_ scope: ExportLine.Scope = .full) -> [ExportLine] {
        var lines: [ExportLine] = [.header(scope), .catalog("catalog")]
        lines += checkpoints.map { .checkpoint($0) }
        lines += contents.enumerated().map { number, content in
            absent[Int64(number)].map { .leaf(content.leaf, $0) } ?? .entry(content)
        }
        if scope == .full { lines += commands.map { .command($0) } }
        return lines + [.end(entries: frontier.size)]
    }

    func export(_ scope: ExportLine.Scope = .full) -> [UInt8] { lines(scope).flatMap(\.bytes) }
}

extension SampleLedger {
    /// Genesis and the sample entry under a checkpoint: the worked example of `Docs/ledger-format.md`.
    static let example: SampleLedger = {
        var ledger = SampleLedger()
        ledger.begin()
        ledger.append(bytes: (try? Entry.sample.bytes()) ?? [], command: Entry.sample.command)
        ledger.sign()
        return ledger
    }()

    /// Ten entries: genesis, the sample, counts, a redaction with the entry it names; checkpoints of 3, 7 and 10.
    static let year: SampleLedger = {
        var ledger = SampleLedger()
        ledger.begin()
        ledger.append(
            bytes: (try? Entry.sample.with(time: .monday.advanced(byMilliseconds: 60_000)).bytes()) ?? [],
            command: Entry.sample.command
        )
        for place in 2..<7 {
            if place == 3 { ledger.sign() }
            ledger.append(
                Entry.Kind("announcement.posted"),
                body: ["title": .string("通告 \(place)")],
                facts: [
                    Fact(
                        Measure("announcement.posted"),
                        on: LocalDay(year: 2018, month: place, day: 1)!,
                        quantity: Int64(place),
                        unit: .item
                    )
                ]
            )
        }
        ledger.sign()
        ledger.append(
            Entry.Kind("announcement.withdrawn"),
            facts: [
                Fact.posted.reversed(
                    Fact.ID(entry: Entry.ID(rawValue: 1), ordinal: 0),
                    on: LocalDay("2018-12-31")!
                )
            ]
        )
        ledger.redact(4)
        ledger.append(
            Entry.Kind("announcement.posted"),
            facts: [
                Fact(Measure("announcement.posted"), on: LocalDay("2019-01-01")!, quantity: 100, unit: .item)
            ]
        )
        ledger.sign()
        return ledger
    }()
}
