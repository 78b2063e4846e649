import CPostgreSQL

/// The libpq address of a database; it may hold a password, so no message repeats it.
struct PostgreSQLAddress: Sendable {
    /// All of it, for libpq alone.
    let text: String
    /// What is set in it, by libpq's names.
    private let settings: [String: String]

    /// - Throws: `StorageError.notAStore` where it cannot be read, and where what would be taken for host, port or
    ///   database looks like a part of something else: of a password with an `@` or `/` that is not written as `%40` or
    ///   `%2F`.
    init(_ text: String) throws(StorageError) {
        guard let settings = Self.settings(in: text),
            (settings["host"] ?? "").utf8.allSatisfy({
                Self.hostMarks.contains($0) || Self.isAlphanumeric($0)
            }),
            (settings["port"] ?? "").split(separator: ",").allSatisfy({ UInt16($0) != nil }),
            !(settings["dbname"] ?? "").contains(where: { "@/:?&#=".contains($0) })
        else {
            throw .notAStore(
                "The address of the database cannot be read. It reads postgresql://user:password@host:port/name, and a character such as @ : / ? or % inside a part is written as % with its two digits."
            )
        }
        self.text = text
        self.settings = settings
    }

    /// A message of libpq without what the address alone tells: a user's name, a password, an option's value.
    func redacted(_ message: String) -> String {
        let shown: Set = ["host", "hostaddr", "port", "dbname"]
        var result = message
        for (name, value) in settings where !shown.contains(name) && !value.isEmpty {
            let secret = name.contains("password") ? value : "\"\(value)\""
            result = result.replacing(secret, with: "…")
        }
        return result
    }

    /// Host, port and database of a connection: all that a message may say of an address.
    static func place(of handle: OpaquePointer) -> String {
        func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
        let (host, port) = (text(PQhost(handle)), text(PQport(handle)))
        return "\(host.isEmpty ? "?" : host):\(port.isEmpty ? "?" : port)/\(text(PQdb(handle)))"
    }

    private static let hostMarks = Set("./_-:,[]%~+".utf8)

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: false
        }
    }

    /// Nil where libpq cannot read the address; its reason may hold any part of it.
    private static func settings(in text: String) -> [String: String]? {
        guard let options = PQconninfoParse(text, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var settings: [String: String] = [:]
        var option = options
        while let name = option.pointee.keyword {
            if let value = option.pointee.val { settings[String(cString: name)] = String(cString: value) }
            option += 1
        }
        return settings
    }
}
