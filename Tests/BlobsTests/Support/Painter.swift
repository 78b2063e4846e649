import Foundation
import Testing

/// Makes pictures for tests with the `vips` program.
struct Painter {
    static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/vips")
    let folder: URL

    /// Noise of the given size, saved as the name's ending says.
    func noise(_ width: Int, _ height: Int, as name: String) throws -> [UInt8] {
        try vips("gaussnoise", "noise.v", String(width), String(height), "--mean=120", "--sigma=40")
        try vips("cast", "noise.v", "grey.v", "uchar")
        try vips("bandjoin", "grey.v grey.v grey.v", "colour.v")
        try vips("copy", "colour.v", "rgb.v", "--interpretation=srgb")
        try vips("copy", "rgb.v", name)
        return try read(String(name.prefix { $0 != "[" }))
    }

    func vips(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/vips")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "vips \(arguments.joined(separator: " "))")
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    /// The JPEG with segments put in behind its start of image.
    static func with(_ segments: [(marker: UInt8, bytes: [UInt8])], _ jpeg: [UInt8]) -> [UInt8] {
        jpeg[..<2]
            + segments.flatMap { segment in
                let length = segment.bytes.count + 2
                return [0xFF, segment.marker, UInt8(length >> 8), UInt8(length & 255)] + segment.bytes
            } + jpeg[2...]
    }

    /// Exif 2.3 with a maker's name, orientation 6 (turn right to see it upright), and a place on earth.
    static let exif: [UInt8] = {
        func field(_ tag: UInt16, _ type: UInt16, _ count: UInt32, _ value: UInt32) -> [UInt8] {
            [tag >> 8, tag & 255, type >> 8, type & 255].map { UInt8($0) } + long(count) + long(value)
        }
        func long(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }
        let first =
            [0, 3] + field(0x010F, 2, 12, 50) + field(0x0112, 3, 1, 6 << 16) + field(0x8825, 4, 1, 62)
            + long(0)
        let maker = Array("SecretMaker\0".utf8)
        let place = [0, 2] + field(1, 2, 2, 0x4E00_0000) + field(2, 5, 3, 92) + long(0)
        let degrees = [22, 1, 41, 1, 30, 1].flatMap { long($0) }
        return Array("Exif\0\0MM\0*".utf8) + long(8) + first + maker + place + degrees
    }()
}
