import Casework
import Catalog
package import Ledger
package import Storage
package import Tables
package import Vault

/// Brings the rows of a table in as matters, each once.
package struct MatterImport: Sendable {
    /// How many rows came to what.
    package struct Count: Equatable, Sendable {
        package var read = 0
        package var added = 0
        /// They were here before, with the same content or from another hand.
        package var known = 0
        /// Somebody else's.
        package var outside = 0
        package var refused = 0

        package init() {}
    }

    private let mapping: MatterMapping
    private let store: Store
    private let vault: Vault
    private let isDry: Bool

    /// - Parameter isDry: Whether it only tells what would be done.
    package init(_ mapping: MatterMapping, into store: Store, _ vault: Vault, isDry: Bool) {
        self.mapping = mapping
        self.store = store
        self.vault = vault
        self.isDry = isDry
    }

    /// So many rows share a transaction.
    private static let batchRows = 200

    /// - Parameters:
    ///   - refused: Told of every row that is not taken, with the reason.
    ///   - progress: Told how many rows are done.
    /// - Throws: `TableError`, or what the store says; what was added before then stays, and is known the next time.
    package func run(
        _ reader: TableReader,
        _ header: TableHeader,
        by actor: Actor,
        progress: @Sendable (Int64) -> Void,
        refused: (TableRow, RowProblem) throws -> Void
    ) async throws -> Count {
        var count = Count()
        var isAtEnd = false
        while !isAtEnd {
            var batch: [(row: TableRow, matter: ImportedMatter)] = []
            var problems: [(row: TableRow, problem: RowProblem)] = []
            let now = store.clock.now
            for _ in 0..<Self.batchRows {
                guard let row = try reader.next() else {
                    isAtEnd = true
                    break
                }
                count.read += 1
                do throws(RowProblem) {
                    switch try mapping.read({ header.cell($0, of: row) }, at: now) {
                    case .outside: count.outside += 1
                    case .matter(let matter): batch.append((row, matter))
                    }
                } catch { problems.append((row, error)) }
            }
            for (place, result) in try await add(batch.map(\.matter), by: actor).enumerated() {
                switch result {
                case .added: count.added += 1
                case .known: count.known += 1
                case .refused(let problem): problems.append((batch[place].row, problem))
                }
            }
            for (row, problem) in problems.sorted(by: { $0.row.line < $1.row.line }) {
                try refused(row, problem)
                count.refused += 1
            }
            progress(Int64(count.read))
        }
        return count
    }

    private enum Result {
        case added, known
        case refused(RowProblem)
    }

    private func add(_ matters: [ImportedMatter], by actor: Actor) async throws -> [Result] {
        guard !matters.isEmpty else { return [] }
        let known = try await known(matters)
        var seen: Set<Number> = []
        if isDry {
            return matters.map { matter in
                guard let number = Number(matter) else { return .added }
                return known.contains(number) || !seen.insert(number).inserted ? .known : .added
            }
        }
        // What is here already needs no key: it is either the same command again, or refused.
        let isNew = matters.map { matter in
            Number(matter).map { !known.contains($0) && seen.insert($0).inserted } ?? true
        }
        var keys = try await vault.makeKeys(isNew.count(where: \.self), at: store.clock.now)
        let orders = zip(matters, isNew).map { matter, isNew in
            Order(
                id: id(matter),
                actor: actor,
                command: ImportMatter(
                    matter,
                    by: mapping.profile.code,
                    key: isNew ? keys.popLast() : nil,
                    rules: mapping.rules
                )
            )
        }
        return try await store.perform(inOrder: orders).map { result in
            do {
                return try result.get().isRepeat ? .known : .added
            } catch CommandError.idUsed {
                return .refused(RowProblem(.changed))
            } catch MatterError.knownNumber {
                return .known
            } catch let error as MatterError { return .refused(RowProblem(.matter(error))) }
        }
    }

    /// What a source calls a matter.
    private struct Number: Hashable {
        let source: Code
        let number: String

        init(_ source: Code, _ number: String) {
            self.source = source
            self.number = number
        }

        init?(_ matter: ImportedMatter) {
            guard let number = matter.report.outsideNumber else { return nil }
            self.init(matter.report.source, number)
        }
    }

    private func known(_ matters: [ImportedMatter]) async throws -> Set<Number> {
        let numbers = Dictionary(grouping: matters.compactMap { Number($0) }, by: \.source)
        return try await store.read { reader in
            var known: Set<Number> = []
            for (source, numbers) in numbers {
                for number in try Matters.known(numbers.map(\.number), from: source, reader) {
                    known.insert(Number(source, number))
                }
            }
            return known
        }
    }

    /// The same for the same row in each import, so that it is done once (a UUID of version 8, RFC 9562 section 5.8).
    private func id(_ matter: ImportedMatter) -> CommandID {
        let name = [
            "import", mapping.profile.code.rawValue, matter.report.source.rawValue,
            matter.report.outsideNumber ?? "",
        ].joined(separator: "\n")
        var bytes = Array(Hash(of: Array(name.utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        guard let id = CommandID(bytes: bytes) else { preconditionFailure("Sixteen bytes make a UUID.") }
        return id
    }
}
