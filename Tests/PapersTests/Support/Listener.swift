import Foundation
import Testing

/// A socket of this machine that says whether anybody came.
final class Listener: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        let descriptor = descriptor
        var address = Self.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { address in
                guard let place = address.baseAddress else { return false }
                return bind(descriptor, place, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, place, &length) == 0
            }
        }
        try #require(bound)
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }

    /// Since it was last asked.
    var wasCalled: Bool {
        let call = accept(descriptor, nil, nil)
        guard call >= 0 else { return false }
        close(call)
        return true
    }

    /// Calls it, to see that it notices.
    func call() -> Bool {
        let caller = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(caller) }
        var address = Self.address(port: port)
        return withUnsafeBytes(of: &address) { bytes in
            guard let place = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else { return false }
            return connect(caller, place, socklen_t(bytes.count)) == 0
        }
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
