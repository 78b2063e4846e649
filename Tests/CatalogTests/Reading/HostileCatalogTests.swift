import Catalog
import Ledger
import Testing

/// Catalogs made to exhaust or mislead a reader, whose single files are harmless.
@Suite("A hostile catalog")
struct HostileCatalogTests {
    private func errors(_ files: [CatalogContent.File]) throws -> [String] {
        do {
            let start = CatalogContent.File(path: "subdistrict.yaml", text: CatalogContent.subdistrict)
            _ = try Catalog(try CatalogContent([start] + files))
            return []
        } catch {
            return error.items.map(\.description)
        }
    }

    @Test("of more than a million errors tells two hundred and how many more", .timeLimit(.minutes(5)))
    func manyErrors() throws {
        // Beside the map, its key and its list; of each word seven keys are missed.
        let words = YAMLFile.nodeLimit - 3
        let text = "figures: [" + String(repeating: "b,", count: words) + "]"
        let errors = try errors((0..<10).map { .init(path: "figures/\($0).yaml", text: text) })
        #expect(errors.count == 201)
        #expect(errors.allSatisfy { $0.utf8.count < 200 })
        #expect(errors.first == "figures/0.yaml:1: expected a list of keys with \"id\"")
        #expect(errors.last == "catalog: \(words * 10 * 7 - 200) more errors are not shown")
    }

    @Test("of thousands of names that are alike is not compared with all of them", .timeLimit(.minutes(5)))
    func manyNames() throws {
        func id(_ number: Int) -> String {
            let digits = "\(number)"
            return String(repeating: "a", count: 60 - digits.count) + digits
        }
        func figure(_ number: Int) -> String {
            "  - {id: \(id(number)), version: 1, kind: flow, measure: a.b, unit: item, "
                + "name: {zh: 甲, en: A}, rule: {zh: 乙, en: B}}\n"
        }
        let files = (0..<15).map { file in
            CatalogContent.File(
                path: "figures/\(file).yaml",
                text: "figures:\n" + (0..<800).map { figure(10_000 + file * 800 + $0) }.joined()
            )
        }
        let wrong = (0..<300).map { "b\(id(30_000 + $0).dropFirst())" }
        let line = CatalogContent.line.replacing("[posted]", with: "[\(wrong.joined(separator: ", "))]")
            .replacing("lead: land-centre", with: "lead: office").replacing("[station]", with: "[]")
        let units = CatalogContent.File(path: "units.yaml", text: CatalogContent.units)
        let errors = try errors(files + [units, .init(path: "lines/land.yaml", text: line)])
        #expect(errors.count == 201 && errors.last == "catalog: 100 more errors are not shown")
        #expect(errors.first?.contains("did you mean \"aaa") == true)
    }

    @Test(
        "names no files that lie elsewhere or cannot be shown",
        arguments: [
            "../figures/a.yaml", "figures/../../a.yaml", "figures/..", "figures/./a.yaml", "/figures/a.yaml",
            "figures//a.yaml", "figures/", "", "..", "figures\\a.yaml", "figures/a\u{0}.yaml",
            "figures/\u{1B}[31ma.yaml", "figures/a\nb.yaml", "figures/\u{202E}lmay.a",
            "figures/" + String(repeating: "a", count: 300),
        ]
    )
    func paths(path: String) throws {
        let errors = try errors([.init(path: path, text: CatalogContent.figure)])
        #expect(errors.count == 1)
        #expect(errors.first?.contains("a file must not have this name") == true)
        #expect(errors.first.map { $0.utf8.count < 300 } == true)
    }

    @Test("may have files as deep as a path may be long")
    func deep() throws {
        let path = "figures/" + String(repeating: "a/", count: 120) + "b.yaml"
        #expect(try errors([.init(path: path, text: CatalogContent.figure)]) == [])
    }
}
