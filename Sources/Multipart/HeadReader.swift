/// Reads the header lines of a part, byte by byte, up to the empty line.
struct HeadReader: Sendable {
    private let part: Int
    private let limit: Int
    private var count = 0
    private var line: [UInt8] = []
    private var isAfterCarriageReturn = false
    private var fields: [Field: [UInt8]] = [:]

    /// The fields that mean something here; others are left alone (RFC 7578 section 4.8).
    private enum Field: String {
        case disposition = "content-disposition"
        case type = "content-type"
        case encoding = "content-transfer-encoding"
    }

    init(part: Int, limit: Int) {
        self.part = part
        self.limit = limit
    }

    /// - Returns: The head, once the byte is the last of it.
    mutating func take(_ byte: UInt8) throws(MultipartError) -> PartHead? {
        count += 1
        guard count <= limit else { throw .limit(.headBytes, limit, part: part) }
        if isAfterCarriageReturn {
            guard byte == UInt8(ascii: "\n") else { throw fault(.lineEnd) }
            isAfterCarriageReturn = false
            if line.isEmpty { return try head() }
            try keepLine()
            line.removeAll(keepingCapacity: true)
            return nil
        }
        switch byte {
        case UInt8(ascii: "\r"): isAfterCarriageReturn = true
        case UInt8(ascii: "\n"): throw fault(.lineEnd)
        case UInt8(ascii: "\t"), 0x20...0x7E, 0x80...: line.append(byte)
        default: throw fault(.control)
        }
        return nil
    }

    private mutating func keepLine() throws(MultipartError) {
        if let first = line.first, FieldValue.isBlank(first) { throw fault(.folded) }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            line[..<colon].allSatisfy(FieldValue.isToken)
        else { throw fault(.noColon) }
        guard let field = Field(rawValue: FieldValue.lowercased(line[..<colon])) else { return }
        let value = Array(FieldValue.trimmed(line[(colon + 1)...]))
        guard fields.updateValue(value, forKey: field) == nil else { throw fault(.twice) }
    }

    private func head() throws(MultipartError) -> PartHead {
        guard let disposition = fields[.disposition].flatMap({ FieldValue($0[...]) }),
            disposition.value == "form-data"
        else { throw fault(.disposition) }
        guard let name = disposition.parameter("name").flatMap(Self.name) else { throw fault(.name) }
        switch fields[.encoding].map({ FieldValue.lowercased($0[...]) }) {
        case nil, "binary", "8bit", "7bit": break
        default: throw fault(.encoding)
        }
        let type = fields[.type].map { FieldValue.lowercased($0[...]) }
        if let type, type.hasPrefix("multipart/") { throw fault(.nested) }
        return PartHead(
            name: name,
            filename: Self.filename(disposition),
            contentType: type.flatMap(Self.mediaType)
        )
    }

    private static func name(_ bytes: [UInt8]) -> String? {
        let bytes = ExtendedValue.formName(bytes)
        guard (1...255).contains(bytes.count), bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            return nil
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// RFC 7578 section 4.2 forbids `filename*`; some programs send it all the same, and then it is the better one.
    private static func filename(_ disposition: FieldValue) -> FileName? {
        if let text = disposition.parameter("filename*").flatMap(ExtendedValue.text) { return FileName(text) }
        let plain = disposition.parameter("filename") ?? disposition.parameter("filename*")
        return plain.map { FileName(String(decoding: ExtendedValue.formName($0), as: UTF8.self)) }
    }

    private static func mediaType(_ value: String) -> String? {
        let bytes = Array(value.utf8.prefix { $0 != UInt8(ascii: ";") })
        let type = FieldValue.trimmed(bytes[...])
        let words = type.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard words.count == 2, words.allSatisfy({ !$0.isEmpty && $0.allSatisfy(FieldValue.isToken) }) else {
            return nil
        }
        return String(decoding: type, as: UTF8.self)
    }

    private func fault(_ fault: MultipartError.HeadFault) -> MultipartError { .badHead(part: part, fault) }
}
