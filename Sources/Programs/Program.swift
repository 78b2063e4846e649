import CSpawn
import Dispatch
import Foundation
import Synchronization

/// A program that is run to its end, without input; what it prints is dropped, what it complains of goes to a file.
///
/// It gets nothing of ours: no open file, no variable, no signal setting. Foundation's `Process` will not do: where a
/// process holds some 1,350 open files, as a busy server does, it reads behind the end of the list of them and crashes
/// (swift-corelibs-foundation as of Swift 6.3).
package struct Program: Sendable {
    package let path: String
    package let arguments: [String]
    package var folder = "/"
    package var environment: [String: String] = [:]
    package var complaints = "/dev/null"

    package init(path: String, arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    package enum End: Equatable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    /// Runs it and waits for its end, also where the task is cancelled; then it is told to end.
    ///
    /// - Throws: `ProgramError` where it cannot be started, or `CancellationError`.
    package func run() async throws -> End {
        let child = Child(try start())
        let end = await withTaskCancellationHandler {
            await child.ended()
        } onCancel: {
            child.terminate()
        }
        try Task.checkCancellation()
        return end
    }

    private func start() throws(ProgramError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, complaints, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        posix_spawn_file_actions_addchdir_np(&actions, folder)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A group of its own, so that Ctrl-C at the server's terminal is for the server.
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var child: pid_t = 0
        let words = CStrings([path] + arguments)
        let variables = CStrings(environment.map { "\($0)=\($1)" })
        let failure = withExtendedLifetime((words, variables)) {
            posix_spawn(&child, path, &actions, &attributes, words.pointers, variables.pointers)
        }
        guard failure == 0 else {
            throw .notStarted(path, String(cString: strerror(failure)))
        }
        return child
    }
}

/// A list of texts as C takes it, ended by a null pointer.
private final class CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) { pointers = texts.map { strdup($0) } + [nil] }

    deinit { for pointer in pointers { free(pointer) } }
}

/// A process of ours that has to be waited for.
private final class Child: Sendable {
    private static let queue = DispatchQueue(label: "jiedao.programs", attributes: .concurrent)

    /// Nil once its number may be another process's.
    private let number: Mutex<pid_t?>

    init(_ number: pid_t) { self.number = Mutex(number) }

    func terminate() { number.withLock { if let number = $0 { kill(number, SIGTERM) } } }

    /// Waits for its end on a thread of its own kind, so that it holds none of the cooperative pool; to be called once.
    func ended() async -> Program.End {
        await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: self.end()) }
        }
    }

    private func end() -> Program.End {
        guard let child = number.withLock({ $0 }) else { return .exit(0) }
        // First without taking it off, so that the number stays its own as long as somebody may send it a signal.
        var information = siginfo_t()
        while waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        return number.withLock { number in
            number = nil
            var status: Int32 = 0
            while waitpid(child, &status, 0) == -1, errno == EINTR {}
            // The macros of <sys/wait.h>, which Swift does not see.
            return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
        }
    }
}
