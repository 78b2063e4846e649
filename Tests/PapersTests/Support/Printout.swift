import Foundation
import Papers
import Testing

/// A PDF as others read it.
struct Printout {
    private let desk: Desk
    let file: URL
    let warnings: String?

    init(_ html: String, limits: PDFLimits = PDFLimits()) async throws {
        let pdf = try await PDFPrinter(limits: limits).print(html)
        desk = try Desk()
        file = try desk.write(pdf.bytes, as: "print.pdf")
        warnings = pdf.warnings
    }

    /// The text of one page, or of all, without blanks: where lines break is the printer's matter.
    func text(page: Int? = nil) throws -> String {
        let words = try page.map { try Tool.run("pdftotext", "-f", "\($0)", "-l", "\($0)", file.path, "-") }
        return try (words ?? Tool.run("pdftotext", file.path, "-")).filter { !$0.isWhitespace }
    }

    /// The lines of a page as they stand beside one another.
    func lines(page: Int) throws -> [String] {
        try Tool.run("pdftotext", "-layout", "-f", "\(page)", "-l", "\(page)", file.path, "-")
            .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    var pages: Int {
        get throws {
            let line = try Tool.run("pdfinfo", file.path).split(separator: "\n").first {
                $0.hasPrefix("Pages:")
            }
            return try #require(line.flatMap { Int($0.filter(\.isNumber)) })
        }
    }

    /// The page as a picture.
    func picture(page: Int = 1) throws -> URL {
        let root = desk.folder.appending(path: "page").path
        _ = try Tool.run(
            "pdftoppm",
            "-png",
            "-r",
            "150",
            "-singlefile",
            "-f",
            "\(page)",
            "-l",
            "\(page)",
            file.path,
            root
        )
        return URL(filePath: root + ".png")
    }
}
