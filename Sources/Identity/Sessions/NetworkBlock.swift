import Foundation

/// The part of a network address that one customer holds.
///
/// It is a whole IPv4 address, or the /64 of an IPv6 address, since the other half is the interface's own (RFC 4291
/// section 2.5.1) and can be changed at will.
package struct NetworkBlock: Hashable, Sendable {
    /// 4 or 8 bytes.
    let bytes: [UInt8]

    /// Nil where the text is no address.
    ///
    /// An IPv4 address in IPv6 (`::ffff:192.0.2.7`, RFC 4291 section 2.5.5.2) is the IPv4 address; a zone (`%eth0`) is
    /// passed over.
    package init?(_ address: String) {
        let text = String(address.prefix { $0 != "%" })
        var short = [UInt8](repeating: 0, count: 4)
        var long = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &short) == 1 {
            bytes = short
        } else if inet_pton(AF_INET6, text, &long) == 1 {
            let isMapped = long[..<10].allSatisfy { $0 == 0 } && long[10] == 0xFF && long[11] == 0xFF
            bytes = isMapped ? Array(long[12...]) : Array(long[..<8])
        } else {
            return nil
        }
    }
}
