import Administration
import Casework
import Catalog
import Identity
import Ledger
import Storage

/// Who works in the invented office: none of them is anybody.
///
/// They have accounts and no passwords yet.
struct DemoStaff: DemoPart {
    static let clerk = "clerk"
    static let leader = "leader"
    static let verifier = "verifier"
    /// Of another unit, for what the first one's unit has handled.
    static let secondVerifier = "verifier2"
    /// Goes through the grid and reports what he sees.
    static let patrol = "patrol"
    /// Takes in, day and night, what platforms and hotlines send.
    static let duty = "duty"

    /// The one who handles what his unit is sent.
    static func handler(of unit: Code) -> String { "h-\(unit)".prefix(40).description }

    func steps(in world: DemoWorld) -> [DemoStep] {
        let day = world.zone.day(of: world.start)
        let units = world.catalog.units(on: day)
        guard let first = units.first?.code else { return [] }
        func unit(_ code: String) -> Code { units.first { $0.code.rawValue == code }?.code ?? first }
        func hire(_ login: String, _ name: String, _ unit: Code, _ role: Role, own: Bool = false) -> DemoStep
        {
            let grant = Grant(role, units: own ? .only(unit) : .every, lines: .every, from: day)
            return Self.hiring(login, name, unit, [grant].compactMap { $0 }, at: world.start)
        }
        let office = [
            hire(Self.clerk, "演示派单员", unit("general-office"), .dispatcher),
            hire(Self.leader, "演示领导", unit("subdistrict-office"), .leader),
            hire(Self.verifier, "演示核查员", unit("grid-centre"), .verifier),
            hire(Self.secondVerifier, "演示核查员二", unit("general-office"), .verifier),
            hire(Self.patrol, "演示巡查员", unit("grid-centre"), .reporter),
            hire(Self.duty, "演示值班员", unit("general-office"), .reporter),
        ]
        return office
            + units.filter { $0.kind != .authority }.map { unit in
                hire(
                    Self.handler(of: unit.code),
                    "演示处置员·\(unit.name.zh)",
                    unit.code,
                    .handler,
                    own: true
                )
            }
    }

    private static func hiring(
        _ login: String,
        _ name: String,
        _ unit: Code,
        _ grants: [Grant],
        at time: Instant
    ) -> DemoStep {
        let key = "staff \(login)"
        return DemoStep(
            time: time,
            key: key,
            makesKey: true,
            command: { office in
                guard let typed = Login(rawValue: login) else { throw StaffError.login(login) }
                return AddStaff(
                    typed,
                    try StaffPerson(name: name, telephone: nil),
                    unit: unit,
                    grants: grants,
                    key: try office.key(key),
                    zone: office.rules.zone
                )
            },
            remember: { $0.remember(login, Actor(Staff.ID(rawValue: $1.first.rawValue))) }
        )
    }
}
