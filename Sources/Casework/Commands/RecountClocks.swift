import Catalog
package import Ledger
package import Storage

/// Counts clocks of a matter again that had leaned on a year whose days off were not published, and now are.
///
/// It asks for no right: the notice came with a catalog that somebody has adopted, or its day of publication has come.
package struct RecountClocks: Command {
    package static let name = "recount-matter-clocks"
    private let id: Matter.ID
    private let rules: MatterRules

    package init(_ id: Matter.ID, rules: MatterRules) { (self.id, self.rules) = (id, rules) }

    package var request: JSON.Object { ["matter": .id(id)] }

    package func record(in recorder: Recorder) throws {
        guard let matter = try Matters.state(id, recorder.reader) else { throw MatterError.unknown(id) }
        let clocks = rules.recounted(matter, now: recorder.time)
        guard !clocks.isEmpty else { throw CommandError.nothingRecorded }
        let earlier = matter.clocks.filter { clocks[$0.key] != nil }.mapValues(\.term)
        _ = try recorder.change(
            matter,
            .recounted(MatterRecounted(from: earlier, to: clocks)),
            note: nil,
            in: rules.zone
        )
    }
}

extension MatterRules {
    /// The clocks of a matter that come out otherwise by now.
    func recounted(_ matter: Matter, now: Instant) -> [Clock: Term] {
        let kind = catalog.matterKind(matter.origin.kind)
        return matter.clocks.compactMapValues { recounted($0.term, of: kind, now: now) }
    }
}

/// Finds the matters with such clocks and has them counted again.
package struct Recount: Sendable {
    private let store: Store

    package init(_ store: Store) { self.store = store }

    private static let step = 200

    /// Goes once over all matters whose clocks lean on a year without a notice; any number of processes may do it at once.
    ///
    /// - Returns: How many matters were given other limits.
    package func run(under rules: MatterRules) async throws -> Int {
        var (last, count) = (Matter.ID(rawValue: -1), 0)
        while true {
            try Task.checkCancellation()
            let (ids, due) = try await store.read { [last] reader -> ([Matter.ID], [(Matter.ID, Int)]) in
                let ids = try Self.provisional(after: last, limit: Self.step, reader)
                let due = try ids.compactMap { id -> (Matter.ID, Int)? in
                    guard let matter = try Matters.state(id, reader),
                        !rules.recounted(matter, now: store.clock.now).isEmpty
                    else { return nil }
                    return (id, matter.revision)
                }
                return (ids, due)
            }
            let orders = due.map { id, revision in
                Order(
                    id: Self.command(id, revision),
                    actor: .matterRecountRule,
                    command: RecountClocks(id, rules: rules)
                )
            }
            for result in await store.perform(inOrder: orders) {
                switch result {
                case .success(let outcome): count += outcome.isRepeat ? 0 : 1
                // Somebody else has done it or ended it meanwhile, or has the id by chance; it is looked at again the next time.
                case .failure(CommandError.nothingRecorded), .failure(CommandError.idUsed): break
                case .failure(let error): throw error
                }
            }
            guard let end = ids.last, ids.count == Self.step else { return count }
            last = end
        }
    }

    private static func provisional(
        after last: Matter.ID,
        limit: Int,
        _ reader: Reader
    ) throws -> [Matter.ID] {
        try reader.all(
            "SELECT id FROM matter WHERE is_provisional = 1 AND id > \(last) ORDER BY id LIMIT \(limit)"
        ) { try $0.identifier(0) }
    }

    /// The same from every process for a matter as it stands, so that one of them does it.
    private static func command(_ id: Matter.ID, _ revision: Int) -> CommandID {
        var bytes = Array(Hash(of: Array("jiedao recount\n\(id)\n\(revision)".utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        guard let command = CommandID(bytes: bytes) else { preconditionFailure("16 bytes make an id.") }
        return command
    }
}

extension Actor {
    /// The rule that counts clocks again when days off are published, in its first version.
    package static let matterRecountRule = Actor(rule: "matter.recount@1")
}
