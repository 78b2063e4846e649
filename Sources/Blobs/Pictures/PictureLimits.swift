/// How much one picture may cost.
package struct PictureLimits: Sendable {
    /// Width times height; the cameras of phones make 12 to 50 million.
    package var pixels = 64_000_000
    package var inputBytes: Int64 = 50 << 20
    /// By the clock on the wall.
    package var milliseconds = 20_000
    package var processorSeconds = 15
    /// Of the process; a picture of the most pixels takes about a third.
    package var addressSpaceBytes = 1536 << 20
    /// Of each file that the process writes.
    package var outputBytes = 16 << 20
    /// The longer side of the results, in pixels.
    package var largeSide = 1600
    package var smallSide = 320
    /// How many are made at a time, and how many may wait.
    package var atOnce = 2
    package var waiting = 50

    package init() {}
}
