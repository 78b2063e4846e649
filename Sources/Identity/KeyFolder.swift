package import Foundation
package import Ledger

/// The folder with a store's secrets.
///
/// It lies apart from the store, and no backup holds it.
package struct KeyFolder: Sendable {
    package let folder: URL

    package init(_ folder: URL) { self.folder = folder }

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case exists(String)
        case missing(String)
        case unreadable(String)
        case open(String)

        package var description: String {
            switch self {
            case .exists(let path): "There are keys in \(path) already. Choose another folder with --keys."
            case .missing(let path):
                "There is no key \(path). Give the folder of the store's keys with --keys."
            case .unreadable(let path):
                "The key \(path) cannot be read: it is not in the form in which \"jiedao init\" wrote it."
            case .open(let path): "Others may read the key \(path). Set its rights to 0600."
            }
        }
    }

    /// What a new store is given.
    package struct Keys: Sendable {
        package let log: SigningKey
        package let draw: SigningKey

        package init(log: SigningKey, draw: SigningKey) {
            self.log = log
            self.draw = draw
        }

        /// New keys for a log of this name; nil unless the name can stand in a checkpoint.
        package init?(newFor origin: String) {
            guard let log = SigningKey(newNamed: origin), let draw = SigningKey(newNamed: origin + "/draws")
            else {
                return nil
            }
            self.init(log: log, draw: draw)
        }
    }

    private enum Name: String {
        case log = "log.key"
        case draw = "draw.key"
        case token = "operator.token"
    }

    /// Writes keys and a token that only their owner can read.
    package func create(_ keys: Keys) throws {
        guard !FileManager.default.fileExists(atPath: path(.log)) else { throw Failure.exists(folder.path) }
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try write(keys.log.secretText, .log)
        try write(keys.draw.secretText, .draw)
        try write(OperatorToken.new().text, .token)
    }

    /// Takes back what `create` has written, and the folder where nothing else lies in it.
    package func remove() {
        for name in [Name.log, .draw, .token] { try? FileManager.default.removeItem(atPath: path(name)) }
        if (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.isEmpty == true {
            try? FileManager.default.removeItem(at: folder)
        }
    }

    package func logKey() throws -> SigningKey {
        guard let key = SigningKey(secretText: try read(.log)) else { throw Failure.unreadable(path(.log)) }
        return key
    }

    package func drawKey() throws -> SigningKey {
        guard let key = SigningKey(secretText: try read(.draw)) else { throw Failure.unreadable(path(.draw)) }
        return key
    }

    package func token() throws -> OperatorToken {
        guard let token = OperatorToken(try read(.token)) else { throw Failure.unreadable(path(.token)) }
        return token
    }

    package var tokenPath: String { path(.token) }

    private func path(_ name: Name) -> String { folder.appending(path: name.rawValue).path }

    private func write(_ text: String, _ name: Name) throws {
        let path = path(name)
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard
            FileManager.default.createFile(
                atPath: path,
                contents: Data((text + "\n").utf8),
                attributes: attributes
            ),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
        // A store whose key is lost in a power cut cannot be signed any more.
        try file.synchronize()
        try file.close()
    }

    private func read(_ name: Name) throws -> String {
        let path = path(name)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let data = FileManager.default.contents(atPath: path)
        else { throw Failure.missing(path) }
        guard let mode = attributes[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            throw Failure.open(path)
        }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}

/// The secret with which a program on this machine may act for the operator.
package struct OperatorToken: Sendable {
    package let text: String

    /// Nil unless the text has the form in which tokens are made.
    package init?(_ text: String) {
        guard text.utf8.count == 64, Hex.decode(text) != nil else { return nil }
        self.text = text
    }

    /// 256 bits from the system's random source.
    package static func new() -> OperatorToken {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: generator.next() as UInt64) { Array($0) } }
        return OperatorToken(known: Hex.encode(bytes))
    }

    private init(known text: String) { self.text = text }

    /// Compares hashes, so that the time taken says nothing about the secret.
    package func matches(_ other: String) -> Bool {
        Hash(of: Array(text.utf8)) == Hash(of: Array(other.utf8))
    }
}
