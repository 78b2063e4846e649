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
        /// The keys were made for a store at another place, and it is not known whether that was begun.
        case madeFor(place: String, keys: String)

        package var description: String {
            switch self {
            case .exists(let path):
                "The folder of keys \(path) holds something already. If a ledger is signed with them, keep them: choose another folder with --keys. If nothing is, move them away."
            case .madeFor(let place, let keys):
                "The keys in \(keys) were made for a store at \(place), whose beginning was cut off. End that beginning with the words that began it, or choose another folder with --keys."
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

    private enum Name: String, CaseIterable {
        case log = "log.key"
        case draw = "draw.key"
        /// Wraps the keys of subjects in the vault.
        case master = "master.key"
        case token = "operator.token"
        /// Lies beside keys that no ledger is known to be signed with, and names the place of the store they are for.
        case unused = ".unused"
    }

    /// Keys for a store that is about to be begun: new ones, or those of a beginning at the same place that was cut off.
    ///
    /// The folder appears whole, so of several programs that begin at a time one makes it and all read the same keys.
    /// The ledger itself then lets one of them begin.
    ///
    /// - Parameter place: Where the store is; no two places have the same text.
    /// - Throws: `Failure.exists` where the folder holds the keys of a ledger, whose only proof they may be, and
    ///   `Failure.madeFor` where they are for a store at another place.
    package func prepare(_ new: Keys, for place: String) throws -> Keys {
        if try isTaken() { return try pending(named: new.log.name, for: place) }
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
        for name in Name.allCases {
            let text =
                switch name {
                case .log: new.log.secretText
                case .draw: new.draw.secretText
                case .token: OperatorToken.new().text
                case .master: MasterKey(random: .system).secretText
                case .unused: place
                }
            let made = SecretFile(making.appending(path: name.rawValue).path)
            do { try made.create(text) } catch { throw FileError(file(name).path, code: error.code) }
        }
        try DurableFile.synchronize(folder: making.path)
        do { try DurableFile.move(making.path, to: folder.path) } catch {
            guard try isTaken() else { throw error }
            return try pending(named: new.log.name, for: place)
        }
        try DurableFile.synchronize(folder: parent.path)
        return new
    }

    /// Says that a ledger was begun with the prepared keys.
    ///
    /// From now on they are never given to another one.
    package func confirm() {
        try? FileManager.default.removeItem(atPath: file(.unused).path)
    }

    private func isTaken() throws -> Bool {
        guard FileManager.default.fileExists(atPath: folder.path) else { return false }
        do { return try !FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty } catch {
            throw FileError(folder.path, error)
        }
    }

    private func pending(named name: String, for place: String) throws -> Keys {
        let made: String
        do { made = try file(.unused).line() } catch .missing { throw Failure.exists(folder.path) }
        guard made == place else { throw Failure.madeFor(place: made, keys: folder.path) }
        let keys = Keys(log: try logKey(), draw: try drawKey())
        guard keys.log.name == name else { throw Failure.exists(folder.path) }
        return keys
    }

    package func logKey() throws(SecretFile.Failure) -> SigningKey { try key(.log) }

    package func drawKey() throws(SecretFile.Failure) -> SigningKey { try key(.draw) }

    package func token() throws(SecretFile.Failure) -> OperatorToken {
        try file(.token).read("an operator's token") { OperatorToken($0) }
    }

    package var tokenPath: String { file(.token).path }

    private func key(_ name: Name) throws(SecretFile.Failure) -> SigningKey {
        try file(name).read("a signing key") { SigningKey(secretText: $0) }
    }

    private func file(_ name: Name) -> SecretFile { SecretFile(folder.appending(path: name.rawValue).path) }
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
