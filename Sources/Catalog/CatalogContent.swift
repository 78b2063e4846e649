package import Foundation
package import Ledger

/// The files of a catalog as one text, named by its SHA-256: what an entry means when it names a catalog.
package struct CatalogContent: Equatable, Sendable {
    package struct File: Equatable, Sendable {
        /// Below the catalog's folder, parts joined by `/`.
        package let path: String
        package let text: String

        package init(path: String, text: String) {
            self.path = path
            self.text = text
        }
    }

    /// By path.
    package let files: [File]
    /// The canonical JSON of the files.
    package let text: String
    /// Of the text; kept, because every page asks whether it is still that of the catalog in force.
    package let digest: Hash

    package static let byteLimit = Limit.catalogBytes
    package static let fileLimit = 2000

    package init(_ files: [File]) throws(CatalogErrors) {
        self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        let object: JSON.Object = [
            "files": .array(
                self.files.map { .object(["path": .string($0.path), "text": .string($0.text)]) }
            )
        ]
        let bytes: [UInt8]
        do { bytes = try JSON.object(object).canonicalBytes() } catch {
            throw CatalogErrors([.init(file: "", line: nil, message: "the files cannot be kept: \(error)")])
        }
        guard bytes.count <= Self.byteLimit else {
            throw CatalogErrors([
                .init(
                    file: "",
                    line: nil,
                    message: "the files have \(bytes.count) bytes; at most \(Self.byteLimit) are allowed"
                )
            ])
        }
        text = String(decoding: bytes, as: UTF8.self)
        digest = Hash(of: bytes)
    }

    /// Reads the content that a store keeps.
    package init(text: String) throws(CatalogErrors) {
        guard case .object(let object)? = try? JSON(canonical: Array(text.utf8)),
            let list = try? object.array("files")
        else {
            throw CatalogErrors([
                .init(file: "", line: nil, message: "the catalog in the store cannot be read")
            ])
        }
        files = list.compactMap { element in
            guard case .object(let file) = element, let path = try? file.text("path"),
                let text = try? file.text("text")
            else { return nil }
            return File(path: path, text: text)
        }
        self.text = text
        digest = Hash(of: Array(text.utf8))
    }

    /// Reads every `.yaml` file below a folder.
    ///
    /// Links are not followed.
    package init(folder: URL) throws {
        let keys: Set<URLResourceKey> = [.isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey]
        let base = folder.standardizedFileURL.path
        var unread: URL?
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: Array(keys)) {
            (url, _) in
            unread = url
            return false
        }
        guard let walk else {
            throw CatalogErrors([.init(file: base, line: nil, message: "there is no such folder")])
        }
        func path(_ url: URL) -> String {
            String(url.standardizedFileURL.path.dropFirst(base.count).drop { $0 == "/" })
        }
        var files: [File] = []
        var size = 0
        for case let url as URL in walk where url.pathExtension == "yaml" {
            let values = try? url.resourceValues(forKeys: keys)
            guard values?.isRegularFile == true, values?.isSymbolicLink != true else { continue }
            size += values?.fileSize ?? 0
            guard size <= Self.byteLimit, files.count < Self.fileLimit else {
                throw CatalogErrors([
                    .init(file: path(url), line: nil, message: "the catalog is too large")
                ])
            }
            guard let data = try? Data(contentsOf: url) else {
                throw CatalogErrors([.init(file: path(url), line: nil, message: "the file cannot be read")])
            }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw CatalogErrors([.init(file: path(url), line: nil, message: "the file is not UTF-8")])
            }
            files.append(File(path: path(url), text: text))
        }
        // What lies in it would be missing without a word.
        if let unread {
            let file = path(unread).isEmpty ? base : path(unread)
            throw CatalogErrors([.init(file: file, line: nil, message: "the folder cannot be read")])
        }
        guard !files.isEmpty else {
            throw CatalogErrors([
                .init(file: base, line: nil, message: "there is no catalog: no .yaml file lies here")
            ])
        }
        try self.init(files)
    }
}

/// All that is wrong with a catalog.
package struct CatalogErrors: Error, Equatable, CustomStringConvertible {
    package struct Item: Equatable, Sendable, CustomStringConvertible {
        package let file: String
        /// From 1; nil where the whole file is meant.
        package let line: Int?
        package let message: String

        package init(file: String, line: Int?, message: String) {
            self.file = file
            self.line = line
            self.message = message
        }

        package var description: String {
            "\(file.isEmpty ? "catalog" : file)\(line.map { ":\($0)" } ?? ""): \(message)"
        }
    }

    package let items: [Item]

    package init(_ items: [Item]) { self.items = items }

    package var description: String { items.map(\.description).joined(separator: "\n") }
}
