import Programs

/// How much one print may cost.
package struct PDFLimits: Sendable {
    package var inputBytes = 64 << 20
    /// Of the PDF.
    package var outputBytes = 64 << 20
    /// By the clock on the wall; a table of a thousand rows takes some seven seconds.
    package var milliseconds = 60_000
    package var processorSeconds = 55
    /// Of the process; a table of a thousand rows in Chinese takes less than a third.
    package var addressSpaceBytes = 2048 << 20
    /// How many are printed at a time, and how many may wait.
    package var atOnce = 2
    package var waiting = 50

    package init() {}

    var confinement: Confinement.Limits {
        Confinement.Limits(
            milliseconds: milliseconds,
            processorSeconds: processorSeconds,
            addressSpaceBytes: addressSpaceBytes,
            outputBytes: outputBytes
        )
    }
}
