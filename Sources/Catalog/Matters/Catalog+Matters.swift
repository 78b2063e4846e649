package import Ledger

extension Catalog {
    /// The kind of this code, whether it still stands or not.
    package func matterKind(_ code: Code) -> MatterKind? { kinds.first { $0.code == code } }

    package func kinds(on day: LocalDay) -> [MatterKind] { kinds.filter { $0.validity.contains(day) } }

    package func source(_ code: Code) -> MatterSource? { sources.first { $0.code == code } }

    package func document(_ code: Code) -> MatterDocument? { documents.first { $0.code == code } }

    package func category(_ code: Code) -> MatterCategory? { categoryTable[code] }

    /// The category and those above it, from the top.
    package func path(of category: Code) -> [MatterCategory] {
        var path: [MatterCategory] = []
        var next = self.category(category)
        // Nested in the files, so there is no circle.
        while let found = next {
            path.insert(found, at: 0)
            next = found.parent.flatMap { self.category($0) }
        }
        return path
    }

    /// Whether a category is the other one or lies below it.
    package func isCategory(_ code: Code, within other: Code) -> Bool {
        path(of: code).contains { $0.code == other }
    }

    /// The rule that holds on a day in the place of the one that is named; nil where none does.
    package func deadlineRule(_ code: Code, on day: LocalDay) -> DeadlineRuleEntry? {
        guard let rule = deadlineRule(code) else { return nil }
        return rule.validity.contains(day) ? rule : deadlineRules(insteadOf: rule, on: day).first
    }

    /// How long handling may take: the limit of the category where the kind gives it one.
    package func handlingRule(of kind: MatterKind, category: Code?, on day: LocalDay) -> DeadlineRuleEntry? {
        let path = category.map { self.path(of: $0).map(\.code) } ?? []
        let rule = kind.clocks.handlingOf.first { path.contains($0.category) }?.rule ?? kind.clocks.handling
        return rule.flatMap { deadlineRule($0, on: day) }
    }

    /// Who handles it, by the first route of the kind that fits and leads to a unit that stands; nil where none does.
    package func route(
        for kind: MatterKind,
        category: Code?,
        community: Code?,
        on day: LocalDay
    ) -> (lead: Code, assisting: [Code])? {
        let path = category.map { self.path(of: $0).map(\.code) } ?? []
        for route in kind.routes {
            if let wanted = route.category, !path.contains(wanted) { continue }
            if let wanted = route.community, wanted != community { continue }
            let lead: Code?
            switch route.lead {
            case .unit(let code): lead = unit(code, on: day)?.code
            case .workstation:
                lead = community.flatMap { place in units(on: day).first { $0.community == place }?.code }
            }
            guard let lead else { continue }
            let assisting = route.assisting.filter { $0 != lead && unit($0, on: day) != nil }
            return (lead, assisting)
        }
        return nil
    }

    /// The category of the kind whose hints the text names most, the deepest first; nil where it names none.
    package func suggestedCategory(for text: String, kind: MatterKind, on day: LocalDay) -> MatterCategory? {
        var best: (category: MatterCategory, score: Int)?
        for category in categories where category.validity.contains(day) && !category.hints.isEmpty {
            let score = category.hints.reduce(0) { $0 + (text.contains($1) ? $1.count : 0) }
            guard score > best?.score ?? 0 else { continue }
            let path = path(of: category.code).map(\.code)
            guard kind.categories.contains(where: { path.contains($0) }) else { continue }
            best = (category, score)
        }
        return best?.category
    }
}
