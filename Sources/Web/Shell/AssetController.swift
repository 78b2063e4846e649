import Hummingbird

/// `/assets/…`: the stylesheet and the seal.
struct AssetController: Sendable {
    let assets: Assets

    func show(_ request: Request, context: SiteContext) throws -> Response {
        let name = context.parameters.get("name") ?? ""
        guard let file = assets.all.first(where: { $0.name == name }) else { throw Fault.noPage }
        return Response(
            status: .ok,
            headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes))
        )
    }
}
