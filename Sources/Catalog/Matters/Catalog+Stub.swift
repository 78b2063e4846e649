package import Ledger

// STUB until the reading of kinds is merged.
extension Catalog {
    package var kinds: [MatterKind] { [] }
    package var sources: [MatterSource] { [] }
    package var categories: [MatterCategory] { [] }
    package func matterKind(_ code: Code) -> MatterKind? { kinds.first { $0.code == code } }
    package func source(_ code: Code) -> MatterSource? { sources.first { $0.code == code } }
    package func category(_ code: Code) -> MatterCategory? { categories.first { $0.code == code } }
    package func isCategory(_ code: Code, within other: Code) -> Bool { code == other }
    package func deadlineRule(_ code: Code, on day: LocalDay) -> DeadlineRuleEntry? { deadlineRule(code) }
    package func route(for kind: MatterKind, category: Code?, community: Code?, on day: LocalDay) -> (
        lead: Code, assisting: [Code]
    )? { nil }
    package func handlingRule(of kind: MatterKind, category: Code?, on day: LocalDay) -> DeadlineRuleEntry? {
        nil
    }
}
