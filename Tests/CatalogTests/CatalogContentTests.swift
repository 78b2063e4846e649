import Catalog
import Foundation
import Ledger
import Testing

@Suite("The content of a catalog")
struct CatalogContentTests {
    @Test func isNamedByADigestThatTheOrderOfFilesDoesNotChange() throws {
        let files = [CatalogContent.File(path: "b.yaml", text: "二"), .init(path: "a.yaml", text: "一\n")]
        let content = try CatalogContent(files)
        #expect(
            content.text == #"{"files":[{"path":"a.yaml","text":"一\n"},{"path":"b.yaml","text":"二"}]}"#
        )
        #expect(
            content.digest.description == "06f6d640ed5c3ca4a2d27c66b15f51e066815af75fdfccbe35dc48c77228e39c"
        )
        #expect(try CatalogContent(files.reversed()) == content)
    }

    @Test func isReadAgainAsTheStoreKeepsIt() throws {
        let content = try CatalogContent.tiny()
        let kept = try CatalogContent(text: content.text)
        #expect(kept == content && kept.digest == content.digest)
        #expect(try Catalog(kept).figures == Catalog(content).figures)
    }

    @Test("is refused where the store's text is none", arguments: ["", "{", "[]", "{}", #"{"files":1}"#])
    func unreadable(text: String) {
        let errors = CatalogErrors([
            .init(file: "", line: nil, message: "the catalog in the store cannot be read")
        ])
        #expect(throws: errors) { try CatalogContent(text: text) }
    }

    @Test func mayBeAsLargeAsItsLimitAndNoLarger() throws {
        let frame = try CatalogContent([.init(path: "a.yaml", text: "")]).text.utf8.count
        func content(_ count: Int) throws -> CatalogContent {
            try CatalogContent([.init(path: "a.yaml", text: String(repeating: "a", count: count - frame))])
        }
        let limit = CatalogContent.byteLimit
        #expect(try content(limit).text.utf8.count == limit)
        let errors = CatalogErrors([
            .init(
                file: "",
                line: nil,
                message: "the files have \(limit + 1) bytes; at most \(limit) are allowed"
            )
        ])
        #expect(throws: errors) { try content(limit + 1) }
    }

    @Test func isTheYAMLFilesBelowAFolder() throws {
        try Folder.with(["a.yaml": "一", "deep/er/b.yaml": "二", "c.yml": "三", "d.txt": "四"]) { folder in
            let content = try CatalogContent(folder: folder)
            #expect(content.files.map(\.path) == ["a.yaml", "deep/er/b.yaml"])
            #expect(content.files.map(\.text) == ["一", "二"])
        }
    }

    @Test func doesNotFollowLinks() throws {
        try Folder.with(["outside/secret.yaml": "秘密", "catalog/a.yaml": "一"]) { folder in
            let catalog = folder.appending(path: "catalog")
            let secret = folder.appending(path: "outside/secret.yaml")
            let files = FileManager.default
            try files.createSymbolicLink(
                at: catalog.appending(path: "link.yaml"),
                withDestinationURL: secret
            )
            try files.createSymbolicLink(
                at: catalog.appending(path: "folder"),
                withDestinationURL: secret.deletingLastPathComponent()
            )
            #expect(try CatalogContent(folder: catalog).files.map(\.path) == ["a.yaml"])
        }
    }

    @Test func isRefusedWhereItIsNotUTF8() throws {
        try Folder.with(["a.yaml": "一"]) { folder in
            try Data([0x61, 0xFF]).write(to: folder.appending(path: "b.yaml"))
            let errors = CatalogErrors([.init(file: "b.yaml", line: nil, message: "the file is not UTF-8")])
            #expect(throws: errors) { try CatalogContent(folder: folder) }
        }
    }

    @Test func isRefusedWhereNoFileLies() throws {
        try Folder.with(["readme.txt": ""]) { folder in
            for place in [folder, folder.appending(path: "nowhere")] {
                let errors = #expect(throws: CatalogErrors.self) { try CatalogContent(folder: place) }
                #expect(errors?.items.map(\.file) == [place.standardizedFileURL.path])
            }
        }
    }

    @Test func isRefusedUnreadWhereAFileHasTenMegabytes() throws {
        try Folder.with(["a.yaml": "一", "b.yaml": ""]) { folder in
            let file = try FileHandle(forWritingTo: folder.appending(path: "b.yaml"))
            try file.truncate(atOffset: 10 * 1024 * 1024)
            try file.close()
            let errors = CatalogErrors([
                .init(file: "b.yaml", line: nil, message: "the catalog is too large")
            ])
            #expect(throws: errors) { try CatalogContent(folder: folder) }
        }
    }

    @Test func hasNoMoreFilesThanItsLimit() throws {
        try Folder.with(["0.yaml": "a"]) { folder in
            // Links to one file are quicker made than files.
            for number in 1...CatalogContent.fileLimit {
                try FileManager.default.linkItem(
                    at: folder.appending(path: "0.yaml"),
                    to: folder.appending(path: "\(number).yaml")
                )
            }
            let errors = #expect(throws: CatalogErrors.self) { try CatalogContent(folder: folder) }
            #expect(errors?.items.first?.message == "the catalog is too large")
        }
    }
}

private enum Folder {
    /// Makes a folder with these files for `body` and removes it afterwards.
    static func with(_ files: [String: String], _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-catalog-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in files {
            let url = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        try body(folder.resolvingSymlinksInPath())
    }
}
