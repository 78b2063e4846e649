import Ledger
import Testing

@Suite("Hexadecimal and Base64")
struct EncodingTests {
    @Test func hexadecimalKeepsEveryByte() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(Hex.encode(bytes).hasPrefix("000102") && Hex.encode(bytes).hasSuffix("fdfeff"))
        #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        #expect(Hex.decode("") == [])
    }

    @Test("hexadecimal has one spelling", arguments: ["0", "0A", "0g", " 00", "0x00", "00 ", "é", "０0"])
    func hexadecimalRefuses(text: String) { #expect(Hex.decode(text) == nil) }

    @Test(
        "Base64 writes the examples of RFC 4648 section 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ]
    )
    func base64(plain: String, encoded: String) {
        #expect(Base64.encode(plain.utf8) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
    }

    @Test(
        "Base64 has one spelling",
        arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Zg==\n", " Zg==", "Z g==", "Zm-_", "Zg==Zg==", "===="]
    )
    func base64Refuses(text: String) { #expect(Base64.decode(text) == nil) }

    @Test func identifiersStandInTheOrderOfTheirNumbers() {
        #expect(Entry.ID(rawValue: 9) < Entry.ID(rawValue: 10))
        #expect(Entry.ID(rawValue: 10).description == "10")
    }
}
