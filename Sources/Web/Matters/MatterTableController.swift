import Casework
import Exchange
import Foundation
import Hummingbird
import Identity
import Ledger
import NIOCore
import Storage
import Tables

/// `/matters/table.xlsx` and `.csv`: the list that its address asks for, as the office's ledger.
struct MatterTableController: Sendable {
    let office: Office
    /// A workbook is made by one thread, so a few at a time.
    private let places = Places(4, "tables are being made")

    /// More are exported on the command line.
    private static let rowLimit = 20_000

    init(office: Office) { self.office = office }

    func workbook(_ request: Request, context: SiteContext) async throws -> Response {
        try await table(.xlsx, request, context)
    }

    func text(_ request: Request, context: SiteContext) async throws -> Response {
        try await table(.csv, request, context)
    }

    private func table(
        _ format: TableFormat,
        _ request: Request,
        _ context: SiteContext
    ) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.seeMatters)
        let question = try MatterQuestion(request, sight: visitor.sight(office.catalog))
        let list: MatterExport.List
        do {
            list =
                question.words.isEmpty
                ? .filtered(question.filter, question.order)
                : .found(try SearchQuery(question.words), question.filter)
        } catch { throw Fault.filter(question.words) }
        let export = MatterExport(list, from: office.store, office.catalog) { visitor.maySee($0) }
        let bytes = try await places.pass { try await Self.bytes(export, format, office.store.clock.now) }
        let name = "台账-\(office.today).\(format.rawValue)"
        return Response(
            status: .ok,
            headers: [
                .contentType: format == .xlsx
                    ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                    : "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename*=UTF-8''\(Redirect.escaped(name))",
                .cacheControl: "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    /// Written to a file that is gone afterwards, since the library that makes workbooks knows files only.
    private static func bytes(
        _ export: MatterExport,
        _ format: TableFormat,
        _ now: Instant
    ) async throws -> Data {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "jiedao-table-\(UUID().uuidString.lowercased()).\(format.rawValue)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try TableWriter(format, to: path, export.sheet, createdAt: now)
        do { _ = try await export.run(to: writer, most: rowLimit) } catch ExportError.tooMany(let most) {
            throw Fault.tooManyRows(most)
        }
        return try Data(contentsOf: URL(filePath: path))
    }
}
