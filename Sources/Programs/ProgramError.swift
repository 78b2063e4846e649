/// Why a program did not run.
package enum ProgramError: Error, Equatable, Sendable {
    /// The system's reason.
    case notStarted(String, String)
}

extension ProgramError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notStarted(let path, let reason):
            "The program \(path) cannot be started: \(reason). See whether it is installed and may be run."
        }
    }
}
