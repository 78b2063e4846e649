/// Lets a few through at a time, the others in the order of coming, and refuses when too many wait.
actor Gate {
    private var free: Int
    private let waitingMax: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(atOnce: Int, waiting: Int) {
        free = max(1, atOnce)
        waitingMax = waiting
    }

    nonisolated func pass<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
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

    private func enter() async throws(PictureError) {
        if free > 0 {
            free -= 1
            return
        }
        guard waiting.count < waitingMax else { throw .busy }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
