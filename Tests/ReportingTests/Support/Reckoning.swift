import Ledger
import Reporting

/// The figures of `CatalogContent.matters` counted anew from a list of facts, by plain loops.
struct Reckoning {
    let facts: [(id: Fact.ID, fact: Fact)]
    let year: Int

    /// - Parameter size: Only facts of entries before it.
    init(_ facts: [(id: Fact.ID, fact: Fact)], year: Int, size: Int64) {
        self.facts = facts.filter { $0.id.entry.rawValue < size }
        self.year = year
    }

    func value(of figure: String) -> Figure.Value {
        switch figure {
        case "net": .sum(sum("m.filed", here) - sum("m.closed", here))
        case "open": .sum(sum("m.filed", past) - sum("m.closed", past))
        case "day":
            .sum(sum("m.filed") { here($0) && tags($0).contains("kind:a") && !tags($0).contains("night") })
        case "either":
            .sum(
                ["m.filed", "m.closed"].reduce(0) { all, measure in
                    all + sum(measure) { past($0) && !tags($0).isDisjoint(with: ["kind:a", "kind:b"]) }
                }
            )
        case "here": .sum(sum("m.filed") { here($0) && $0.community?.rawValue == "440310001001" })
        case "distinct": .sum(Int64(objects("m.filed", here).count))
        case "share":
            .share(sum("m.closed") { here($0) && tags($0).contains("night") }, of: sum("m.closed", here))
        case "closing": closing
        case "median": measured(50)
        case "ninetieth": measured(90)
        default: .sum(sum("m.paid", here))
        }
    }

    private func here(_ fact: Fact) -> Bool { fact.day.year == year }
    private func past(_ fact: Fact) -> Bool { fact.day.year <= year }

    private func sum(_ measure: String, _ isCounted: (Fact) -> Bool) -> Int64 {
        facts.map(\.fact).filter { $0.measure.rawValue == measure && isCounted($0) }
            .reduce(0) { $0 + $1.quantity }
    }

    /// The tags of a fact, or of the one that it takes back.
    private func tags(_ fact: Fact) -> Set<String> {
        let origin = fact.reverses.flatMap { id in facts.first { $0.id == id }?.fact } ?? fact
        return Set(origin.tags.map(\.rawValue))
    }

    private func objects(_ measure: String, _ isCounted: (Fact) -> Bool) -> Set<Code> {
        var net: [Code: Int64] = [:]
        for fact in facts.map(\.fact) where fact.measure.rawValue == measure && isCounted(fact) {
            if let object = fact.object { net[object, default: 0] += fact.quantity }
        }
        return Set(net.filter { $0.value > 0 }.keys)
    }

    private var closing: Figure.Value {
        let cohort = objects("m.filed") { here($0) && tags($0).contains("kind:a") }
        let closed = objects("m.closed") { _ in true }
        return .share(Int64(cohort.intersection(closed).count), of: Int64(cohort.count))
    }

    private func measured(_ percent: Int) -> Figure.Value {
        let back = Set(facts.filter { here($0.fact) }.compactMap(\.fact.reverses))
        let standing = facts.filter {
            $0.fact.measure.rawValue == "m.duration" && here($0.fact) && $0.fact.reverses == nil
                && !back.contains($0.id)
        }
        .map(\.fact.quantity).sorted()
        // The smallest that at least so many of a hundred do not pass.
        let quantity = standing.first { value in
            standing.count { $0 <= value } * 100 >= percent * standing.count
        }
        return .measured(quantity, sample: Int64(standing.count))
    }
}
