import Hummingbird
import Ledger
import Registers
import Storage
import Testing
import Web

@Suite("The log")
struct LogTests {
    @Test func signsWhatHasGrownAtMostOnceASecond() async throws {
        try await Fixture.run { fixture in
            // One application, as a server has; a new one would begin its second anew.
            let desk = CheckpointDesk(office: fixture.office)
            #expect(try await desk.latest()?.size == 1)
            try await fixture.post("停水通知")
            #expect(try await desk.latest()?.size == 1)
            fixture.clock.move(byMilliseconds: 999)
            #expect(try await desk.latest()?.size == 1)
            fixture.clock.move(byMilliseconds: 1)
            #expect(try await desk.latest()?.size == 2)
        }
    }

    @Test func servesACheckpointThatItsKeyHasSigned() async throws {
        try await Fixture.run { fixture in
            try await fixture.post("停水通知")
            let answer = try await fixture.ask("/checkpoint")
            #expect(answer.headers[.contentType] == "text/plain; charset=utf-8")
            #expect(answer.headers[.cacheControl] == "no-store")
            let checkpoint = try Checkpoint(answer.text)
            try checkpoint.verify(by: Fixture.key.verifier)
            #expect(checkpoint.size == 2)
        }
    }

    @Test func withoutAKeyServesWhatOthersHaveSigned() async throws {
        try await Fixture.run(key: nil) { fixture in
            let none = try await fixture.ask("/checkpoint")
            #expect(none.status == 503 && none.headers[.retryAfter] == "10")
            _ = try await fixture.office.store.checkpoint(signing: Fixture.key)
            try await fixture.post("停水通知")
            #expect(try Checkpoint(try await fixture.ask("/checkpoint").text).size == 1)
            let receipt = try await fixture.ask("/entries/1/receipt")
            #expect(receipt.status == 503 && receipt.headers[.retryAfter] == "10")
        }
    }

    @Test func itsTilesHashToTheRootOfTheCheckpoint() async throws {
        try await Fixture.run { fixture in
            for number in 1...259 { try await fixture.post("第 \(number) 号") }
            let checkpoint = try Checkpoint(try await fixture.ask("/checkpoint").text)
            #expect(checkpoint.size == 260)
            let full = try await fixture.ask("/tile/0/000")
            let edge = try await fixture.ask("/tile/0/001.p/4")
            #expect(full.headers[.contentType] == "application/octet-stream")
            #expect(full.headers[.cacheControl]?.contains("immutable") == true)
            #expect(edge.headers[.cacheControl]?.contains("immutable") == false)
            let hashes = try #require(Tile.hashes(full.bytes)) + #require(Tile.hashes(edge.bytes))
            var frontier = Frontier.empty
            for hash in hashes { frontier.append(hash) }
            #expect(frontier.root == checkpoint.root)

            let above = try #require(Tile.hashes(try await fixture.ask("/tile/1/000.p/1").bytes))
            #expect(above == [Tile.root(of: hashes[..<256])])

            let bundle = try await fixture.ask("/tile/entries/001.p/4").bytes
            #expect(bundle.count == 4 * 34)
            for place in 0..<4 {
                let leaf = Array(bundle[(place * 34 + 2)..<(place * 34 + 34)])
                #expect(Hash.leaf(leaf) == hashes[256 + place])
            }
        }
    }

    @Test(
        "has no tile beyond the checkpoint and under no other spelling",
        arguments: [
            "0/000.p/3", "0/000", "0/001.p/1", "entries/000.p/3", "0/0.p/1", "0/000.p/01", "00/000.p/1",
            "0//000.p/1", "0/000.p/1/", "8/000.p/1", "-1/000.p/1", "0/x000/000.p/1", "0/000.p/0",
            "0/%30%30%30.p/1",
            "data/000.p/1",
        ]
    )
    func otherTiles(path: String) async throws {
        try await Fixture.run { fixture in
            try await fixture.post("停水通知")
            _ = try await fixture.ask("/checkpoint")
            #expect(try await fixture.ask("/tile/0/000.p/2").status == 200)
            #expect(try await fixture.ask("/tile/0/000.p/1").status == 200)
            #expect(try await fixture.ask("/tile/\(path)").status == 404)
        }
    }

    @Test func signsOnceForAllWhoAskForReceiptsAtATime() async throws {
        try await Fixture.run { fixture in
            var ids: [Announcement.ID] = []
            for number in 0..<24 { ids.append(try await fixture.post("公告 \(number)")) }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for id in ids { group.addTask { try await fixture.ask("/entries/\(id)/receipt").status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 200, count: 24))
            let signed = try await fixture.office.store.read { try CheckpointStore.all(upTo: 100, $0) }
            #expect(signed.map(\.size) == [25])
        }
    }

    @Test func givesAReceiptOfAnEntryFromANewerProgram() async throws {
        // U+0378 may be a character there; here it is none, so it is put in behind the ledger's back.
        try await Fixture.run { fixture in
            let id = try await fixture.post("qq")
            let entry = Entry.ID(rawValue: id.rawValue)
            let content = try #require(
                try await fixture.office.store.read { try EntryStore.record(entry, $0)?.content }
            )
            let bytes = Array(
                String(decoding: content.bytes, as: UTF8.self).replacing("qq", with: "q\u{378}").utf8
            )
            let leaf = Leaf(salt: content.salt, entry: bytes)
            try await fixture.office.store.database.write {
                try $0.execute(
                    "UPDATE ledger_entry SET bytes = \(bytes), leaf = \(leaf.data) WHERE sequence = \(entry)"
                )
            }
            let answer = try await fixture.ask("/entries/\(id)/receipt")
            #expect(answer.status == 200)
            #expect(try Receipt(json: answer.bytes).content.bytes == bytes)
        }
    }

    @Test func givesAReceiptThatHolds() async throws {
        try await Fixture.run { fixture in
            let id = try await fixture.post("停水通知")
            let answer = try await fixture.ask("/entries/\(id)/receipt")
            #expect(answer.status == 200 && answer.headers[.contentType] == "application/json")
            #expect(answer.headers[.contentDisposition] == "attachment; filename=\"receipt-1.json\"")
            let receipt = try Receipt(json: answer.bytes)
            let entry = try receipt.verify(trusting: Fixture.key.verifier)
            #expect(entry.kind.rawValue == "announcement.posted" && entry.id.rawValue == 1)
        }
    }

    @Test func showsOfAnEntryThatIsNotPublicNoMoreThanItsLeaf() async throws {
        try await Fixture.run { fixture in
            let outcome = try await fixture.perform(WriteSecret())
            let leaf = try await fixture.office.store.read {
                try #require(try EntryStore.record(outcome.first, $0)).leaf
            }
            let page = try await fixture.ask("/entries/\(outcome.first)")
            #expect(page.status == 200)
            #expect(page.text.contains("不公开") && page.text.contains(leaf.data.description))
            #expect(!page.text.contains("confidential") && !page.text.contains("test.secret"))
            let receipt = try await fixture.ask("/entries/\(outcome.first)/receipt")
            #expect(receipt.status == 403 && receipt.text.contains("不公开"))
            #expect(!receipt.text.contains("confidential"))
        }
    }
}

@Suite("Figures")
struct FigureTests {
    @Test func areTheSameForPeopleAndForPrograms() async throws {
        try await Fixture.run { fixture in
            for number in 1...53 { try await fixture.post("第 \(number) 号", community: "440310001003") }
            let address = "/figures/announcements-posted?year=2018"
            let page = try await fixture.ask(address).text
            let json = try await fixture.ask(address + "&format=json").json
            #expect(try json.integer("quantity") == 53 && page.contains("<b>53</b> 条"))
            #expect(try json.integer("as_of") == 54 && page.contains("账本前 54 条"))
            #expect(try json.array("trace").count == 50)
            #expect(try json.text("next") == "50/0")
            #expect(
                page.contains("href=\"\(address.replacing("&", with: "&amp;"))&amp;as_of=54&amp;after=50/0\"")
            )
            for case .object(let fact) in try json.array("trace") {
                #expect(page.contains("href=\"/entries/\(try fact.integer("entry"))\""))
            }
            let rest = try await fixture.ask(address + "&as_of=54&after=50/0&format=json").json
            #expect(try rest.array("trace").count == 3 && rest["next"] == nil)
        }
    }

    @Test func asOfACheckpointDoNotMove() async throws {
        try await Fixture.run { fixture in
            try await fixture.post("甲")
            let before = try await fixture.ask("/figures/announcements-posted?year=2018&as_of=2&format=json")
            try await fixture.post("乙")
            let after = try await fixture.ask("/figures/announcements-posted?year=2018&as_of=2&format=json")
            #expect(before.text == after.text)
        }
    }

    @Test func tellAProgramWhatIsWrong() async throws {
        try await Fixture.run { fixture in
            let answer = try await fixture.ask("/figures/nope?year=2018&format=json")
            #expect(answer.status == 404 && answer.headers[.contentType] == "application/json")
            #expect(try answer.code == "no-figure")
        }
    }
}
