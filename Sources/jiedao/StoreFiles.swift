import ArgumentParser
import Blobs
import Foundation
import Ledger
import Storage

/// The files of a store, with connections of their own where they lie in PostgreSQL, so that the ledger never waits for a
/// large one.
struct StoreFiles {
    let blobs: BlobStore
    private let connections: Database?

    fileprivate init(of location: StoreLocation, beside store: Database) async throws {
        switch location {
        case .file: connections = nil
        case .server:
            var options = Database.Options()
            options.readers = 2
            connections = try await Database(location, options: options)
        }
        blobs = try await BlobStore(of: location, database: connections ?? store, clock: .system)
    }

    func close() async throws { try await connections?.close() }
}

extension StoreOptions {
    /// The files that the entries of an open store name.
    func openFiles(of store: Store) async throws -> StoreFiles {
        try await StoreFiles(of: try location().0, beside: store.database)
    }
}

/// A folder with copies of a store's files.
struct FileCopies: ExpressibleByArgument {
    let path: String

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        path = argument
    }

    /// The folder, made where it is missing.
    ///
    /// - Throws: `ValidationError` where it is the store's own.
    func made(for files: StoreFiles) async throws -> BlobStore {
        let copies = try await BlobStore.copies(in: path, clock: .system)
        guard !copies.isSame(as: files.blobs) else {
            throw ValidationError("\(path) is the store's own folder of files. Name one on another disk.")
        }
        return copies
    }

    func existing() async throws -> BlobStore { try await BlobStore.existing(in: path, clock: .system) }
}

/// Files on their way between a store and a copy.
enum FileCopying {
    case out
    case back

    func run(
        _ store: Store,
        from source: BlobStore,
        to target: BlobStore,
        trusting trust: BlobTransfer.Trust
    ) async throws -> BlobSurvey {
        let what = self == .out ? "copying" : "restoring"
        let survey: BlobSurvey
        do {
            survey = try await BlobTransfer(namedIn: store.database, progress: Output.progress(what))
                .copy(from: source, to: target, trusting: trust)
        } catch BlobError.full(let what) {
            throw NoRoomForFiles(what: what, goingOn: self == .out ? "copy" : "restore")
        }
        let there = survey.named - survey.copied - survey.faultCount
        Output.lines(
            "Copied \(Output.count(survey.copied, "file")) with \(Output.count(survey.copiedBytes, "byte")); already there: \(there)."
        )
        return survey
    }

    /// What to do about files that are missing or damaged where they were read.
    var advice: String {
        switch self {
        case .out: "All others were copied. From another copy, \"jiedao files restore DIR\" brings them back."
        case .back: "All others are there. Run \"jiedao files restore DIR\" with another copy."
        }
    }
}

extension BlobSurvey {
    /// Names what is wrong.
    ///
    /// - Throws: `AnswerIsNo` where something is.
    func answer(_ advice: String) throws {
        guard faultCount > 0 else { return }
        for fault in faults.prefix(100) { Output.lines(fault.description) }
        if faultCount > 100 { Output.lines("… and \(faultCount - 100) more") }
        Output.lines("\(faultCount) of \(Output.count(named, "file")) cannot be had. \(advice)")
        throw AnswerIsNo()
    }
}

extension BlobSweep {
    /// What was removed: "2 files that no entry names, with 300 bytes, and 1 upload that was cut off".
    var words: String {
        let uploads = Output.count(drafts, "upload that was cut off", "uploads that were cut off")
        return
            "\(Output.count(blobs, "file")) that no entry names, with \(Output.count(bytes, "byte")), and \(uploads)"
    }
}

struct NoRoomForFiles: Error, CustomStringConvertible {
    let description: String

    init(what: String, goingOn command: String) {
        description =
            "There is no room left: \(what). What was copied before is whole and stays. Free some space; then \"jiedao files \(command) DIR\" goes on."
    }
}
