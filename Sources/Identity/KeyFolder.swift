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
            case .exists(let path):
                "The folder of keys \(path) holds something already. If a ledger is signed with them, keep them: choose another folder with --keys. If nothing is, move them away."
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
        /// Wraps the keys of subjects in the vault.
        case master = "master.key"
        case token = "operator.token"
        /// Lies beside keys that no ledger is known to be signed with.
        case unused = ".unused"
    }

    /// Keys for a store that is about to be begun: new ones, or those of a beginning that was cut off.
    ///
    /// The folder appears whole, so of several programs that begin at a time one makes it and all read the same keys.
    /// The ledger itself then lets one of them begin.
    ///
    /// - Throws: `Failure.exists` where the folder holds the keys of a ledger, whose only proof they may be.
    package func prepare(_ new: Keys) throws -> Keys {
        if try isTaken() { return try pending(named: new.log.name) }
        let parent = folder.deletingLastPathComponent()
        let making = parent.appending(path: ".\(folder.lastPathComponent).\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: making) }
        do {
            try FileManager.default.createDirectory(
                at: making,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch { throw FileError(folder.path, error) }
        let texts: [(Name, String)] = [
            (.log, new.log.secretText), (.draw, new.draw.secretText), (.token, OperatorToken.new().text),
            (.master, MasterKey(random: .system).secretText), (.unused, ""),
        ]
        for (name, text) in texts {
            let file = making.appending(path: name.rawValue).path
            do { try DurableFile.create(file, Array((text + "\n").utf8)) } catch {
                throw FileError(path(name), code: error.code)
            }
        }
        try DurableFile.synchronize(folder: making.path)
        do { try DurableFile.move(making.path, to: folder.path) } catch {
            guard try isTaken() else { throw error }
            return try pending(named: new.log.name)
        }
        try DurableFile.synchronize(folder: parent.path)
        return new
    }

    /// Says that a ledger was begun with the prepared keys.
    ///
    /// From now on they are never given to another one.
    package func confirm() {
        try? FileManager.default.removeItem(atPath: path(.unused))
    }

    private func isTaken() throws -> Bool {
        guard FileManager.default.fileExists(atPath: folder.path) else { return false }
        do { return try !FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty } catch {
            throw FileError(folder.path, error)
        }
    }

    private func pending(named name: String) throws -> Keys {
        guard FileManager.default.fileExists(atPath: path(.unused)) else { throw Failure.exists(folder.path) }
        let keys = Keys(log: try logKey(), draw: try drawKey())
        guard keys.log.name == name else { throw Failure.exists(folder.path) }
        return keys
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

    private func read(_ name: Name) throws -> String { try read(path(name)) }

    /// A secret's one line.
    func read(_ path: String) throws -> String {
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
