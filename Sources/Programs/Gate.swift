/// Lets a few through at a time, the others in the order of coming, and refuses when too many wait.
package actor Gate<Refusal: Error> {
    private var free: Int
    private let waitingMax: Int
    private let refusal: Refusal
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// - Parameter refusal: What is thrown where too many wait already.
    package init(atOnce: Int, waiting: Int, refusal: Refusal) {
        free = max(1, atOnce)
        waitingMax = waiting
        self.refusal = refusal
    }

    package nonisolated func pass<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        try await enter()
        do {
            let value = try await body()
            await leave()
            return value
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async throws(Refusal) {
        if free > 0 {
            free -= 1
            return
        }
        guard waiting.count < waitingMax else { throw refusal }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
