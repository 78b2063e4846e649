package import Foundation

/// Verifies an export or backup file.
package enum ExportAudit {
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case notAnExport
        case line(Int, String)
        case reading(LineReader.Failure)

        package var description: String {
            switch self {
            case .notAnExport:
                "the file does not begin with \"\(ExportLine.format)\"; it is not an export of a ledger"
            case .line(let number, let what): "line \(number): \(what)"
            case .reading(let failure): failure.description
            }
        }
    }

    /// Walks all lines in order, hands each to `each`, and gives the auditor with what it found.
    ///
    /// - Throws: `Failure` where the file has not the shape of an export; what is in it is judged by the auditor.
    package static func run(
        _ file: FileHandle,
        against: (checkpoint: Checkpoint, key: VerifierKey?)? = nil,
        trusting: VerifierKey? = nil,
        each: (ExportLine, Entry?) throws -> Void = { _, _ in }
    ) throws -> LedgerAuditor {
        var lines = LineReader(file)
        guard case .header(let scope)? = try parse(&lines) else { throw Failure.notAnExport }
        try each(.header(scope), nil)
        var checkpoints: [Checkpoint] = []
        var line = try parse(&lines)
        var catalogs: Set<Hash> = []
        while case .catalog(let content)? = line {
            catalogs.insert(Hash(of: Array(content.utf8)))
            try each(.catalog(content), nil)
            line = try parse(&lines)
        }
        while case .checkpoint(let checkpoint)? = line {
            if let last = checkpoints.last, last.size >= checkpoint.size {
                throw Failure.line(lines.number, "checkpoints are not in order of their sizes")
            }
            checkpoints.append(checkpoint)
            try each(.checkpoint(checkpoint), nil)
            line = try parse(&lines)
        }
        var auditor = LedgerAuditor(checkpoints: checkpoints, against: against, trusting: trusting)
        var commandsBegun = false
        var tally = CommandTally()
        while let current = line {
            switch current {
            case .entry(let content) where !commandsBegun:
                let entry = auditor.add(content)
                tally.add(entry)
                if let entry, catalogs.insert(entry.catalog).inserted {
                    auditor.report(.catalog(entry.id.rawValue, entry.catalog))
                }
                try each(current, entry)
            case .leaf(let leaf, let absence)
            where !commandsBegun && (absence == .redacted || scope == .public):
                auditor.add(EntryRecord(leaf: leaf, content: nil), absence: absence)
                tally.add(nil)
                try each(current, nil)
            case .command(let record) where scope == .full:
                commandsBegun = true
                tally.add(record)
                try each(current, nil)
            case .end(let entries):
                guard entries == auditor.frontier.size else {
                    throw Failure.line(
                        lines.number,
                        "it names \(entries) entries; \(auditor.frontier.size) came before"
                    )
                }
                guard try read(&lines) == nil else {
                    throw Failure.line(lines.number, "nothing may follow the end")
                }
                auditor.finish()
                if scope == .full, !tally.balances { auditor.report(.commands) }
                try each(current, nil)
                return auditor
            default: throw Failure.line(lines.number, "this line cannot stand here")
            }
            line = try parse(&lines)
        }
        throw Failure.line(lines.number + 1, "the last line, \"end\", is missing; the file was cut off")
    }

    private static func parse(_ lines: inout LineReader) throws -> ExportLine? {
        guard let bytes = try read(&lines) else { return nil }
        guard let line = ExportLine(bytes) else {
            if lines.number == 1 { throw Failure.notAnExport }
            throw Failure.line(lines.number, "it is no line of an export, or was altered")
        }
        return line
    }

    private static func read(_ lines: inout LineReader) throws -> [UInt8]? {
        do { return try lines.next() } catch let failure as LineReader.Failure {
            throw Failure.reading(failure)
        }
    }
}
