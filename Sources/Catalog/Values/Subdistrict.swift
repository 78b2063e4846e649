package import Ledger

/// A name or text in the two languages of the platform.
package struct LocalName: Hashable, Sendable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// For programs.
    package var json: JSON.Object { ["en": .string(en), "zh": .string(zh)] }
}

package struct Subdistrict: Equatable, Sendable {
    /// 9 digits (GB/T 10114 with the subdistrict's three).
    package let code: String
    package let name: LocalName
    package let zone: Zone
    /// The log's name.
    package let origin: String
    /// All that ever were, in the order of the file.
    package let communities: [Community]
}

/// A community (社区) of the subdistrict.
package struct Community: Equatable, Sendable {
    /// 12 digits.
    package let code: Code
    package let name: LocalName
    package let validity: Validity
}

/// A cell of the grid (网格): a part of a community with somebody who walks it.
package struct GridCell: Equatable, Sendable {
    /// 15 digits, the first 12 of which are the community's.
    package let code: Code
    package let name: LocalName
    package let validity: Validity

    package var community: Code? { Code(rawValue: String(code.rawValue.prefix(12))) }
}
