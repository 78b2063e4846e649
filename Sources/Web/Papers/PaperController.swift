import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Ledger
import Papers
import Storage

/// Papers as they are printed: a page of their own, or a PDF of the same.
struct PaperController: Sendable {
    let office: Office

    /// `/matters/81/papers/95`, and `95.pdf`.
    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let id = context.parameters.get("id") ?? ""
        let typed = context.parameters.get("paper") ?? ""
        let isPDF = typed.hasSuffix(".pdf")
        let number = isPDF ? String(typed.dropLast(4)) : typed
        let sheet = try await office.read { [office] reader in
            let matter = try office.matter(id, visitor, reader)
            return try office.sheet(try office.paper(number, of: matter, reader), of: matter, reader)
        }
        guard isPDF else { return Self.page(sheet.html) }
        let name = [sheet.title, sheet.number].compactMap { $0 }.joined(separator: " ")
        return try await print(sheet.html, name: name, page: "/matters/\(id)/papers/\(number)")
    }

    func filePage(_ request: Request, context: SiteContext) async throws -> Response {
        let (file, _) = try await file(request, context)
        return Self.page(try await file.html(office.files))
    }

    func filePDF(_ request: Request, context: SiteContext) async throws -> Response {
        let (file, matter) = try await file(request, context)
        let reference = matter.reference.map { "\($0)" } ?? "\(matter.id)"
        return try await print(
            try await file.html(office.files),
            name: reference,
            page: "/matters/\(matter.id)/file.html"
        )
    }

    private func file(_ request: Request, _ context: SiteContext) async throws -> (MatterFile, Matter) {
        let visitor = try context.staff(request)
        let (id, language) = (context.parameters.get("id") ?? "", context.language)
        return try await office.read { [office] reader in
            let matter = try office.matter(id, visitor, reader)
            return (try MatterFile(matter, visitor, office, language, reader), matter)
        }
    }

    /// A document with a style of its own, in which nothing runs and nothing is fetched.
    private static func page(_ html: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: ContentPolicy.printed,
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }

    /// - Throws: `Fault.noPrint`, which leads to the page that shows the same.
    private func print(_ html: String, name: String, page: String) async throws -> Response {
        guard let printer = office.printer else { throw Fault.noPrint(isBusy: false, page: page) }
        let pdf: PDFPrinter.PDF
        do { pdf = try await printer.print(html) } catch let error as PDFError {
            throw Fault.noPrint(isBusy: error == .busy, page: page)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .cacheControl: "no-store",
                // RFC 6266 section 4.1, RFC 8187.
                .contentDisposition: "inline; filename*=UTF-8''\(Redirect.escaped(name)).pdf",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: pdf.bytes))
        )
    }
}
