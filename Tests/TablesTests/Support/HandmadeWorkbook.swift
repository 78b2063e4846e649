/// A workbook written by hand, each part stored as it is.
struct HandmadeWorkbook {
    var parts: [(name: String, text: String)]

    init(rows: String, styles: String = "", shared: String = "", properties: String = "", merged: String = "")
    {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func relations(_ list: [(String, String, String)]) -> String {
            let all = list.map {
                #"<Relationship Id="\#($0.0)" Type="\#(types)/\#($0.1)" Target="\#($0.2)"/>"#
            }
            return "<Relationships>\(all.joined())</Relationships>"
        }
        parts = [
            ("_rels/.rels", relations([("r1", "officeDocument", "xl/workbook.xml")])),
            (
                "xl/_rels/workbook.xml.rels",
                relations([
                    ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "styles", "/xl/styles.xml"),
                    ("r3", "sharedStrings", "sharedStrings.xml"),
                ])
            ),
            (
                "xl/workbook.xml",
                #"<workbook><workbookPr \#(properties)/><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
            ("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"),
            ("xl/sharedStrings.xml", "<sst>\(shared)</sst>"),
            (
                "xl/worksheets/sheet1.xml",
                "<x:worksheet><x:sheetData>\(rows)</x:sheetData>\(merged)</x:worksheet>"
            ),
        ]
    }

    var bytes: [UInt8] {
        var (file, directory) = ([UInt8](), [UInt8]())
        for (name, text) in parts {
            let (name, content) = (Array(name.utf8), Array(text.utf8))
            let sizes = little(Self.check(content), 4) + little(content.count, 4) + little(content.count, 4)
            let common = [UInt8](repeating: 0, count: 8) + sizes + little(name.count, 2) + little(0, 2)
            directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + common + [UInt8](repeating: 0, count: 10)
            directory += little(file.count, 4) + name
            file += [0x50, 0x4B, 3, 4, 20, 0] + common + name + content
        }
        let end = little(parts.count, 2) + little(parts.count, 2) + little(directory.count, 4)
        return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + end + little(file.count, 4) + [0, 0]
    }

    private func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// CRC-32 bit by bit (ITU-T V.42 8.1.1.6.2).
    private static func check(_ bytes: [UInt8]) -> Int {
        var check: UInt32 = ~0
        for byte in bytes {
            check ^= UInt32(byte)
            for _ in 0..<8 { check = check & 1 == 1 ? check >> 1 ^ 0xEDB8_8320 : check >> 1 }
        }
        return Int(~check)
    }
}
