import Testing

@Suite("Words that do not stand in the code")
struct WordTests {
    private static let code: Set = ["swift", "py", "sh", "mustache", "css", ""]

    @Test func whatSilencesTheCompilerOrStopsTheProgram() {
        expectNone(
            of: ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "fatalError("],
            in: Repository.files(in: ["Sources", "Benchmarks"], ending: ["swift"])
        )
    }

    @Test func whatIsLeftForLater() {
        let later = ["TODO", "FIXME", "XXX", "HACK"]
        expectNone(of: later, in: Repository.files(in: ["Sources", "Benchmarks"], ending: Self.code))
    }

    @Test func whatOpensATargetToItsTests() {
        // Written in two parts, since this file is read as well.
        expectNone(of: ["@test" + "able"], in: Repository.files(in: ["Tests"], ending: ["swift"]))
    }

    @Test func whatATemplateWouldPrintUnescaped() {
        expectNone(of: ["{{{", "{{&"], in: Repository.files(in: ["Sources"], ending: ["mustache"]))
    }

    @Test func pathsOfOneMachine() {
        expectNone(of: ["/" + "root/", "/" + "home/", "/" + "work/"], in: Repository.files)
    }

    @Test func aFileHasAtMostFiveHundredLines() {
        for file in Repository.files
        where ["swift", "py", "sh", "mustache"].contains(file.ending) || file.path.hasPrefix("script/") {
            let count = file.lines.count - (file.lines.last?.isEmpty == true ? 1 : 0)
            if count > 500 { Issue.record("\(file.path):501: the file has \(count) lines; split it") }
        }
    }

    private func expectNone(of words: [String], in files: [TextFile]) {
        #expect(!files.isEmpty)
        for place in files.flatMap({ $0.places(of: words) }) { Issue.record("\(place) must not stand here") }
    }
}
