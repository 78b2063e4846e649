package import Foundation
import Programs

/// Prints HTML as PDF with WeasyPrint.
///
/// The texts come from anybody, and a page can ask for files and addresses. So the printer runs in a process of its own
/// with limits of time, memory and file size, off the network where the system allows that, without our environment,
/// and through a script of ours (`print.py`) that gives it nothing but the page: what the page names elsewhere is missing
/// from the print, and only `data:` addresses are read. The same page with the same fonts gives the same bytes.
package struct PDFPrinter: Sendable {
    private let limits: PDFLimits
    private let folder: String
    private let confinement: Confinement
    private let python: String
    private let script: String
    private let gate: Gate<PDFError>

    private static let (page, print, complaints) = ("page.html", "print.pdf", "complaints")

    /// - Parameters:
    ///   - folder: Where the folders of single prints are made and removed.
    ///   - programs: Where the programs are looked for; Debian's Python first, which has WeasyPrint.
    /// - Throws: `PDFError.program` where one is missing, `failed` where WeasyPrint does not run.
    package init(
        limits: PDFLimits = PDFLimits(),
        folder: String = "/tmp",
        programs: [String] = ["/usr/bin", "/bin", "/usr/local/bin"]
    ) async throws {
        self.limits = limits
        self.folder = folder
        do {
            confinement = try await Confinement(folders: programs)
            python = try Program.path("python3", in: programs)
        } catch { throw PDFError.program(error) }
        guard let script = Bundle.module.path(forResource: "print", ofType: "py") else {
            throw PDFError.program(.missing("print.py"))
        }
        self.script = script
        gate = Gate(atOnce: limits.atOnce, waiting: limits.waiting, refusal: .busy)
        _ = try await use { work in try await run(in: work, []) }
    }

    package struct PDF: Equatable, Sendable {
        package let bytes: Data
        /// What the printer complained of, such as an address that it was not given; nil where it did not.
        package let warnings: String?
    }

    package func print(_ html: String) async throws -> PDF {
        let data = Data(html.utf8)
        guard data.count <= limits.inputBytes else {
            throw PDFError.tooLong(bytes: data.count, limit: limits.inputBytes)
        }
        return try await gate.pass {
            try await use { work in
                try await work.write(data, to: Self.page)
                let warnings = try await run(in: work, [Self.page, Self.print])
                guard let bytes = try await work.read(Self.print, limit: limits.outputBytes),
                    bytes.starts(with: "%PDF-".utf8)
                else { throw PDFError.failed("the result is no PDF") }
                return PDF(bytes: Data(bytes), warnings: warnings.isEmpty ? nil : warnings)
            }
        }
    }

    private func use<Value>(_ body: (ProgramFolder) async throws -> Value) async throws -> Value {
        do {
            let work = try await ProgramFolder.make(in: folder, name: "jiedao-print")
            defer { work.remove() }
            return try await body(work)
        } catch let error as ProgramError { throw PDFError.program(error) }
    }

    /// - Returns: What the printer complained of.
    private func run(in work: ProgramFolder, _ arguments: [String]) async throws -> String {
        // Neither a folder of the user's nor the one it works in has modules for it, and it leaves none behind.
        let words = ["-s", "-P", "-B", script] + arguments
        var program = confinement.program(python, arguments: words, limits: limits.confinement)
        program.folder = work.path
        program.complaints = work.file(Self.complaints)
        program.environment = [
            "HOME": work.path, "TMPDIR": work.path, "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1",
            // The same page, the same bytes.
            "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0",
        ]
        let end = try await program.run()
        let complaints = try await work.read(Self.complaints, limit: 100_000) ?? []
        let lines = String(decoding: complaints, as: UTF8.self).split(separator: "\n")
        switch end {
        case .exit(0): return Self.shown(lines.joined(separator: " "))
        case .exit(3): throw PDFError.tookTooLong
        case .exit(4): throw PDFError.tooLarge(limit: limits.outputBytes)
        // Python says at the end of its complaint what it is about.
        case .exit, .signal:
            throw end.isOutOfTime ? PDFError.tookTooLong : .failed(Self.shown(String(lines.last ?? "")))
        }
    }

    private static func shown(_ text: String) -> String { String(text.prefix(500)) }
}
