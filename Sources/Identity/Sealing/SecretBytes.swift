import CSodium
import Synchronization

/// Bytes of a key, wiped when nobody holds them any more and shown by no description.
///
/// Swift may have copied an array before it came here; what stands here is overwritten in any case.
package final class SecretBytes: Sendable, Hidden {
    private let bytes: Mutex<[UInt8]>
    package let count: Int

    package init(_ bytes: consuming [UInt8]) {
        Sodium.start()
        count = bytes.count
        self.bytes = Mutex(bytes)
    }

    deinit {
        bytes.withLock { sodium_memzero(&$0, $0.count) }
    }

    /// Lends the bytes; what `body` gives back shall not be a copy of them, but for a key's own text form.
    package func withBytes<Result: Sendable>(_ body: ([UInt8]) -> Result) -> Result {
        bytes.withLock { body($0) }
    }
}

/// What may reach a log only by its type's name.
package protocol Hidden: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Hidden {
    package var description: String { "\(Self.self)(hidden)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
