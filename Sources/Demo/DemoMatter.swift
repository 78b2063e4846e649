import Catalog
import Ledger

/// A matter that the year shall have.
struct DemoMatter: Sendable {
    let number: Int
    let kind: DemoKind
    let rule: MatterKind
    let topic: DemoTopic
    let source: MatterSource
    let community: Code
    /// Somewhat more of the place than the topic says.
    let house: Int
    let story: DemoStory
    /// Of what it is a relapse, or into what it is merged.
    var other: Int?

    var isOwn: Bool { source.closing == .office }

    func place(in world: DemoWorld) -> String {
        "\(world.catalog.community(community)?.name.zh ?? "")\(topic.place)\(house)号"
    }

    func workstation(in world: DemoWorld) -> Code? {
        world.catalog.units(on: world.zone.day(of: world.start)).first { $0.community == community }?.code
    }

    /// Whoever brings it in.
    func reporter(in world: DemoWorld) -> DemoHand {
        switch source.code.rawValue {
        case "web": rule.reporters.contains(.resident) ? .resident : .duty
        case "patrol", "grid", "system": .patrol
        case "community": workstation(in: world).map { .handler($0) } ?? .duty
        default: .duty
        }
    }
}
