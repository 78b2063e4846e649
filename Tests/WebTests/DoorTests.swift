import Hummingbird
import Ledger
import Testing
import Web

@Suite("The programs' door")
struct DoorTests {
    static let id = "6b1d6f1c-5a05-4b7e-9c0e-0d6f2b9a1c01"
    static let other = "6b1d6f1c-5a05-4b7e-9c0e-0d6f2b9a1c02"
    static let letter = """
        {"command":"\(id)","title":"停水通知","text":"3月6日停水。","community":"440310001003"}
        """

    @Test func postsCorrectsAndWithdraws() async throws {
        try await Fixture.run { fixture in
            let posted = try await fixture.send("/api/announcements", Self.letter)
            #expect(posted.status == 201 && posted.headers[.location] == "/announcements/1")
            #expect(
                try posted.json == [
                    "announcement": 1, "entry": 1, "reference": "公告-2018-0001", "repeat": false,
                    "url": "/announcements/1",
                ]
            )
            let corrected = try await fixture.send(
                "/api/announcements/1/correction",
                """
                {"command":"\(Self.other)","title":"停水通知","text":"3月7日停水。","reason":"日期有误","revision":0,"community":null}
                """
            )
            #expect(corrected.status == 201)
            #expect(try corrected.json.integer("entry") == 2)
            #expect(try corrected.json.integer("announcement") == 1)
            let withdrawn = try await fixture.send(
                "/api/announcements/1/withdrawal",
                "{\"command\":\"6b1d6f1c-5a05-4b7e-9c0e-0d6f2b9a1c03\",\"reason\":\"已恢复供水\"}"
            )
            #expect(withdrawn.status == 201)
            let page = try await fixture.ask("/announcements/1").text
            #expect(page.contains("3月7日停水。") && page.contains("已恢复供水"))
            #expect(try await fixture.ask("/entries/3").text.contains("operator:program"))
        }
    }

    @Test func doesTheSameCommandOnce() async throws {
        try await Fixture.run { fixture in
            _ = try await fixture.send("/api/announcements", Self.letter)
            let again = try await fixture.send("/api/announcements", Self.letter)
            #expect(again.status == 200)
            #expect(try again.json["repeat"] == .bool(true))
            #expect(try again.json.integer("entry") == 1)
            let changed = try await fixture.send(
                "/api/announcements",
                Self.letter.replacing("停水通知", with: "停电通知")
            )
            #expect(changed.status == 409)
            #expect(try changed.code == "command-used")
            #expect(try await fixture.ask("/readyz").json.integer("entries") == 2)
        }
    }

    @Test(
        "refuses what is not a letter",
        arguments: [
            ("", 400, "not-an-object"), ("[]", 400, "not-an-object"), ("{\"command\":", 400, "not-an-object"),
            ("{\"command\":{}}", 400, "not-an-object"), ("{\"command\":1.5}", 400, "not-an-object"),
            ("{\"x\":\"y\"}", 400, "unknown-member"), ("{\"command\":\"1\"}", 400, "member"),
            ("{\"command\":\"\(id)\",\"title\":\"a\"}", 400, "member"),
            ("{\"command\":\"\(id)\",\"title\":1,\"text\":\"b\"}", 400, "member"),
            ("\u{FEFF}{}", 400, "not-utf8"), ("{\u{0}}", 400, "not-utf8"),
            ("{\"command\":\"\(id)\",\"title\":\" \",\"text\":\"b\"}", 422, "empty"),
            (
                "{\"command\":\"\(id)\",\"title\":\"a\",\"text\":\"b\",\"community\":\"9\"}", 422,
                "unknown-community"
            ),
            (
                "{\"command\":\"\(id)\",\"title\":\"\(String(repeating: "字", count: 201))\",\"text\":\"b\"}",
                422, "title-too-long"
            ),
            (
                "{\"command\":\"\(id)\",\"title\":\"a\",\"text\":\"\(String(repeating: "b", count: 16_001))\"}",
                422, "text-too-long"
            ),
            (
                "{\"command\":\"\(id)\",\"title\":\"a\",\"text\":\"\(String(repeating: "b", count: 65_536))\"}",
                413, "too-large"
            ),
        ]
    )
    func letters(body: String, status: Int, code: String) async throws {
        try await Fixture.run { fixture in
            let answer = try await fixture.send("/api/announcements", body)
            #expect(answer.status == status)
            #expect(try answer.code == code)
            #expect(try await fixture.ask("/readyz").json.integer("entries") == 1)
        }
    }

    @Test(
        "lets in whoever has the token",
        arguments: [
            (nil, 401), ("Bearer", 401), ("Bearer ", 401),
            ("Bearer \(String(repeating: "5b", count: 32))", 401),
            ("Basic \(String(repeating: "5a", count: 32))", 401),
            ("bearer \(String(repeating: "5a", count: 32))", 201),
        ] as [(String?, Int)]
    )
    func token(authorization: String?, status: Int) async throws {
        try await Fixture.run { fixture in
            var headers: HTTPFields = [:]
            headers[.authorization] = authorization
            let answer = try await fixture.ask(
                "/api/announcements",
                .post,
                headers: headers,
                body: Self.letter
            )
            #expect(answer.status == status)
            #expect((answer.headers[.wwwAuthenticate] != nil) == (status == 401))
        }
    }

    @Test func isClosedWithoutAToken() async throws {
        try await Fixture.run(token: nil) { fixture in
            let answer = try await fixture.send("/api/announcements", Self.letter)
            #expect(answer.status == 503 && answer.headers[.retryAfter] != nil)
            #expect(try answer.code == "no-token")
        }
    }

    @Test func namesConflicts() async throws {
        try await Fixture.run { fixture in
            try await fixture.post("停水通知", "正文")
            func correct(_ id: String, _ text: String, revision: Int, command: String) async throws -> Answer
            {
                try await fixture.send(
                    "/api/announcements/\(id)/correction",
                    """
                    {"command":"\(command)","title":"停水通知","text":"\(text)","reason":"有误","revision":\(revision)}
                    """
                )
            }
            for (id, text, revision, status, code) in [
                ("1", "正文", 0, 409, "unchanged"), ("1", "新", 3, 409, "changed"),
                ("9", "新", 0, 404, "unknown"),
                ("x", "新", 0, 404, "unknown"),
            ] {
                let answer = try await correct(id, text, revision: revision, command: Self.id)
                #expect(answer.status == status)
                #expect(try answer.code == code)
            }
            let withdrawal = "{\"command\":\"\(Self.id)\",\"reason\":\"已恢复\"}"
            #expect(try await fixture.send("/api/announcements/1/withdrawal", withdrawal).status == 201)
            let late = try await correct("1", "新", revision: 0, command: Self.other)
            #expect(late.status == 409)
            #expect(try late.code == "withdrawn")
        }
    }

    @Test("answers in JSON whatever is wrong", arguments: ["/api/announcements", "/api/nothing"])
    func json(path: String) async throws {
        try await Fixture.run { fixture in
            let answer = try await fixture.ask(path)
            #expect(answer.headers[.contentType] == "application/json")
            #expect(try !answer.code.isEmpty)
        }
    }
}
