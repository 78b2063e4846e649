import Casework
import Catalog
import Ledger
import Registers
import Storage

/// The notices of the invented year: fifty-odd posted, some corrected, some withdrawn.
struct DemoAnnouncements: DemoPart {
    struct Notice {
        let key: Int
        let title: String
        let text: String

        var wording: Announcement.Wording {
            get throws { try Announcement.Wording(title: title, text: text) }
        }
    }

    enum Action {
        case post(Notice, Code?)
        case correct(Notice, Code?, reason: String)
        case withdraw(Int, reason: String)
    }

    private struct Step {
        let time: Instant
        let action: Action
    }

    func steps(in world: DemoWorld) -> [DemoStep] {
        Self.actions(in: world).enumerated().map { place, step in
            DemoStep(
                time: step.time,
                key: "notice \(place)",
                command: { try Self.command(for: step.action, $0) },
                remember: { office, outcome in
                    guard case .post(let notice, _) = step.action else { return }
                    office.remember(notice.key, Announcement.ID(rawValue: outcome.first.rawValue))
                }
            )
        }
    }

    private static func command(for action: Action, _ office: DemoOffice) throws -> any Command {
        let zone = office.rules.zone
        switch action {
        case .post(let notice, let community):
            return PostAnnouncement(try notice.wording, community: community, zone: zone)
        case .correct(let notice, let community, let reason):
            return try CorrectAnnouncement(
                try office.announcement(notice.key),
                to: try notice.wording,
                community: community,
                reason: reason,
                revision: 0,
                zone: zone
            )
        case .withdraw(let key, let reason):
            return try WithdrawAnnouncement(try office.announcement(key), reason: reason, zone: zone)
        }
    }

    /// In the order of time.
    private static func actions(in world: DemoWorld) -> [Step] {
        let (year, zone, communities) = (world.year, world.zone, world.communities)
        var steps: [Step] = []
        var key = 0
        for month in 1...12 {
            for (place, topic) in topics(ofMonth: month).enumerated() {
                // Every fourth notice is for all; the others go round the communities.
                let community =
                    key % 4 == 3 || communities.isEmpty ? nil : communities[key % communities.count]
                let name = community?.name.zh ?? "全街道"
                let notice = Notice(
                    key: key,
                    title: topic.title,
                    text: "\(name)：\(topic.text)\n（演示公告，内容为虚构。）"
                )
                guard let day = LocalDay(year: year, month: month, day: 2 + place * 6) else { continue }
                let time = zone.instant(day, hour: 9 + place, minute: (key * 7) % 60)
                steps.append(Step(time: time, action: .post(notice, community?.code)))
                steps += changes(of: notice, community?.code, communities, after: time)
                key += 1
            }
        }
        return steps.enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element)
    }

    /// One in eight is corrected, every second of these because it named the wrong community; one in eleven is
    /// withdrawn some days later.
    private static func changes(
        of notice: Notice,
        _ community: Code?,
        _ communities: [Community],
        after time: Instant
    ) -> [Step] {
        let day: Int64 = 86_400_000
        var steps: [Step] = []
        if notice.key % 8 == 5 {
            let isMoved = notice.key % 16 == 5 && communities.count > 1
            let other = isMoved ? communities.first { $0.code != community }?.code : community
            let reason = isMoved ? "所属社区填写有误" : "补充咨询方式"
            let text = notice.text + (isMoved ? "\n更正：适用社区已改正。" : "\n补充：可到社区党群服务中心咨询。")
            let corrected = Notice(key: notice.key, title: notice.title, text: text)
            steps.append(
                Step(
                    time: time.advanced(byMilliseconds: day),
                    action: .correct(corrected, other, reason: reason)
                )
            )
        }
        if notice.key % 11 == 7 {
            let end = time.advanced(byMilliseconds: 4 * day)
            steps.append(Step(time: end, action: .withdraw(notice.key, reason: "事项已结束")))
        }
        return steps
    }

    private static func topics(ofMonth month: Int) -> [(title: String, text: String)] {
        let seasonal: [(String, String)] =
            switch month {
            case 1: [("春节前消防安全检查", "对出租屋、小作坊开展节前检查，请配合开门。")]
            case 2: [("春节期间办事窗口安排", "节日期间窗口轮值，请先查看时间再来。")]
            case 3: [("春季爱国卫生行动", "周六上午清理卫生死角，欢迎报名参加。")]
            case 4: [("防汛物资清点", "各工作站核对沙袋、水泵与联系人。")]
            case 5: [("汛期排水沟清淤", "分段施工，个别路口临时绕行。")]
            case 6: [("安全生产月讲座", "面向小企业负责人，讲用电与动火。")]
            case 7: [("暑期河边安全提醒", "请勿下河游泳，看护好孩子。")]
            case 8: [("台风避护场所开放", "需要转移的居民可到就近场所登记。")]
            case 9: [("开学季交通疏导", "上学放学时段部分路段单向通行。")]
            case 10: [("城中村三线整治进场", "分楼栋施工，短时断网会提前贴出时间。")]
            case 11: [("冬季流感疫苗接种", "六十岁以上居民凭证件接种。")]
            default: [("年度工作报告征求意见", "草稿已放在社区，请提出意见。")]
            }
        let regular: [(String, String)] = [
            ("停水通知", "管网维修，当日九时至十七时停水，请提前储水。"),
            ("小散工程备案提示", "装修、外墙作业开工前请到社区备案。"),
            ("民生微实事项目公示", "居民议事会表决通过的项目，公示七日。"),
        ]
        return seasonal + regular.map { (title: $0.0, text: $0.1) }
    }
}
