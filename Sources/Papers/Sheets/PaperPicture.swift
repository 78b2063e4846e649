import Foundation

/// A picture that a bundle holds itself.
package struct PaperPicture: Equatable, Sendable {
    package let kind: Kind
    package let bytes: [UInt8]
    package let caption: String

    package enum Kind: String, Sendable {
        case jpeg = "image/jpeg"
        case png = "image/png"
    }

    package init(_ kind: Kind, bytes: [UInt8], caption: String) {
        self.kind = kind
        self.bytes = bytes
        self.caption = caption
    }

    var markup: Markup {
        let address = "data:\(kind.rawValue);base64,\(Data(bytes).base64EncodedString())"
        return """
            <figure><img src="\(address)" alt="\(caption)"><figcaption>\(caption)</figcaption></figure>

            """
    }
}
