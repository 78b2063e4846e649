/// How large the parts of a table may be; rows may be as many as there are.
package struct TableLimits: Sendable {
    /// Bytes of a cell in UTF-8.
    package var cellBytes = 64 << 10
    package var columns = 500
    /// Bytes of each part of a workbook when it is unpacked: a small file may hold gigabytes of blanks.
    package var unpackedBytes = 512 << 20
    /// Bytes of each list that a workbook has of its sheets, of its parts and of its styles, which are held in memory.
    package var listBytes = 32 << 20
    /// Bytes of all the texts of a workbook that its cells share, which are held in memory.
    package var sharedTextBytes = 64 << 20

    package init() {}
}
