package import Ledger
package import Storage

/// What a mechanism does when its timer's time has come.
package struct TimerKind: Sendable {
    package let name: TimerName
    /// In whose name the entries are written, `rule:matter.overdue@1`.
    package let actor: Actor
    let command: @Sendable (PendingTimer) throws -> any Command

    /// - Parameter command: Makes the command to perform. It looks at the timer only; the command itself, under the
    ///   ledger's lock, at how things stand. What it throws counts as a failed attempt.
    package init(
        _ name: TimerName,
        actor: Actor,
        command: @escaping @Sendable (PendingTimer) throws -> any Command
    ) {
        (self.name, self.actor, self.command) = (name, actor, command)
    }
}

/// All kinds of timer that this program can fire.
package struct TimerKinds: Sendable {
    private let kinds: [TimerName: TimerKind]
    /// In the order of their bytes.
    package let names: [TimerName]

    /// - Precondition: Each name is there once.
    package init(_ kinds: [TimerKind]) {
        self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name, $0) })
        names = self.kinds.keys.sorted()
    }

    /// The order that fires the timer, the same from every process.
    package func order(firing timer: PendingTimer, round: Int = 0) throws -> Order {
        guard let kind = kinds[timer.id.name] else { throw TimerError.unknownKind(timer.id.name) }
        return Order(
            id: timer.commandID(round: round),
            actor: kind.actor,
            command: FireTimer(timer, try kind.command(timer))
        )
    }
}
