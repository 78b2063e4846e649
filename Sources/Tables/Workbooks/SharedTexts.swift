/// The texts that cells of a workbook name by their number (ECMA-376 part 1, 18.4), end to end in one buffer.
final class SharedTexts: XMLSink {
    private let limit: Int
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var collector = TextCollector()

    init(limit: Int) { self.limit = limit }

    /// The bytes of a text; nil where there is none of that number.
    subscript(_ number: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(number) else { return nil }
        return bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }

    func start(_ name: String, _ attributes: XMLAttributes) throws(TableError) { collector.start(name) }

    func end(_ name: String) throws(TableError) {
        collector.end(name)
        guard name == "si" else { return }
        ends.append(bytes.count)
        // An empty text takes its place in the list.
        guard ends.count * 8 <= limit else { throw tooLarge }
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) throws(TableError) {
        guard collector.isCollecting else { return }
        guard bytes.count + text.count <= limit else { throw tooLarge }
        bytes.append(contentsOf: text)
    }

    private var tooLarge: TableError { .tooLargeUnpacked(part: "sharedStrings.xml", limit: limit) }
}

/// Whether text belongs to a cell's own: inside `t`, but not where that says how to pronounce it (`rPh`, 18.4.6).
struct TextCollector {
    private var isText = false
    private var isPhonetic = false

    var isCollecting: Bool { isText && !isPhonetic }

    mutating func start(_ name: String) {
        if name == "t" { isText = true }
        if name == "rPh" { isPhonetic = true }
    }

    mutating func end(_ name: String) {
        if name == "t" { isText = false }
        if name == "rPh" { isPhonetic = false }
    }
}

/// Characters that XML cannot hold, as workbooks write them: `_x000D_` (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
    static func text(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var units: [UInt16] = []
        let all = Array(text.utf16)
        var place = 0
        while place < all.count {
            if let unit = unit(all, at: place) {
                units.append(unit)
                place += 7
            } else {
                units.append(all[place])
                place += 1
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// A text that `text` gives back as it was, though it may look like such a character.
    static func escaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let all = Array(text.utf16)
        var units: [UInt16] = []
        for (place, value) in all.enumerated() {
            units.append(value)
            if unit(all, at: place) != nil { units += "x005F_".utf16 }
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// The unit of UTF-16 that `_xHHHH_` stands for; none for 0, which no text of ours has.
    private static func unit(_ units: [UInt16], at place: Int) -> UInt16? {
        guard place + 7 <= units.count, units[place] == 0x5F, units[place + 1] == 0x78,
            units[place + 6] == 0x5F
        else { return nil }
        var value: UInt16 = 0
        for unit in units[place + 2..<place + 6] {
            guard let scalar = Unicode.Scalar(unit), let digit = Character(scalar).hexDigitValue,
                scalar.isASCII
            else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value == 0 ? nil : value
    }
}
