import Multipart
import Testing

@Suite("A file's name is for showing only")
struct FileNameTests {
    @Test(
        "loses folders, what cannot be seen, and edges",
        arguments: [
            ("梅园 一号.jpg", "梅园 一号.jpg"), ("C:\\Users\\me\\a.jpg", "a.jpg"), ("../../etc/passwd", "passwd"),
            ("a/", ""), ("..", ""), (".htaccess", "htaccess"), (" a. ", "a"), ("a\u{0}\r\nb.jpg", "ab.jpg"),
            ("\u{202E}gpj.exe", "gpj.exe"), ("a\u{2028}\u{200B}\u{FEFF}b", "ab"), ("", ""),
            ("😀.png", "😀.png"),
        ]
    )
    func isCleaned(raw: String, shown: String) { #expect(FileName(raw).text == shown) }

    @Test func isCutInTheMiddleWhereItIsTooLong() {
        let exact = String(repeating: "a", count: 251) + ".jpg"
        #expect(FileName(exact).text == exact)
        #expect(FileName("b" + exact).text == "b" + String(repeating: "a", count: 250) + ".jpg")
        let han = FileName(String(repeating: "梅", count: 100) + ".jpg").text
        #expect(han == String(repeating: "梅", count: 83) + ".jpg")
        #expect(FileName(String(repeating: ".a", count: 5000)).text.utf8.count <= FileName.lengthMax)
        #expect(FileName("a." + String(repeating: "x", count: 400)).text.utf8.count == FileName.lengthMax)
    }

    @Test(
        "is read in all the ways of writing it",
        arguments: [
            (#"filename=a.jpg"#, "a.jpg"), (#"filename="a;b.jpg""#, "a;b.jpg"),
            (#"filename="100%25.jpg""#, "100%25.jpg"),
            (#"filename="a%22%0D%0Ab.jpg""#, "a\"b.jpg"), (#"filename="a%2"; x=y"#, "a%2"),
            (#"filename="C:\dir\a.jpg""#, "a.jpg"), (#"filename="a\"b.jpg""#, "a\"b.jpg"),
            (#"filename*=UTF-8''%E6%A2%85.jpg"#, "梅.jpg"),
            (#"filename="x.jpg"; filename*=utf-8'zh'%E6%A2%85.jpg"#, "梅.jpg"),
            (#"filename*=iso-8859-1'en'%A3.txt; filename="x""#, "£.txt"),
            // What cannot be read leaves the plain one.
            (#"filename="x.jpg"; filename*=UTF-8''%E6%A2"#, "x.jpg"),
            (#"filename="x.jpg"; filename*=gbk''%C3%B7"#, "x.jpg"),
            (#"filename="x.jpg"; filename*=UTF-8''%+1"#, "x.jpg"),
            (#"filename*=UTF-8''..%2F..%2Fetc%00"#, "etc"),
            (#"filename="""#, ""),
        ]
    )
    func isRead(parameter: String, shown: String) throws {
        let form = try SentForm.b("--b\nContent-Disposition: form-data; name=f; \(parameter)\n\nx\n--b--")
            .read()
        #expect(form.error == nil)
        #expect(form.parts.map(\.head.filename?.text) == [shown])
    }

    @Test func notInUTF8IsShownWithReplacements() throws {
        let boundary = try Boundary(contentType: "multipart/form-data; boundary=b")
        let body =
            Array("--b\r\nContent-Disposition: form-data; name=f; filename=\"".utf8) + [0xC3, 0xB7, 0xD4]
            + Array(".txt\"\r\n\r\n\r\n--b--".utf8)
        #expect(FormReading(body, boundary: boundary).parts.map(\.head.filename?.text) == ["÷\u{FFFD}.txt"])
    }
}
