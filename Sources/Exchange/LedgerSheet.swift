import Administration
import Casework
import Catalog
import Identity
package import Ledger
import Registers
import Storage
package import Tables

/// The office's ledger of problems (台账) as its own sheet has it: these columns in this order, in the office's language.
package enum LedgerSheet {
    package static func sheet(of catalogName: String, on day: LocalDay) -> TableSheet {
        TableSheet(
            title: "\(catalogName)事项台账（截至\(day.year)年\(day.month)月\(day.day)日）",
            columns: [
                .init("序号", width: 8), .init("来源", width: 18), .init("问题", width: 48), .init("点位", width: 30),
                .init("责任单位", width: 22), .init("责任人", width: 12), .init("挂点领导", width: 12),
                .init("措施", width: 36), .init("时限", width: 12), .init("进展", width: 36),
                .init("整改前后照片", width: 16), .init("核查人", width: 12), .init("销号日期", width: 12),
                .init("备注", width: 40),
            ]
        )
    }
}

/// One line of the sheet.
struct LedgerLine {
    private let matter: Matter
    private let row: MatterRow
    private let catalog: Catalog
    private let zone: Zone
    /// Whether whoever exports may read more than lists show.
    private let isWhole: Bool
    private let words: ReportWords?
    private let outsideNumber: String?
    private let history: [HistoryLine]
    private let pictures: (before: Int, after: Int)
    private let names: [Actor: String]

    init(
        _ row: MatterRow,
        _ matter: Matter,
        isWhole: Bool,
        _ catalog: Catalog,
        _ zone: Zone,
        _ reader: Reader
    ) throws {
        self.row = row
        self.matter = matter
        self.catalog = catalog
        self.zone = zone
        self.isWhole = isWhole
        guard isWhole else {
            (words, outsideNumber, history, pictures, names) = (nil, nil, [], (0, 0), [:])
            return
        }
        words = try Matters.words(of: row.id, reader)
        outsideNumber = try Matters.facts(of: row.id, reader)?.outsideNumber
        history = try Matters.history(of: row.id, reader)
        pictures = try Self.pictures(history, reader)
        let verifier = Self.verifier(history)
        var names: [Actor: String] = [:]
        for actor in Set([matter.person, matter.leader, verifier].compactMap { $0 }) {
            names[actor] = try Staff.ID(actor).flatMap { try StaffDirectory.member($0, reader)?.name }
        }
        self.names = names
    }

    func cells(number: Int64) -> [TableCell] {
        [
            .integer(number), .text(source), .text(problem), .text(place), .text(units),
            .text(name(matter.person)), .text(name(matter.leader)),
            .text(note(of: [MatterPlanned.kind])), row.due.map { .day(zone.day(of: $0)) } ?? .text(""),
            .text(progress), .text(photographs), .text(name(Self.verifier(history))),
            row.outcome == .struckOff ? row.closedOn.map { .day($0) } ?? .text("") : .text(""),
            .text(remarks),
        ]
    }

    private var source: String {
        let name = catalog.source(row.source)?.name.zh ?? row.source.rawValue
        return outsideNumber.map { "\(name) \($0)" } ?? name
    }

    private var problem: String {
        guard isWhole else { return row.title ?? "（已抹除）" }
        let points = words?.points ?? []
        if points.isEmpty { return "（已抹除）" }
        return points.count == 1
            ? points[0] : points.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n")
    }

    private var place: String {
        let community = row.community.flatMap { catalog.community($0)?.name.zh }
        return [community, words?.address].compactMap { $0 }.joined(separator: " ")
    }

    private var units: String {
        ([row.lead].compactMap { $0 } + matter.assisting)
            .map { catalog.unit($0)?.name.zh ?? $0.rawValue }.joined(separator: "、")
    }

    private var progress: String {
        let stage = row.outcome?.sheetWord ?? row.stage.sheetWord
        let late = row.isOverdue && row.outcome == nil ? "（超期）" : ""
        let done = note(of: [MatterWorked.kind, MatterEnded.kind, MatterVerified.kind])
        return stage + late + (done.isEmpty ? "" : "：\(done)")
    }

    private var photographs: String {
        [("整改前", pictures.before), ("整改后", pictures.after)].filter { $0.1 > 0 }
            .map { "\($0.0) \($0.1) 张" }.joined(separator: "，")
    }

    private var remarks: String {
        [
            row.reference.map { "\($0)" } ?? "#\(row.id)", catalog.matterKind(row.kind)?.name.zh,
            row.category.map { catalog.path(of: $0).map(\.name.zh).joined(separator: "/") },
            row.outcome == .closedAtSource ? row.closedOn.map { "来源于 \($0) 办结" } : nil,
            matter.tally.reopened > 0 ? "重新打开 \(matter.tally.reopened) 次" : nil,
            matter.tally.sentBack > 0 ? "退回 \(matter.tally.sentBack) 次" : nil,
            isWhole ? nil : "无权查看详情",
        ].compactMap { $0 }.joined(separator: "；")
    }

    private func name(_ actor: Actor?) -> String {
        guard isWhole, let actor else { return "" }
        return names[actor] ?? actor.rawValue
    }

    /// What was last written with one of these.
    private func note(of kinds: [Entry.Kind]) -> String {
        history.last { kinds.contains($0.kind) && $0.note != nil }?.note ?? ""
    }

    private static func verifier(_ history: [HistoryLine]) -> Actor? {
        history.last { $0.kind == MatterVerified.kind }?.party.actor
    }

    private static func pictures(_ history: [HistoryLine], _ reader: Reader) throws -> (Int, Int) {
        func count(_ kinds: [Entry.Kind]) throws -> Int {
            try history.filter { kinds.contains($0.kind) }.reduce(0) { count, line in
                let files = try Matters.attachments(of: line.entry, reader)
                return count
                    + files.count { if case .picture = $0.content { true } else { false } }
            }
        }
        return (try count([MatterReported.kind]), try count([MatterWorked.kind, MatterVerified.kind]))
    }
}

extension Matter.Stage.Name {
    fileprivate var sheetWord: String {
        switch self {
        case .reported: "待立案"
        case .filed: "待派单"
        case .dispatched: "办理中"
        case .handled: "待核查"
        case .verified: "待销号"
        case .closed: "已结束"
        }
    }
}

extension Matter.Outcome.Name {
    fileprivate var sheetWord: String {
        switch self {
        case .struckOff: "已销号"
        case .settled: "即办即结"
        case .declined: "不予立案"
        case .withdrawn: "已撤回"
        case .merged: "已并案"
        case .passedOn: "已转出"
        case .closedAtSource: "来源已办结"
        }
    }
}
