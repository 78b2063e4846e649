import Catalog
import Foundation
import Identity
import Ledger
import Storage
import Testing
import Web

@Suite("The page of a catalog that could be adopted")
struct NextCatalogTests {
    /// What an administrator sees of a folder with these files, and after he has sent the form all the same.
    private func pages(_ files: [String: String]) async throws -> [Answer] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-next-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in files {
            let url = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        var answers: [Answer] = []
        try await Fixture.run(nextCatalog: folder) { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let before = try await fixture.office.store.read { try Head($0).size }
            answers.append(try await admin.get("/catalog/next"))
            let token = try #require(admin.cookies["jiedao-session"].flatMap { SessionToken($0) })
            let digest = "\(fixture.office.catalog.content.digest)"
            answers.append(
                try await admin.send(
                    "/catalog/next",
                    [
                        "form": FormToken(for: token, purpose: "/catalog/next").text,
                        "command": UUID().uuidString, "digest": digest, "previous": digest,
                    ]
                )
            )
            let after = try await fixture.office.store.read { try Head($0).size }
            #expect(after == before)
        }
        return answers
    }

    @Test("shows the errors of a broken one, and of thousands of them the first", .timeLimit(.minutes(5)))
    func manyErrors() async throws {
        let words = "figures: [" + String(repeating: "b,", count: 1000) + "]"
        var files = Dictionary(uniqueKeysWithValues: (0..<8).map { ("figures/\($0).yaml", words) })
        files["subdistrict.yaml"] = try String(
            contentsOf: Fixture.catalogFolder.appending(path: "subdistrict.yaml"),
            encoding: .utf8
        )
        for page in try await pages(files) {
            #expect(page.status == 200)
            #expect(page.text.contains("目录里有错，不能启用"))
            #expect(page.text.contains("figures/0.yaml:1: expected a list of keys with &quot;id&quot;"))
            #expect(page.text.contains("more errors are not shown"))
            #expect(!page.text.contains("action=\"/catalog/next\""))
            #expect(page.bytes.count < 50_000)
        }
    }

    @Test(
        "tells what is wrong with a folder that holds no catalog",
        arguments: [
            ([:], "cannot be read"), (["readme.txt": ""], "no .yaml file lies here"),
            (["<script>alert(1).yaml": "a: 1"], "no file of this name belongs to a catalog"),
            (["subdistrict.yaml": "a: &a [*a]"], "subdistrict.yaml:1: &quot;*a&quot; repeats"),
            (["subdistrict.yaml": "code: !!python/object:os.system x"], "is not allowed"),
            (["subdistrict.yaml": String(repeating: "[", count: 200_000)], "subdistrict.yaml:1:"),
            (["subdistrict.yaml": String(repeating: "a", count: 4_000_000)], "the catalog is too large"),
        ] as [([String: String], String)]
    )
    func none(files: [String: String], words: String) async throws {
        for page in try await pages(files) {
            #expect(page.status == 200)
            #expect(page.text.contains(words))
            #expect(!page.text.contains("<script"))
            #expect(!page.text.contains("action=\"/catalog/next\""))
            #expect(page.bytes.count < 50_000)
        }
    }
}
