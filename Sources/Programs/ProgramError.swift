/// Why a program did not run.
package enum ProgramError: Error, Equatable, Sendable {
    /// Its name.
    case missing(String)
    /// Its path, and the system's reason.
    case notStarted(String, String)
    /// A file of its folder could not be written or read: what was being done, and the system's reason.
    case file(doing: String, String)
}

extension ProgramError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let name):
            "The program \(name) is missing. Install it (script/bootstrap names its package)."
        case .notStarted(let path, let reason):
            "The program \(path) cannot be started: \(reason). See whether it is installed and may be run."
        case .file(let doing, let reason):
            "\(doing) failed: \(reason). See whether there is room and who may write."
        }
    }
}
