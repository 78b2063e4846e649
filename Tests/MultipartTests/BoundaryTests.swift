import Multipart
import Testing

@Suite("The boundary of a form")
struct BoundaryTests {
    @Test(
        "is the parameter's text",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data;BOUNDARY=\"a b'?\"", "a b'?"),
            ("multipart/form-data; charset=utf-8; boundary=abc;", "abc"),
            ("multipart/form-data; boundary = a=b:c/d ; x=y", "a=b:c/d"),
            ("multipart/form-data ;\tboundary=\"----x\"", "----x"),
            (
                "multipart/form-data; boundary=" + String(repeating: "x", count: 70),
                String(repeating: "x", count: 70)
            ),
        ]
    )
    func isRead(contentType: String, expected: String) throws {
        #expect(try Boundary(contentType: contentType).bytes == Array(expected.utf8))
    }

    @Test(
        "is refused where it is missing, doubtful or not allowed",
        arguments: [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=\"abc", "multipart/form-data; boundary=\"abc \"",
            "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=梅",
            "multipart/form-data; boundary=\"a\\\"b\"", "multipart/form-data; boundary=\"a\"b",
            "multipart/form-data; boundary=\"a\r\nb\"", "multipart/form-data; boundary",
            "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
        ]
    )
    func isRefused(contentType: String) {
        #expect(throws: MultipartError.badBoundary) { try Boundary(contentType: contentType) }
    }

    @Test(
        "is not looked for in other types",
        arguments: [
            "", ";", "multipart/mixed; boundary=a", "application/x-www-form-urlencoded",
            "multipart/form-dataa; boundary=a",
            "text/plain; x=multipart/form-data; boundary=a",
        ]
    )
    func ofOtherTypes(contentType: String) {
        #expect(throws: MultipartError.notFormData) { try Boundary(contentType: contentType) }
    }
}
