import Foundation
import Ledger
import Storage

/// One connection to a site, as a program keeps it open; each request waits for its answer.
final class BenchConnection {
    private let descriptor: Int32
    private var rest: [UInt8] = []

    struct Answer {
        let status: Int
        let retryAfter: Int?
        let body: [UInt8]
    }

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw StorageError.failed("no connection to port \(port)") }
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// - Parameter key: Under which the same request sent again is done once.
    func ask(
        _ method: String,
        _ path: String,
        token: String,
        _ body: JSON.Object? = nil,
        key: String? = nil
    ) throws -> Answer {
        let content =
            try body.map { String(decoding: try JSON.object($0).canonicalBytes(), as: UTF8.self) } ?? ""
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
        if let key { text += "Idempotency-Key: \(key)\r\n" }
        if body != nil { text += "Content-Type: application/json\r\n" }
        text += "Content-Length: \(content.utf8.count)\r\n\r\n" + content
        try send(Array(text.utf8))
        return try answer()
    }

    private func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw StorageError.failed("the site hung up") }
            sent += count
        }
    }

    private func answer() throws -> Answer {
        let mark = Array("\r\n\r\n".utf8)
        var end: Int?
        while end == nil {
            end = rest.indices.dropLast(3).first { Array(rest[$0..<$0 + 4]) == mark }
            if end == nil { try receive() }
        }
        let head = String(decoding: rest.prefix(end ?? 0), as: UTF8.self).split(separator: "\r\n")
        rest.removeFirst((end ?? 0) + 4)
        func field(_ name: String) -> Int? {
            head.first { $0.lowercased().hasPrefix(name + ":") }
                .flatMap { Int($0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)) }
        }
        let length = field("content-length") ?? 0
        while rest.count < length { try receive() }
        defer { rest.removeFirst(length) }
        return Answer(
            status: head.first.flatMap { Int($0.dropFirst(9).prefix(3)) } ?? 0,
            retryAfter: field("retry-after"),
            body: Array(rest.prefix(length))
        )
    }

    private func receive() throws {
        var part = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(descriptor, &part, part.count)
        guard count > 0 else { throw StorageError.failed("the site hung up") }
        rest += part.prefix(count)
    }
}
