import Casework
import Ledger

/// What the invented matters are about.
struct DemoTopic: Sendable {
    let kind: Code
    /// Of the residents' reports.
    let category: String?
    let text: String
    let place: String
    let result: String
    /// Whether residents report it.
    let isPublic: Bool
    let fields: [Code: Report.FieldValue]

    /// A topic of the residents' reports.
    private init(_ category: String, _ text: String, _ place: String, _ result: String) {
        kind = Self.code("report")
        self.category = category
        (self.text, self.place, self.result) = (text, place, result)
        isPublic = true
        fields = [:]
    }

    /// A topic of one of the office's own kinds.
    private init(
        kind: String,
        _ text: String,
        _ place: String,
        _ result: String,
        fields: [Code: Report.FieldValue] = [:]
    ) {
        self.kind = Self.code(kind)
        category = nil
        (self.text, self.place, self.result) = (text, place, result)
        isPublic = false
        self.fields = fields
    }

    private static func code(_ text: String) -> Code {
        guard let code = Code(rawValue: text) else { preconditionFailure("\(text) is no code.") }
        return code
    }

    func code(_ text: String) -> Code { Self.code(text) }

    /// Weighted as the topics of a real year were.
    static let all: [(DemoTopic, weight: Int)] = [
        (.init("ps-602", "路口有流动摊贩占道经营，晚上油烟很大", "某路口", "已劝离，并安排夜间巡查。"), 12),
        (.init("ps-605", "人行道上乱停小汽车，行人只能走车道", "某街边", "已清理，并加装隔离桩。"), 14),
        (.init("ps-581", "垃圾桶旁堆满垃圾，两天没有清运", "某小区门口", "已清运，并增加清运次数。"), 10),
        (.init("ps-823", "路灯不亮，夜里很黑", "某巷", "已更换灯具。"), 6),
        (.init("ps-463", "工地夜间十一点后还在施工，噪音扰民", "某工地", "已责令按规定时间施工。"), 9),
        (.init("ps-486", "楼下餐馆油烟直排", "某餐馆", "已要求安装油烟净化设备。"), 6),
        (.init("ps-630", "下水井盖破损，车辆经过有响声", "某路段", "已更换井盖。"), 5),
        (.init("ps-665", "路面坑洼，下雨积水", "某路段", "已修补路面。"), 6),
        (.init("ps-538", "下水道堵塞，污水外溢", "某巷口", "已疏通管道。"), 6),
        (.init("ps-548", "楼顶疑似加建铁皮房", "某楼", "已现场制止并拆除。"), 5),
        (.init("ps-556", "消防通道被车辆堵塞", "某小区", "已清理并划线。"), 4),
        (.init("ps-671", "大雨后路口积水，无法通行", "某路口", "已抽排，并清理雨水口。"), 4),
        (.init("ps-589", "台风后树枝倒伏在人行道上", "某路段", "已修剪清运。"), 4),
        (.init("ps-212", "工厂拖欠两个月工资", "某厂", "已协调发放。"), 3),
        (.init("ps-476", "广场舞音响声音太大", "某广场", "已与队伍商定时间和音量。"), 4),
        (.init("ps-539", "停水半天，没有通知", "某小区", "管网抢修完成，已恢复供水。"), 3),
        (.init(kind: "hazard", "车间配电箱没有盖板，线路裸露", "某厂房", "已加装盖板并更换线路。"), 10),
        (.init(kind: "hazard", "气瓶混放，无防倾倒措施", "某维修店", "已分区存放并固定。"), 6),
        (.init(kind: "fire-hazard", "灭火器过期，疏散指示灯不亮", "某出租屋", "已更换并通过复查。"), 12),
        (.init(kind: "fire-hazard", "楼道内停放电动车充电", "某楼道", "已清理，引导到集中充电点。"), 8),
        (.init(kind: "environment-problem", "沿河排口晴天有污水流出", "某排口", "已查明错接并改造。"), 5),
        (.init(kind: "river-problem", "河面有漂浮垃圾", "某河段", "已打捞。"), 4),
        (
            .init(
                kind: "clearance",
                "无证喷漆作坊，无废气处理设施",
                "某院落",
                "已关闭并清空设备。",
                fields: [code("way"): .choice(code("close"))]
            ), 4
        ),
        (.init(kind: "sanitation-problem", "绿化带内有散落垃圾", "某路段", "已清理。"), 6),
    ]

    /// Where residents' reports came from, by their share in a real year.
    static let sources: [(String, weight: Int)] = [
        ("at-pingshan", 30), ("beautiful-shenzhen", 14), ("hotline-12345", 14), ("hotline-12319", 12),
        ("government-mailbox", 4), ("telephone", 6), ("web", 20),
    ]

    /// Those whose matters carry a number of theirs.
    static let numbered: Set<String> = [
        "at-pingshan", "beautiful-shenzhen", "hotline-12345", "hotline-12319", "government-mailbox",
    ]

    static let communities: [((code: String, name: String), weight: Int)] = [
        (("440310001001", "六联社区"), 42), (("440310001002", "六和社区"), 30),
        (("440310001004", "和平社区"), 14), (("440310001003", "坪山社区"), 14),
    ]
}
