import CSodium

/// Where random bytes come from, passed in so that tests and the demo year can fix them.
package struct RandomSource: Sendable {
    private let draw: @Sendable (Int) -> [UInt8]

    /// - Parameter draw: Gives as many bytes as it is asked for.
    package init(_ draw: @escaping @Sendable (Int) -> [UInt8]) { self.draw = draw }

    package func bytes(_ count: Int) -> [UInt8] {
        let bytes = draw(count)
        precondition(bytes.count == count, "A random source gives as many bytes as it is asked for.")
        return bytes
    }

    /// The system's own source (`getrandom(2)`), by way of libsodium.
    package static let system = Self { count in
        Sodium.start()
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            if let start = buffer.baseAddress { randombytes_buf(start, count) }
            filled = count
        }
    }
}

/// The library behind passwords and sealing.
enum Sodium {
    private static let state = sodium_init()

    /// Has to be called before anything else of libsodium.
    ///
    /// Doing it again costs nothing.
    static func start() {
        precondition(state >= 0, "libsodium cannot start: the system gives no random bytes.")
    }

    /// Whether two values are the same, in a time that depends on their length only.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }
}
