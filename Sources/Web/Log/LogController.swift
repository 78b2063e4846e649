import Hummingbird
import Ledger
import Storage

/// The log in the form that monitors and witnesses follow (C2SP `tlog-tiles`).
struct LogController: Sendable {
    let office: Office
    let desk: CheckpointDesk

    func checkpoint(_ request: Request, context: SiteContext) async throws -> Response {
        guard let checkpoint = try await desk.latest() else { throw Fault.noCheckpoint }
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: checkpoint.note.description))
        )
    }

    /// A tile of hashes or a bundle of leaves, whole or in part, as far as the latest checkpoint reaches.
    func tile(_ request: Request, context: SiteContext) async throws -> Response {
        let path = String(request.uri.path.dropFirst("/tile/".count))
        guard let (tile, count, isEntries) = Tile.parse(path) else { throw Fault.noPage }
        let bytes = try await office.read { reader in
            let size = try CheckpointStore.latest(reader)?.size ?? 0
            guard tile.count(inTreeOf: size) >= count else { throw Fault.noTile(size: size) }
            if isEntries {
                return Tile.bundle(try TileStore.leaves(of: tile, count: count, reader))
            }
            return try TileStore.hashes(tile, inTreeOf: size, reader).prefix(count).flatMap(\.bytes)
        }
        // A tile in part is soon asked for no more; it only bridges the moments between two checkpoints.
        let isFull = count == Tile.width
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream",
                .cacheControl: isFull ? "public, max-age=31536000, immutable" : "public, max-age=60",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
