import Foundation
import Glibc
import Hummingbird
import HummingbirdTesting
import Identity
import Testing
import Web

@Suite("A connection")
struct StalledTests {
    @Test("is given up where its reader reads no more, and kept where he is slow")
    func stalled() async throws {
        try await Fixture.run { fixture in
            let text = Array(String(repeating: "一行字\n", count: 2_400_000).utf8)
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let posted = try await clerk.submit(
                "/announcements/new",
                ["title": "长文", "text": "见附件。", "unit": "", "community": ""],
                files: [.init(name: "长.txt", bytes: text)]
            )
            let page = try await fixture.ask(try #require(posted.headers[.location])).text
            let path = String(try #require(page.firstMatch(of: /href="([^"]*\/files\/[^"]*)"/)).1)
            let app = fixture.site.application(host: "127.0.0.1", port: 0, stall: .seconds(20))
            try await app.test(.live) { client in
                let port = try #require(client.port)
                let stalled = try Connection(port, buffer: 1 << 16)
                stalled.ask(path)
                let slow = try Connection(port, buffer: 1 << 20)
                slow.ask(path)
                var count = 0
                // For half as long again as nothing may move; what the system holds back for him makes gaps of its own. He
                // reads by the clock, so that a busy machine does not make him slower than he is.
                let (clock, step) = (ContinuousClock(), Duration.milliseconds(50))
                let start = clock.now
                for turn in 1...600 {
                    try await Task.sleep(until: start.advanced(by: step * turn), clock: clock)
                    count += slow.read(atMost: 1 << 15)
                }
                count += slow.readAll()
                #expect(count > text.count)
                #expect(stalled.readAll() < text.count)
            }
        }
    }
}

/// A socket with a buffer of so many bytes; what does not fit stays with the sender.
private final class Connection {
    private let descriptor: Int32

    init(_ port: Int, buffer: Int32) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var size = buffer
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(isConnected)
    }

    deinit { close(descriptor) }

    func ask(_ path: String) {
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        _ = write(descriptor, request, request.count)
    }

    func read(atMost count: Int) -> Int {
        var bytes = [UInt8](repeating: 0, count: count)
        return max(0, Glibc.read(descriptor, &bytes, count))
    }

    func readAll() -> Int {
        var sum = 0
        while case let count = read(atMost: 1 << 20), count > 0 { sum += count }
        return sum
    }
}
