package import Ledger

/// One row of a result; columns by their position, from 0.
package struct Row: Sendable {
    package let values: [SQLValue]

    package init(_ values: [SQLValue]) { self.values = values }

    package func integer(_ column: Int) throws(StorageError) -> Int64 {
        guard case .integer(let number) = values[column] else { throw unexpected(column, "an integer") }
        return number
    }

    package func text(_ column: Int) throws(StorageError) -> String {
        guard case .text(let text) = values[column] else { throw unexpected(column, "a text") }
        return text
    }

    package func bytes(_ column: Int) throws(StorageError) -> [UInt8] {
        guard case .bytes(let bytes) = values[column] else { throw unexpected(column, "bytes") }
        return bytes
    }

    package func isNull(_ column: Int) -> Bool { values[column] == .null }

    package func integerIfPresent(_ column: Int) throws(StorageError) -> Int64? {
        isNull(column) ? nil : try integer(column)
    }

    package func textIfPresent(_ column: Int) throws(StorageError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    package func bytesIfPresent(_ column: Int) throws(StorageError) -> [UInt8]? {
        isNull(column) ? nil : try bytes(column)
    }

    package func identifier<Record>(_ column: Int) throws(StorageError) -> Identifier<Record> {
        Identifier(rawValue: try integer(column))
    }

    package func instant(_ column: Int) throws(StorageError) -> Instant {
        let instant = Instant(rawValue: try integer(column))
        guard (Instant(rawValue: 0)...Limit.instant).contains(instant) else {
            throw unexpected(column, "a moment of the years 1970 to 9999")
        }
        return instant
    }

    /// A number within bounds that the schema alone does not hold.
    package func integer(_ column: Int, in range: ClosedRange<Int64>) throws(StorageError) -> Int64 {
        let number = try integer(column)
        guard range.contains(number) else {
            throw unexpected(column, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    package func day(_ column: Int) throws(StorageError) -> LocalDay {
        guard let day = LocalDay(rawValue: try integer(column)) else { throw unexpected(column, "a day") }
        return day
    }

    package func hash(_ column: Int) throws(StorageError) -> Hash {
        guard let hash = Hash(bytes: try bytes(column)) else { throw unexpected(column, "a hash") }
        return hash
    }

    package func code(_ column: Int) throws(StorageError) -> Code? {
        guard let text = try textIfPresent(column) else { return nil }
        guard let code = Code(rawValue: text) else { throw unexpected(column, "a code") }
        return code
    }

    private func unexpected(_ column: Int, _ expected: String) -> StorageError {
        .damaged("column \(column) of a row holds \(values[column].kind) where \(expected) belongs")
    }
}
