import Foundation

/// Standard Base64 with padding (RFC 4648 section 4), read strictly: one spelling for each value.
package enum Base64 {
    package static func encode(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// Nil unless encoding the result gives `text` again.
    package static func decode(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}
