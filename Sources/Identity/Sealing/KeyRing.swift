package import Ledger

/// The master keys at hand: the one that wraps from now on, and earlier ones that still open.
package struct KeyRing: Sendable {
    package let current: MasterKey
    private let keys: [MasterKey.ID: MasterKey]

    package init(current: MasterKey, earlier: [MasterKey] = []) {
        self.current = current
        keys = Dictionary((earlier + [current]).map { ($0.id, $0) }) { _, last in last }
    }

    package func wrap(_ key: SubjectKey, of subject: Subject, random: RandomSource) -> WrappedKey {
        WrappedKey(key, of: subject, by: current, random: random)
    }

    /// The key of `subject`.
    ///
    /// - Throws: `.master` where the key that wrapped it is not at hand, `.shut` where it was wrapped for another
    ///   subject or changed.
    package func unwrap(_ wrapped: WrappedKey, of subject: Subject) throws(SealingError) -> SubjectKey {
        guard let master = keys[wrapped.master] else { throw .master(wrapped.master) }
        return try wrapped.unwrapped(for: subject, by: master)
    }

    /// The same key wrapped by the current master key; nil where it is already.
    package func renewed(
        _ wrapped: WrappedKey,
        of subject: Subject,
        random: RandomSource
    ) throws(SealingError) -> WrappedKey? {
        guard wrapped.master != current.id else { return nil }
        return wrap(try unwrap(wrapped, of: subject), of: subject, random: random)
    }
}
