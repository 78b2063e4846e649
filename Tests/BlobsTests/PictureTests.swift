import Blobs
import Foundation
import Ledger
import Testing

@Suite("Making pictures anew", .enabled(if: Painter.isThere, "libvips-tools is not installed"))
struct PictureTests {
    let folder: URL
    let painter: Painter

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "jiedao-pictures-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        painter = Painter(folder: folder)
    }

    /// Runs `body` and takes the folder away; whatever it made must be gone by itself.
    func use(
        _ limits: PictureLimits = PictureLimits(),
        _ body: (Pictures) async throws -> Void
    ) async throws {
        let work = folder.appending(path: "work")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(try await Pictures(limits: limits, folder: work.path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: work.path) == [])
    }

    func pieces(_ bytes: [UInt8]) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            for start in stride(from: 0, to: bytes.count, by: 65_536) {
                continuation.yield(Array(bytes[start..<min(start + 65_536, bytes.count)]))
            }
            continuation.finish()
        }
    }

    @Test(
        "takes each kind of picture",
        arguments: [
            ("a.jpg", ContentType.jpeg), ("a.png", .png), ("a.webp", .webp), ("a.gif", .gif),
            ("a.heic", .heic),
        ]
    )
    func kinds(name: String, type: ContentType) async throws {
        var limits = PictureLimits()
        (limits.largeSide, limits.smallSide) = (160, 32)
        try await use(limits) { pictures in
            let made = try await pictures.render(pieces(try painter.noise(200, 100, as: name)))
            #expect(made.original == type && made.originalSize == PictureSize(width: 200, height: 100))
            #expect(made.large.size == PictureSize(width: 160, height: 80))
            #expect(made.small.size == PictureSize(width: 32, height: 16))
            #expect(made.warnings == nil)
            #expect(
                ContentType.sniff(made.large.bytes) == .jpeg
                    && made.small.bytes.count < made.large.bytes.count
            )
        }
    }

    @Test func takesThePlainFormOfWebPAndOnePixel() async throws {
        try await use { pictures in
            let names = [
                ("a.webp[lossless]", 60), ("b.webp[Q=50]", 61), ("c.png", 1), ("d.jpg", 1), ("e.gif", 1),
            ]
            for (name, side) in names {
                let bytes = try painter.noise(side, side, as: name)
                let made = try await pictures.render(pieces(bytes))
                #expect(made.large.size == PictureSize(width: side, height: side))
                #expect(made.small.size == made.large.size)
            }
        }
    }

    @Test func turnsUprightAndLosesPlaceMakerAndComments() async throws {
        try await use { pictures in
            let plain = try painter.noise(400, 200, as: "a.jpg")
            let comment = Array("<script>alert('Secret')</script>".utf8)
            let sent = Painter.with([(0xE1, Painter.exif), (0xFE, comment)], plain)
            #expect(Self.holds(sent, "SecretMaker") && Self.holds(sent, "<script>"))
            let made = try await pictures.render(pieces(sent))
            #expect(made.originalSize == PictureSize(width: 400, height: 200))
            #expect(made.large.size == PictureSize(width: 200, height: 400))
            for bytes in [made.large.bytes, made.small.bytes] {
                for word in ["Secret", "Exif", "<script", "ICC_PROFILE", "http"] {
                    #expect(!Self.holds(bytes, word))
                }
            }
        }
    }

    @Test func losesAPageHiddenInAPictureBeforeAndBehind() async throws {
        try await use { pictures in
            let page = Array("<html><script>alert(1)</script></html>".utf8)
            for name in ["a.jpg", "a.png", "a.gif"] {
                let sent = try painter.noise(50, 50, as: name) + page
                let made = try await pictures.render(pieces(sent))
                #expect(!Self.holds(made.large.bytes, "<script") && !Self.holds(made.small.bytes, "<script"))
            }
            let before = page + (try painter.read("a.jpg"))
            await #expect(throws: PictureError.notAPicture) { try await pictures.render(pieces(before)) }
        }
    }

    @Test func showsWhatIsThereOfACutPictureAndSaysSo() async throws {
        try await use { pictures in
            let whole = try painter.noise(600, 400, as: "a.jpg")
            let made = try await pictures.render(pieces(Array(whole[..<(whole.count / 2)])))
            #expect(made.large.size == PictureSize(width: 600, height: 400))
            #expect(made.warnings?.contains("Premature end") == true)
            // Nothing but a header is no picture.
            await #expect(throws: (any Error).self) { try await pictures.render(pieces(Array(whole[..<20]))) }
        }
    }

    @Test func takesTheFirstOfMovingPictures() async throws {
        try await use { pictures in
            _ = try painter.noise(40, 120, as: "a.png")
            try painter.vips("copy", "a.png", "a.v")
            try painter.vips("gifsave", "a.v", "a.gif", "--page-height=40")
            let made = try await pictures.render(pieces(try painter.read("a.gif")))
            #expect(made.large.size == PictureSize(width: 40, height: 40))
        }
    }

    @Test func refusesBombsByTheirHeader() async throws {
        try await use { pictures in
            try painter.vips("black", "a.png[bitdepth=1]", "20000", "20000")
            let real = try painter.read("a.png")
            #expect(real.count < 1_000_000)
            var claimed = try painter.noise(10, 10, as: "b.png")
            claimed.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
            for (bytes, side) in [(real, 20_000), (claimed, 60_000)] {
                await #expect(
                    throws: PictureError.tooManyPixels(
                        PictureSize(width: side, height: side),
                        limit: 64_000_000
                    )
                ) { try await pictures.render(pieces(bytes)) }
            }
            claimed.replaceSubrange(16..<24, with: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
            let side = Int(UInt32.max)
            await #expect(
                throws: PictureError.tooManyPixels(PictureSize(width: side, height: side), limit: 64_000_000)
            ) { try await pictures.render(pieces(claimed)) }
        }
    }

    @Test func makesTheLargestThatIsAllowed() async throws {
        try await use { pictures in
            try painter.vips("black", "a.png", "8000", "8000", "--bands=3")
            let made = try await pictures.render(pieces(try painter.read("a.png")))
            #expect(made.large.size == PictureSize(width: 1600, height: 1600))
        }
    }

    @Test(
        "refuses what is no picture, whatever its name",
        arguments: ["", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.4", "P6 1 1 255 aaa", "序号,来源"]
    )
    func otherContent(text: String) async throws {
        try await use { pictures in
            await #expect(throws: PictureError.notAPicture) {
                try await pictures.render(pieces(Array(text.utf8)))
            }
        }
    }

    @Test func refusesBrokenOnesWithTheReason() async throws {
        try await use { pictures in
            var bytes = try painter.noise(64, 64, as: "a.png")
            // IHDR's colour type, which there is not.
            bytes[25] = 9
            await #expect {
                try await pictures.render(pieces(bytes))
            } throws: { error in
                guard case PictureError.unreadable(let reason) = error else { return false }
                return !reason.isEmpty
            }
        }
    }

    @Test func endsWhatTakesTooLong() async throws {
        var limits = PictureLimits()
        limits.milliseconds = 1
        try await use(limits) { pictures in
            let bytes = try painter.noise(200, 200, as: "a.png")
            await #expect(throws: PictureError.tookTooLong) { try await pictures.render(pieces(bytes)) }
        }
    }

    @Test func endsWhatTakesTooMuchMemory() async throws {
        var limits = PictureLimits()
        limits.addressSpaceBytes = 300 << 20
        try await use(limits) { pictures in
            // Interlaced, so that all of it has to be in memory: 8000 × 8000 × 3 bytes.
            try painter.vips("black", "a.v", "8000", "8000", "--bands=3")
            try painter.vips("pngsave", "a.v", "a.png", "--interlace")
            let bytes = try painter.read("a.png")
            await #expect {
                try await pictures.render(pieces(bytes))
            } throws: { error in
                switch error as? PictureError {
                case .unreadable, .tookTooLong: true
                default: false
                }
            }
        }
    }

    @Test func refusesTooManyBytes() async throws {
        var limits = PictureLimits()
        limits.inputBytes = 1000
        try await use(limits) { pictures in
            await #expect(throws: BlobError.tooLarge(limit: 1000)) {
                try await pictures.render(pieces([UInt8](repeating: 0xFF, count: 1001)))
            }
        }
    }

    @Test func refusesWhenTooManyWait() async throws {
        var limits = PictureLimits()
        (limits.atOnce, limits.waiting) = (1, 1)
        try await use(limits) { pictures in
            let bytes = try painter.noise(200, 200, as: "a.png")
            let results = await withTaskGroup(of: PictureError?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        do {
                            _ = try await pictures.render(pieces(bytes))
                            return nil
                        } catch { return error as? PictureError }
                    }
                }
                return await group.reduce(into: [PictureError?]()) { $0.append($1) }
            }
            #expect(results.contains(nil) && results.allSatisfy { $0 == nil || $0 == .busy })
        }
    }

    @Test func endsWhenNobodyWaitsAnyMore() async throws {
        try await use { pictures in
            try painter.vips("black", "a.png[bitdepth=1]", "7900", "7900")
            let sent = try painter.read("a.png")
            let task = Task { try await pictures.render(pieces(sent)) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func saysWhichProgramIsMissing() async throws {
        try await use { _ in
            await #expect(throws: PictureError.toolMissing("timeout")) {
                try await Pictures(programs: ["/nonexistent"])
            }
            let links = folder.appending(path: "links")
            try FileManager.default.createDirectory(at: links, withIntermediateDirectories: true)
            for name in ["timeout", "prlimit"] {
                try FileManager.default.createSymbolicLink(
                    at: links.appending(path: name),
                    withDestinationURL: URL(filePath: "/usr/bin/\(name)")
                )
            }
            await #expect(throws: PictureError.toolMissing("vipsthumbnail")) {
                try await Pictures(programs: [links.path])
            }
        }
        #expect(PictureError.toolMissing("vipsthumbnail").description.contains("Install libvips-tools"))
    }

    private static func holds(_ bytes: [UInt8], _ word: String) -> Bool {
        Data(bytes).range(of: Data(word.utf8)) != nil
    }
}
