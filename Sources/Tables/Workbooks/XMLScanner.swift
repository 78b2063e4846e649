import CExpat

/// What takes the elements and texts of an XML document as they come; names are without their prefix.
protocol XMLSink: AnyObject {
    func start(_ name: String, _ attributes: XMLAttributes) throws(TableError)
    func end(_ name: String) throws(TableError)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(TableError)
}

extension XMLSink {
    func end(_ name: String) throws(TableError) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(TableError) {}
}

/// The attributes of an element while it is being started.
struct XMLAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

    /// The value of an attribute by its name without prefix.
    subscript(_ name: StaticString) -> String? {
        guard let pairs else { return nil }
        var place = 0
        while let found = pairs[place], let value = pairs[place + 1] {
            if XMLScanner.isLocal(found, name) { return String(cString: value) }
            place += 2
        }
        return nil
    }
}

/// Reads an XML document, cut anywhere, with expat.
///
/// A document type is refused, and with it every entity.
final class XMLScanner {
    /// A tag longer than this is none of a workbook; expat holds a whole tag in memory.
    private static let tagBytesMax = 1 << 20
    /// A workbook needs a dozen elements within one another; expat holds each that is open in memory.
    private static let depthMax = 100

    private let parser: XML_Parser
    private let part: String
    private unowned let sink: any XMLSink
    private var failure: TableError?
    private var fed = 0
    private var depth = 0

    init(_ part: String, _ sink: any XMLSink) throws(TableError) {
        guard let parser = XML_ParserCreate(nil) else {
            throw .brokenWorkbook(part: part, reason: "there is no memory for it")
        }
        (self.parser, self.part, self.sink) = (parser, part, sink)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { scanner, name, attributes in
                XMLScanner.from(scanner)?.open(name, XMLAttributes(pairs: attributes))
            },
            { scanner, name in XMLScanner.from(scanner)?.close(name) }
        )
        XML_SetCharacterDataHandler(parser) { scanner, text, count in
            XMLScanner.from(scanner)?.take(text, Int(count))
        }
        XML_SetStartDoctypeDeclHandler(parser) { scanner, _, _, _, _ in
            XMLScanner.from(scanner)?.stop("it has a document type, which no workbook has")
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a piece.
    func push(_ bytes: [UInt8]) throws(TableError) { try parse(bytes, isLast: false) }

    /// To be called at the end of the document.
    func finish() throws(TableError) { try parse([], isLast: true) }

    private func parse(_ bytes: [UInt8], isLast: Bool) throws(TableError) {
        fed += bytes.count
        let status = bytes.withUnsafeBytes { bytes in
            XML_Parse(
                parser,
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(bytes.count),
                isLast ? 1 : 0
            )
        }
        if let failure { throw failure }
        guard status == XML_STATUS_OK else {
            let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "no XML"
            throw .brokenWorkbook(
                part: part,
                reason: "\(reason) on line \(XML_GetCurrentLineNumber(parser))"
            )
        }
        guard fed - Int(XML_GetCurrentByteIndex(parser)) <= Self.tagBytesMax || isLast else {
            throw .brokenWorkbook(part: part, reason: "a tag is longer than \(Self.tagBytesMax) bytes")
        }
    }

    private static func from(_ scanner: UnsafeMutableRawPointer?) -> XMLScanner? {
        scanner.map { Unmanaged<XMLScanner>.fromOpaque($0).takeUnretainedValue() }
    }

    private func open(_ name: UnsafePointer<XML_Char>?, _ attributes: XMLAttributes) {
        depth += 1
        guard depth <= Self.depthMax else {
            return stop("more than \(Self.depthMax) elements stand in one another")
        }
        call(name) { sink, name throws(TableError) in try sink.start(name, attributes) }
    }

    private func close(_ name: UnsafePointer<XML_Char>?) {
        depth -= 1
        call(name) { sink, name throws(TableError) in try sink.end(name) }
    }

    private func call(
        _ name: UnsafePointer<XML_Char>?,
        _ body: (any XMLSink, String) throws(TableError) -> Void
    ) {
        guard let name, failure == nil else { return }
        do throws(TableError) { try body(sink, String(cString: Self.local(name))) } catch { stop(error) }
    }

    private func take(_ text: UnsafePointer<XML_Char>?, _ count: Int) {
        guard let text, failure == nil else { return }
        let bytes = UnsafeRawBufferPointer(start: text, count: count)
        do throws(TableError) { try sink.text(bytes.assumingMemoryBound(to: UInt8.self)) } catch {
            stop(error)
        }
    }

    private func stop(_ reason: String) { stop(TableError.brokenWorkbook(part: part, reason: reason)) }

    private func stop(_ error: TableError) {
        if failure == nil { failure = error }
        XML_StopParser(parser, 0)
    }

    /// The name behind the prefix.
    private static func local(_ name: UnsafePointer<XML_Char>) -> UnsafePointer<XML_Char> {
        var (place, start) = (name, name)
        while place.pointee != 0 {
            if place.pointee == CChar(UInt8(ascii: ":")) { start = place + 1 }
            place += 1
        }
        return start
    }

    fileprivate static func isLocal(_ name: UnsafePointer<XML_Char>, _ wanted: StaticString) -> Bool {
        var place = local(name)
        for byte in UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount) {
            guard UInt8(bitPattern: place.pointee) == byte else { return false }
            place += 1
        }
        return place.pointee == 0
    }
}

extension XMLScanner {
    /// Reads a whole part of an archive.
    static func read(
        _ entry: ZipArchive.Entry,
        in archive: ZipArchive,
        limit: Int,
        into sink: any XMLSink
    ) throws(TableError) {
        let stream = try ZipStream(entry, in: archive, limit: limit)
        let scanner = try XMLScanner(entry.name, sink)
        while let piece = try stream.next() { try scanner.push(piece) }
        try scanner.finish()
    }
}
