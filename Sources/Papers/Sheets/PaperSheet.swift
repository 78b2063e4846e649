package import Ledger

/// An official document as it is printed.
///
/// It knows nothing of matters: whoever prints fills it. All texts are plain. What is nil or empty leaves no gap.
package struct PaperSheet: Equatable, Sendable {
    package var language: PaperLanguage
    package var title: String
    /// As the red head says it, such as `深圳市坪山区坪山街道办事处文件`.
    package var head: String
    /// Who signs below, such as `坪山街道办事处`.
    package var office: String
    /// 文号, such as `坪街交办〔2018〕12号`; nil before it was given one.
    package var number: String?
    package var day: LocalDay?
    /// With its colon, as the letter has it.
    package var addressee: String?
    package var paragraphs: [String] = []
    package var facts: [Fact] = []
    package var table: Table?
    package var chain: [Step] = []
    /// Whether a place for the seal is drawn over the office's name and the day.
    package var isSealed = true
    /// Of what the paper is about, such as `环-2018-0412`; at the foot of each page.
    package var reference: String?
    package var verification: Verification?
    /// Whether each page says that all of it is invented.
    package var isSynthetic = false

    package init(language: PaperLanguage, head: String, title: String, office: String) {
        self.language = language
        self.head = head
        self.title = title
        self.office = office
    }

    /// One line of what is known: its name and its value.
    package struct Fact: Equatable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    /// As many rows as need be; the heads of the columns stand again on every page.
    package struct Table: Equatable, Sendable {
        package let caption: String?
        package let columns: [Column]
        /// A row that is shorter than the columns ends in empty cells; what is longer is left out.
        package let rows: [[String]]

        package init(caption: String? = nil, columns: [Column], rows: [[String]]) {
            self.caption = caption
            self.columns = columns
            self.rows = rows
        }

        package struct Column: Equatable, Sendable {
            package let name: String
            /// Beside the other columns' widths; a short one such as a number's is 1.
            package let share: Int
            package let isNumber: Bool

            package init(_ name: String, share: Int = 1, isNumber: Bool = false) {
                self.name = name
                self.share = max(1, share)
                self.isNumber = isNumber
            }
        }
    }

    /// One who signs: drafted, checked, issued; blank is for the pen.
    package struct Step: Equatable, Sendable {
        package let role: String
        package let name: String?
        package let day: LocalDay?

        package init(_ role: String, name: String? = nil, day: LocalDay? = nil) {
            self.role = role
            self.name = name
            self.day = day
        }
    }

    /// The address under which anybody can see that the paper is the office's.
    package struct Verification: Equatable, Sendable {
        package let address: String
        let code: QRCode

        /// Printed 24 mm wide, a finer code is none that a phone reads from paper: version 10, 57 modules.
        private static let widthMax = 57
        /// What version 10 holds at medium correction (ISO/IEC 18004 table 7).
        private static let bytesMax = 213

        /// - Throws: `QRCodeError`, also where the code would be too fine for paper.
        package init(_ address: String) throws(QRCodeError) {
            self.address = address
            code = try QRCode(address)
            guard code.width <= Self.widthMax else {
                throw .tooLong(bytes: address.utf8.count, most: Self.bytesMax)
            }
        }
    }
}
