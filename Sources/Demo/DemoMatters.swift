import Catalog
import Ledger

/// The matters of the invented year, shaped like those of a real one: by kind, topic, community, source, weekday and hour.
struct DemoMatters: DemoPart {
    func steps(in world: DemoWorld) throws -> [DemoStep] {
        DemoKind.all.enumerated().flatMap { place, kind -> [DemoStep] in
            guard let rule = world.catalog.matterKind(kind.code) else { return [] }
            var plan = DemoPlan(kind, rule, from: (place + 1) * 100_000, in: world)
            return plan.steps()
        }
    }
}
