import Ledger
import Storage

/// One thing that happens in the invented year: a command of somebody at a moment.
///
/// What happens at the same moment is done together, so a step may need only what was made at an earlier moment.
struct DemoStep: Sendable {
    let time: Instant
    /// Tells it from all else in the year; the id of its command, and all chance in it, follow from this.
    let key: String
    var actor: @Sendable (DemoOffice) throws -> Actor = { _ in .demo }
    /// Whether it makes a record whose words are sealed under a key of its own.
    var makesKey = false
    /// Always the same command, however much of the year is there already.
    let command: @Sendable (DemoOffice) throws -> any Command
    /// What the office remembers of what was made.
    var remember: @Sendable (DemoOffice, Outcome) -> Void = { _, _ in }
}

/// A part of the invented year; what a later mechanism adds is one more, listed in `DemoYear.parts`.
protocol DemoPart: Sendable {
    func steps(in world: DemoWorld) throws -> [DemoStep]
}
