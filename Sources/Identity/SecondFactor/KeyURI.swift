/// The address in the picture that an authenticator app reads: `otpauth://totp/…` (Google Authenticator wiki, "Key
/// Uri Format").
package struct KeyURI: Sendable, Hidden {
    package let text: String

    /// Nil where the issuer or the account is empty or has a colon, which parts them in the address.
    ///
    /// - Parameters:
    ///   - issuer: The office as the app shows it.
    ///   - account: The name to log in with.
    package init?(_ authenticator: Authenticator, issuer: String, account: String) {
        guard [issuer, account].allSatisfy({ !$0.isEmpty && !$0.contains(":") }) else { return nil }
        let (issuer, account) = (Self.escaped(issuer), Self.escaped(account))
        text =
            "otpauth://totp/\(issuer):\(account)?secret=\(authenticator.typedSecret)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(Authenticator.digits)&period=\(Authenticator.periodSeconds)"
    }

    /// Every byte but the unreserved ones as `%XX` (RFC 3986 section 2.3); a blank is `%20`, since some apps show a plus.
    private static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        let hexadecimal = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
