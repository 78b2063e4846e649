import Catalog
import Identity
import Ledger

/// Who works in the invented office: none of them is anybody.
enum DemoStaff {
    static let clerk = "clerk"
    static let leader = "leader"
    static let verifier = "verifier"
    /// Of another unit, for what the first one's unit has handled.
    static let secondVerifier = "verifier2"

    /// The one who handles what his unit is sent.
    static func handler(of unit: Code) -> String { "h-\(unit)".prefix(40).description }

    static func hire(_ office: DemoOffice, on day: LocalDay) async throws {
        func grant(_ role: Role, _ unit: Code? = nil) -> [Grant] {
            [Grant(role, units: unit.map { .only($0) } ?? .every, lines: .every, from: day)].compactMap { $0 }
        }
        let units = office.catalog.units(on: day)
        guard let first = units.first?.code else { return }
        func unit(_ code: String) -> Code { units.first { $0.code.rawValue == code }?.code ?? first }
        try await office.hire(clerk, "演示派单员", unit("general-office"), grant(.dispatcher))
        try await office.hire(leader, "演示领导", unit("subdistrict-office"), grant(.leader))
        try await office.hire(verifier, "演示核查员", unit("grid-centre"), grant(.verifier))
        try await office.hire(secondVerifier, "演示核查员二", unit("general-office"), grant(.verifier))
        for unit in units where unit.kind != .authority {
            try await office.hire(
                handler(of: unit.code),
                "演示处置员·\(unit.name.zh)",
                unit.code,
                grant(.handler, unit.code)
            )
        }
    }
}
