import Foundation

/// Holds a program that reads what comes from anybody: in time, memory and size of files, and off the network where
/// the system lets an ordinary user do that.
///
/// By timeout(1), prlimit(1) and unshare(1), each of which turns into the next, so that there is one process to end.
package struct Confinement: Sendable {
    private let timeout: String
    private let prlimit: String
    private let unshare: String?

    private static let unshareOptions = ["--user", "--map-current-user", "--net"]

    /// - Parameter folders: Where the programs are looked for.
    /// - Throws: `ProgramError.missing`.
    package init(folders: [String]) async throws(ProgramError) {
        timeout = try Program.path("timeout", in: folders)
        prlimit = try Program.path("prlimit", in: folders)
        guard let unshare = try? Program.path("unshare", in: folders),
            let nothing = try? Program.path("true", in: folders)
        else {
            unshare = nil
            return
        }
        let end = try? await Program(path: unshare, arguments: Self.unshareOptions + [nothing]).run()
        self.unshare = end == .exit(0) ? unshare : nil
    }

    package struct Limits: Sendable {
        /// By the clock on the wall.
        package var milliseconds: Int
        package var processorSeconds: Int
        /// Of the process.
        package var addressSpaceBytes: Int
        /// Of each file that it writes.
        package var outputBytes: Int

        package init(
            milliseconds: Int,
            processorSeconds: Int,
            addressSpaceBytes: Int,
            outputBytes: Int
        ) {
            self.milliseconds = milliseconds
            self.processorSeconds = processorSeconds
            self.addressSpaceBytes = addressSpaceBytes
            self.outputBytes = outputBytes
        }
    }

    /// The program with its limits around it; folder, environment and complaints are the caller's to set.
    package func program(_ path: String, arguments: [String], limits: Limits) -> Program {
        let (seconds, rest) = limits.milliseconds.quotientAndRemainder(dividingBy: 1000)
        var words = [
            "--signal=KILL", "\(seconds).\(String(rest + 1000).dropFirst())",
            prlimit, "--as=\(limits.addressSpaceBytes)", "--cpu=\(limits.processorSeconds)",
            "--fsize=\(limits.outputBytes)", "--nofile=64", "--core=0",
        ]
        if let unshare { words += [unshare] + Self.unshareOptions }
        return Program(path: timeout, arguments: words + [path] + arguments)
    }
}

extension Program.End {
    /// Whether a `Confinement` ended it, for its time.
    package var isOutOfTime: Bool {
        switch self {
        // timeout(1) reports a program that it killed as 137, or is killed along with it.
        case .exit(124), .exit(137), .signal(SIGKILL), .signal(SIGXCPU), .exit(128 + SIGXCPU): true
        case .exit, .signal: false
        }
    }
}

extension Program {
    /// Where a program stands in the first of the folders that has it.
    package static func path(_ name: String, in folders: [String]) throws(ProgramError) -> String {
        let paths = folders.map { "\($0)/\(name)" }
        guard let path = paths.first(where: { access($0, X_OK) == 0 }) else { throw .missing(name) }
        return path
    }
}
