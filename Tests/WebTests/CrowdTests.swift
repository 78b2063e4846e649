import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Web

@Suite("A crowd")
struct CrowdTests {
    @Test(
        "beyond what is in hand is refused at once with a time to come again, and let in when there is room"
    )
    func refused() async throws {
        try await Fixture.run { fixture in
            let site = try Site(office: fixture.office, logger: fixture.log.logger, crowd: 1)
            let app = site.application(host: "127.0.0.1", port: 0)
            try await app.test(.live) { client in
                let slow = try SlowForm(try #require(client.port))
                slow.begin()
                var answers: [HTTPResponse.Status] = []
                // Until the slow one has come in.
                while answers.last != .serviceUnavailable, answers.count < 500 {
                    answers.append(try await client.execute(uri: "/", method: .get).status)
                    try await Task.sleep(for: .milliseconds(10))
                }
                for (path, type) in [("/", "text/html"), ("/api/announcements", "json")] {
                    let answer = try await client.execute(uri: path, method: .get)
                    #expect(answer.status == .serviceUnavailable, "\(path)")
                    #expect(answer.headers[.retryAfter] == "10", "\(path)")
                    #expect(answer.headers[.contentType]?.contains(type) == true, "\(path)")
                }
                #expect(try await client.execute(uri: "/healthz", method: .get).status == .ok)
                slow.end()
                #expect(try await client.execute(uri: "/", method: .get).status == .ok)
            }
        }
    }
}

/// A form whose sender pauses before its last byte.
private final class SlowForm {
    private let descriptor: Int32

    init(_ port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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

    func begin() {
        send(
            "POST /follow HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\nnumber="
        )
    }

    /// Sends the rest and waits for the answer to begin.
    func end() {
        send("1")
        var byte: UInt8 = 0
        _ = read(descriptor, &byte, 1)
    }

    private func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}
